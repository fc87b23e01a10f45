package changes

import (
	"slices"
	"strconv"
	"strings"

	"github.com/siglint/siglint/passes/contract"
)

// lines sets which registrations went and which came, and where to look.
func (c *comparison) lines(ch *Change, old, now contract.Entry) {
	kept := map[string]bool{} // of now.Registered
	var gone, stays *Place    // the first of each: the place of a removal is the better one
	for _, r := range old.Registered {
		place, still := c.whereIs(r)
		if s := join(place); still && slices.Contains(now.Registered, s) {
			kept[s] = true
			stays = first(stays, place)
			continue
		}
		ch.Removed = append(ch.Removed, r)
		if place.File != "" {
			gone = first(gone, place)
		}
	}
	for _, r := range now.Registered {
		if !kept[r] {
			ch.Added = append(ch.Added, r)
		}
	}
	if c.opts.Line == nil {
		c.shifted(ch)
	}
	switch {
	case gone != nil:
		ch.Place = gone
	case stays != nil:
		ch.Place = stays
	case len(now.Registered) > 0:
		file, line := split(now.Registered[0])
		ch.Place = &Place{File: file, Line: line, Column: 1}
	}
}

// shifted drops registrations of one file from both lists where as many went
// as came: without the files, such lines count as moved.
func (c *comparison) shifted(ch *Change) {
	count := map[string]int{}
	for _, r := range ch.Removed {
		file, _ := split(r)
		count[file]++
	}
	for _, r := range ch.Added {
		file, _ := split(r)
		count[file]--
	}
	moved := func(list []string, other []string) []string {
		return slices.DeleteFunc(slices.Clone(list), func(r string) bool {
			file, _ := split(r)
			return count[file] == 0 && slices.ContainsFunc(other, func(o string) bool { f, _ := split(o); return f == file })
		})
	}
	ch.Removed, ch.Added = moved(ch.Removed, ch.Added), moved(ch.Added, ch.Removed)
}

// whereIs finds an old "file:line" in the new tree.
func (c *comparison) whereIs(r string) (Place, bool) {
	file, line := split(r)
	if c.opts.Line == nil {
		return Place{File: file, Line: line, Column: 1}, true
	}
	return c.opts.Line(file, line)
}

func join(p Place) string {
	return p.File + ":" + strconv.Itoa(p.Line)
}

func first(p *Place, q Place) *Place {
	if p != nil {
		return p
	}
	return &q
}

// MapLine says where line n of an old text is in the new one, and whether it
// is still there. A line that is gone gives the nearest line above it that
// stayed, or line 1.
func MapLine(old, now string, n int) (line int, kept bool) {
	a, b := strings.Split(old, "\n"), strings.Split(now, "\n")
	if n < 1 || n > len(a) {
		return 1, false
	}
	head := 0
	for head < len(a) && head < len(b) && a[head] == b[head] {
		head++
	}
	if n <= head {
		return n, true
	}
	tail := 0
	for tail < len(a)-head && tail < len(b)-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	if n > len(a)-tail {
		return n + len(b) - len(a), true
	}
	return within(a[head:len(a)-tail], b[head:len(b)-tail], n-head, head)
}

// maxCells bounds the table that compares the middles of two texts.
const maxCells = 4 << 20

// within finds line n of a in b, both without what they share at the ends.
func within(a, b []string, n, head int) (line int, kept bool) {
	if len(a) == 0 || len(b) == 0 || len(a)*len(b) > maxCells {
		return max(head, 1), false
	}
	// lengths[i][j]: of the longest common subsequence of a[i:] and b[j:].
	lengths := make([][]int32, len(a)+1)
	cells := make([]int32, (len(a)+1)*(len(b)+1))
	for i := range lengths {
		lengths[i] = cells[i*(len(b)+1) : (i+1)*(len(b)+1)]
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				lengths[i][j] = lengths[i+1][j+1] + 1
			} else {
				lengths[i][j] = max(lengths[i+1][j], lengths[i][j+1])
			}
		}
	}
	line = max(head, 1)
	for i, j := 0, 0; i < n && j < len(b); {
		switch {
		case a[i] == b[j]:
			line = head + j + 1
			if i == n-1 {
				return line, true
			}
			i, j = i+1, j+1
		case lengths[i+1][j] >= lengths[i][j+1]:
			i++
		default:
			j++
		}
	}
	return line, false
}

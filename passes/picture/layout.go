package picture

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/siglint/siglint/passes/signals"
)

// The measures of the picture, in pixels.
const (
	margin    = 24
	legendH   = 52  // above the columns
	minLabelW = 300 // senders; wider where their names are
	channelW  = 190 // curves; wider the more there are
	pillW     = 116 // signals
	cardW     = 392 // programs; the pills stand astride the left edge
	lineH     = 22
	headH     = 30 // heading of a group
	groupGap  = 14
	cardHeadH = 50
	pillH     = 26
	cardPad   = 10
	cardGap   = 20
	cellW     = 8 // at most, of a character in the fixed-width face
)

// How much text fits, in cells of the fixed-width and the proportional face.
const (
	labelCells = 52
	pillCells  = 11
	titleCells = 34
	subCells   = 46
	saysCells  = 38
	maxUnsent  = 6 // signals that a card shows though nobody sends them
)

// A drawing is a Web with everything in its place.
type drawing struct {
	web    *Web
	height int
	portX  int // where the curves begin
	groups []*group
	cards  []*card
	edges  []*edge
}

func (d *drawing) pillX() int { return d.portX + channelW + min(4*len(d.edges), 110) } // where the curves end
func (d *drawing) cardX() int { return d.pillX() + pillW/2 }                           // left edge of the cards
func (d *drawing) textX() int { return d.cardX() + pillW/2 + 14 }                      // of a card
func (d *drawing) width() int { return d.cardX() + cardW + margin }

// A group has the sender files of one kind.
type group struct {
	title string
	order int
	y     int
	lines []*line
}

// A line is one row of the senders' side: the places of one file that come to
// the same ends.
type line struct {
	y    int
	text string
	full string
	rows []int // indices of Web.Senders
	ends []End
	bad  bool
	rank int // of the first card it leads to, for order
}

// A card is a program, or what is none of them.
type card struct {
	y, h    int
	program *Program // nil for targets elsewhere, and for several programs
	full    string   // what a pointer is shown
	title   string
	sub     string
	pills   []*pill
	more    int // signals left out
	rows    int // lines that lead here
}

// A pill is one signal of a card.
type pill struct {
	y       int
	end     End
	says    string
	outcome Outcome
	rows    []int
}

// An edge is a curve from a line to a pill.
type edge struct {
	from    *line
	to      *pill
	outcome Outcome
}

// draw lays a Web out.
func draw(w *Web) *drawing {
	d := &drawing{web: w}
	d.makeGroups()
	d.makeCards()
	d.connect()
	for range 4 { // each pass settles one side by the other
		d.orderCards()
		d.orderLines()
	}
	d.place()
	return d
}

func (d *drawing) makeGroups() {
	byTitle := map[string]*group{}
	byKey := map[string]*line{}
	widest := 0
	for i := range d.web.Senders {
		s := &d.web.Senders[i]
		title, order := s.kind()
		g := byTitle[title]
		if g == nil {
			g = &group{title: title, order: order}
			byTitle[title] = g
			d.groups = append(d.groups, g)
		}
		key := fmt.Sprintf("%q %q %v %q", title, s.File, s.Bad, s.ends())
		l := byKey[key]
		if l == nil {
			l = &line{ends: s.ends(), bad: s.Bad}
			byKey[key] = l
			g.lines = append(g.lines, l)
		}
		l.rows = append(l.rows, i)
	}
	slices.SortFunc(d.groups, func(a, b *group) int { return cmp.Or(cmp.Compare(a.order, b.order), cmp.Compare(a.title, b.title)) })
	for _, l := range byKey {
		l.label(d.web.Senders)
		widest = max(widest, columns(l.text)+2) // with the mark of a mistake
	}
	d.portX = margin + max(minLabelW, widest*cellW+16)
}

// label writes "file:4, 9", cut on the left so that the name stays.
func (l *line) label(all []Sender) {
	var numbers []string
	for _, i := range l.rows {
		numbers = append(numbers, strconv.Itoa(all[i].Line))
	}
	numbers = slices.Compact(numbers)
	l.full = clean(all[l.rows[0]].File) + ":" + strings.Join(numbers, ", ")
	tail := strings.Join(numbers, ", ")
	if len(numbers) > 4 {
		tail = fmt.Sprintf("%s and %d more", strings.Join(numbers[:3], ", "), len(numbers)-3)
	}
	l.text = cutLeft(clean(all[l.rows[0]].File)+":"+tail, labelCells)
}

func (d *drawing) makeCards() {
	for i := range d.web.Programs {
		p := &d.web.Programs[i]
		c := &card{program: p, title: cutRight(clean(p.Binary), titleCells), sub: cutLeft(clean(p.Package), subCells),
			full: clean(p.Binary) + " (" + clean(p.Package) + ")"}
		for _, sig := range slices.SortedFunc(maps.Keys(p.Signals), bySignal) {
			e := p.Signals[sig]
			if e.Disposition == signals.DefaultAction {
				continue // of no interest, unless somebody sends it
			}
			if len(c.pills) == maxUnsent {
				c.more++
				continue
			}
			c.add(d.web, End{p.Package, "", sig})
		}
		d.cards = append(d.cards, c)
	}
	d.cards = append(d.cards, &card{title: "elsewhere", sub: "none of these programs, or not known"})
}

func (c *card) add(w *Web, e End) *pill {
	p := &pill{end: e, outcome: w.outcome(e)}
	if c.program != nil && e.Signal != "" {
		p.says = describe(w.entry(c.program, e.Command, e.Signal))
	}
	if e.Command != "" {
		p.says = clean(e.Command) + ": " + p.says
	}
	c.pills = append(c.pills, p)
	return p
}

// connect draws the edges, and drops the card of other targets if none has any.
func (d *drawing) connect() {
	for _, g := range d.groups {
		for _, l := range g.lines {
			seen := map[*pill]bool{}
			for _, e := range l.ends {
				c, p := d.pill(e)
				if seen[p] {
					continue
				}
				seen[p] = true
				c.rows++
				p.rows = append(p.rows, l.rows...)
				d.edges = append(d.edges, &edge{l, p, p.outcome})
			}
		}
	}
	for _, c := range d.cards {
		slices.SortStableFunc(c.pills, func(a, b *pill) int {
			return cmp.Or(bySignal(a.end.Signal, b.end.Signal), cmp.Compare(a.end.Command, b.end.Command))
		})
	}
	if last := len(d.cards) - 1; d.cards[last].rows == 0 {
		d.cards = d.cards[:last]
	}
	d.gatherQuiet()
}

// gatherQuiet puts the programs of which there is nothing to show, if there
// are several, on one card.
func (d *drawing) gatherQuiet() {
	var names []string
	quiet := func(c *card) bool { return c.program != nil && len(c.pills) == 0 }
	for _, c := range d.cards {
		if quiet(c) {
			names = append(names, clean(c.program.Binary))
		}
	}
	if len(names) < 2 {
		return
	}
	d.cards = slices.DeleteFunc(d.cards, quiet)
	d.cards = append(d.cards, &card{
		title: count(len(names), "other program"), sub: "handle no signal; nobody here sends them one",
		full: strings.Join(names, ", "),
	})
}

// pill finds or makes the pill of an end.
func (d *drawing) pill(e End) (*card, *pill) {
	at := d.cards[len(d.cards)-1]
	for _, c := range d.cards {
		if c.program != nil && c.program.Package == e.Program {
			at = c
		}
	}
	if at.program == nil {
		e = End{Signal: e.Signal}
	} else if _, ok := at.program.Commands[e.Command]; !ok {
		e.Command = "" // it does as the program does
	}
	for _, p := range at.pills {
		if p.end == e {
			return at, p
		}
	}
	return at, at.add(d.web, e)
}

// orderCards sorts programs by where their senders stand, those without any
// behind them, and the rest of the world last.
func (d *drawing) orderCards() {
	at := map[*line]int{}
	for _, g := range d.groups {
		for _, l := range g.lines {
			at[l] = len(at)
		}
	}
	sum, count := map[*pill]int{}, map[*pill]int{}
	for _, e := range d.edges {
		sum[e.to] += at[e.from]
		count[e.to]++
	}
	mean := func(c *card) int {
		s, n := 0, 0
		for _, p := range c.pills {
			s, n = s+sum[p], n+count[p]
		}
		switch {
		case c.program == nil && len(c.pills) > 0:
			return 1 << 42 // the rest of the world
		case c.program == nil:
			return 1 << 41
		case n == 0:
			return 1 << 40
		}
		return s * 1000 / n
	}
	slices.SortStableFunc(d.cards, func(a, b *card) int { return cmp.Compare(mean(a), mean(b)) })
}

// orderLines sorts the lines of each group by the program they lead to, then
// by file.
func (d *drawing) orderLines() {
	rank := map[*pill]int{}
	for _, c := range d.cards {
		for _, p := range c.pills {
			rank[p] = len(rank)
		}
	}
	for _, e := range d.edges {
		e.from.rank = 1 << 30
	}
	for _, e := range d.edges {
		e.from.rank = min(e.from.rank, rank[e.to])
	}
	for _, g := range d.groups {
		slices.SortStableFunc(g.lines, func(a, b *line) int {
			return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(a.rows[0], b.rows[0]))
		})
	}
}

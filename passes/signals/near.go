package signals

import "strings"

// nearest returns the signal that a misspelt word most likely meant, in the
// form of the word, or "" if none is near enough.
func nearest(word, bare string) string {
	best, limit := "", 2
	if len(bare) <= 4 {
		limit = 1
	}
	for _, s := range linux {
		name := strings.TrimPrefix(s.name, "SIG")
		if d := distance(bare, name); d > 0 && d <= limit && (best == "" || d < distance(bare, best)) {
			best = name
		}
	}
	switch {
	case best == "":
		return ""
	case strings.HasPrefix(strings.ToUpper(word), "SIG"):
		best = "SIG" + best
	}
	if word == strings.ToLower(word) {
		best = strings.ToLower(best)
	}
	return best
}

// distance counts the letters to insert, delete, change or swap with their
// neighbour to turn a into b.
func distance(a, b string) int {
	d := make([][]int, len(a)+1)
	for i := range d {
		d[i] = make([]int, len(b)+1)
		d[i][0] = i
	}
	for j := range d[0] {
		d[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			d[i][j] = min(d[i-1][j]+1, d[i][j-1]+1, d[i-1][j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d[i][j] = min(d[i][j], d[i-2][j-2]+1)
			}
		}
	}
	return d[len(a)][len(b)]
}

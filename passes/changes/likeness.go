package changes

import "strings"

// Likeness says how much two texts have in common, from 0 to 1: the lines that
// are in both, wherever they stand, of all lines that are not empty.
func Likeness(a, b string) float64 {
	count := make(map[string]int)
	all, shared := 0, 0
	for line := range strings.Lines(a) {
		if line = strings.TrimSpace(line); line != "" {
			count[line]++
			all++
		}
	}
	for line := range strings.Lines(b) {
		if line = strings.TrimSpace(line); line != "" {
			all++
			if count[line] > 0 {
				count[line]--
				shared += 2
			}
		}
	}
	if all == 0 {
		return 0
	}
	return float64(shared) / float64(all)
}

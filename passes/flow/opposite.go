package flow

import "strings"

// Opposite reports whether of two conditions, as conjunctions in words, one
// asks for what the other rules out, so that together they leave little open.
func Opposite(a, b string) bool {
	for _, x := range parts(a) {
		for _, y := range parts(b) {
			if negates(x, y) || negates(y, x) {
				return true
			}
		}
	}
	return false
}

func parts(cond string) []string {
	rest, ok := strings.CutPrefix(cond, "only if ")
	if !ok {
		return nil
	}
	list := strings.Split(rest, " and ")
	for i := range list {
		list[i] = strings.TrimPrefix(list[i], "if ")
	}
	return list
}

// negates reports whether y is x with a not in it.
func negates(x, y string) bool {
	before, after, ok := strings.Cut(y, " is not ")
	return ok && x == before+" is "+after
}

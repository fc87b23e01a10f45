package yamltext

import "testing"

// YAML ends lines where nobody else does, and does not count the mark at the start.
func TestPlacesOfLines(t *testing.T) {
	for _, c := range []struct {
		text         string
		line, column int // as YAML counts
		want         [2]int
	}{
		{"a: 1\nb: 2\n", 2, 4, [2]int{2, 4}},
		{"a: 1\r\nb: 2\r\n", 2, 4, [2]int{2, 4}},
		{"a: 1\rb: 2\r", 2, 4, [2]int{1, 9}},
		{"a: 1\u0085b: 2\n", 2, 4, [2]int{1, 9}},
		{"a: é\u2028b: 2\nc: 3\n", 2, 4, [2]int{1, 9}},
		{"a: é\u2028b: 2\nc: 3\n", 3, 1, [2]int{2, 1}},
		{"\ufeffa: 1\n", 1, 1, [2]int{1, 2}},
		{"\ufeffa: 1\nb: 2\n", 2, 1, [2]int{2, 1}},
		{"a\r", 9, 1, [2]int{1, 3}}, // one more than there are
	} {
		if line, column := Places(c.text)(c.line, c.column); [2]int{line, column} != c.want {
			t.Errorf("%q: %d:%d became %d:%d, want %v", c.text, c.line, c.column, line, column, c.want)
		}
	}
}

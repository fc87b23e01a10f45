package changes

import "testing"

func TestLikeness(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want float64
	}{
		{"a\nb\n", "a\nb\n", 1},
		{"a\nb\n", "\tb\n\na", 1},
		{"a\nb\n", "c\nd\n", 0},
		{"a\na\n", "a\nc\n", 0.5},
		{"a\n", "a\na\na\n", 0.5},
		{"", "", 0},
		{"", "a", 0},
	} {
		if got := Likeness(c.a, c.b); got != c.want {
			t.Errorf("%q and %q: %v, want %v", c.a, c.b, got, c.want)
		}
	}
}

package splice

import "testing"

// Every byte of a text knows a place in the source, whatever it is made of.
func FuzzText(f *testing.F) {
	f.Add("one two\nthree\r\n", 1, 3, "x", 5, 9)
	f.Add("", 0, 0, "", 0, 0)
	f.Fuzz(func(t *testing.T, text string, a, b int, put string, c, d int) {
		src := NewSource("f", []byte(text))
		v := NewText(src)
		within := func(n int) int { return min(max(n, 0), len(text)) }
		v.Keep(within(a), within(b))
		v.Put(put, within(c), within(c))
		v.Keep(within(c), within(d))
		all := NewText(src)
		all.Add(v, min(max(a, 0), v.Len()), min(max(b, 0), v.Len()))
		for i, c := range []byte(v.String()) {
			if off := v.Offset(i); i < within(b)-within(a) && (off != within(a)+i || text[off] != c) {
				t.Fatalf("byte %d, %q, stands at %d of %q", i, c, off, text)
			}
		}
		for _, made := range []*Text{v, all} {
			for i := 0; i <= made.Len(); i++ {
				off, at := made.Offset(i), made.At(i)
				if off < 0 || off > len(text) || at.Line < 1 || at.Line > src.Lines() || at.Column < 1 {
					t.Fatalf("byte %d of %q at %d, %v of %q", i, made, off, at, text)
				}
			}
		}
		src.Signal(min(within(a), within(b)), max(within(a), within(b)))
	})
}

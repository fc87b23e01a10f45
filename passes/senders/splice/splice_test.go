package splice

import (
	"testing"

	"github.com/siglint/siglint/passes/senders"
)

func TestText(t *testing.T) {
	src := NewSource("f", []byte("one two\nthree %% four\n"))
	v := NewText(src)
	v.Keep(4, 8)
	v.Keep(8, 14)
	v.Put("%", 14, 16)
	v.Keep(16, 21)
	text := NewText(src)
	text.Add(v, 0, v.Len())
	if got := text.String(); got != "two\nthree % four" {
		t.Fatalf("%q", got)
	}
	for i, want := range map[int]senders.Position{
		0: {Line: 1, Column: 5}, 4: {Line: 2, Column: 1}, 10: {Line: 2, Column: 7}, 11: {Line: 2, Column: 9}, 16: {Line: 2, Column: 14},
	} {
		if got := text.At(i); got != want || v.At(i) != want {
			t.Errorf("byte %d at %v and %v, want %v", i, got, v.At(i), want)
		}
	}
	part := NewText(src)
	part.Add(v, 5, 11)
	if part.String() != "hree %" || part.At(0) != (senders.Position{Line: 2, Column: 2}) {
		t.Errorf("%q at %v", part, part.At(0))
	}
	if NewText(src).At(0) != (senders.Position{Line: 1, Column: 1}) {
		t.Error("an empty text stands nowhere")
	}
}

func TestLines(t *testing.T) {
	src := NewSource("f", []byte("a\r\n\nb"))
	for n, want := range []string{"a", "", "b"} {
		if start, end := src.Line(n); src.Text[start:end] != want {
			t.Errorf("line %d is %q", n, src.Text[start:end])
		}
	}
	if start, end := src.Line(9); start != end {
		t.Error("a line beyond the end")
	}
}

func TestSignal(t *testing.T) {
	for word, want := range map[string]string{
		"HUP": "SIGHUP", "\"SIGTERM\"": "SIGTERM", "15": "SIGTERM", "0": "", "$SIG": "", "{{ x }}": "", "TREM": "misspelt", "": "",
	} {
		name, problem := NewSource("f", []byte(word)).Signal(0, len(word))
		if problem != nil {
			name = problem.Category
		}
		if name != want {
			t.Errorf("%q is %q, want %q", word, name, want)
		}
	}
}

func TestQuote(t *testing.T) {
	for word, want := range map[string]string{"a-b": "a-b", "": "''", "it's": `'it'\''s'`, "$x": "'$x'"} {
		if got := Quote(word); got != want {
			t.Errorf("Quote(%q) = %s", word, got)
		}
	}
}

// A piece that stands for a word ends where the word does, wherever in it a
// command ends; a piece of the source ends byte by byte.
func TestEndAt(t *testing.T) {
	text := NewText(NewSource("f", []byte("run \"kill 1\" now")))
	text.Put("'kill 1'", 4, 12)
	text.Keep(12, 16)
	for i, want := range map[int]int{1: 13, 7: 13, 8: 13, 9: 14, 12: 17, 99: 17} {
		if got := text.EndAt(i); got.Column != want {
			t.Errorf("byte %d ends in column %d, not %d", i, got.Column, want)
		}
	}
	if at := text.EndAt(0); at != text.At(0) {
		t.Errorf("nothing ends at %v", at)
	}
	if at := NewText(NewSource("f", nil)).EndAt(3); at.Line != 1 || at.Column != 1 {
		t.Errorf("an empty text ends at %v", at)
	}
}

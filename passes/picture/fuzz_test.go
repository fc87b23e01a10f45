package picture

import (
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"strings"
	"testing"

	"github.com/siglint/siglint/passes/contract"
	"github.com/siglint/siglint/passes/fuzztest"
	"github.com/siglint/siglint/passes/signals"
)

// named is a web in which files and programs are called so.
func named(text, other string) *Web {
	e := contract.Entry{Disposition: signals.Caught, Effect: signals.Continues, Action: text, Condition: other}
	w := &Web{Title: text, GOOS: "linux",
		Programs: []Program{{Package: "p", Binary: text, Signals: entries{"SIGHUP": e}}},
		Senders: []Sender{
			{File: "a/" + text, Line: 1, Context: "shell", Signal: "SIGHUP", Target: other, Ends: []End{{"p", "", "SIGHUP"}}, Bad: true, Category: "kills", Reason: text},
			{File: "b/" + other, Line: 2, Context: "shell", Action: text, Target: text},
		},
	}
	w.Sort()
	return w
}

// Whatever things are called, a picture has the same elements, and its strings
// are what they are in every medium.
func FuzzDraw(f *testing.F) {
	f.Add("\"'><script>alert(1)</script>", "]]>-->{{.}}</style>")
	f.Add("\\\"\n\x1b[31m\u202e\xff", "\\N\\")
	f.Add("a", "b")
	f.Fuzz(func(t *testing.T, text, other string) {
		plain := func(s string) string {
			if clean(s) == "" {
				return ""
			}
			return "x"
		}
		var svg, page, dot string
		fuzztest.Bounded(t, len(text)+len(other), func() {
			svg, page, dot = written(t, SVG, named(text, other)), written(t, HTML, named(text, other)), written(t, DOT, named(text, other))
		})
		harmless := named(plain(text), plain(other))
		if got, want := elements(t, svg, true), elements(t, written(t, SVG, harmless), true); got != want {
			t.Errorf("SVG of %q and %q has other elements: %s\nwant %s", text, other, got, want)
		}
		if got, want := elements(t, page, false), elements(t, written(t, HTML, harmless), false); got != want {
			t.Errorf("HTML of %q and %q has other elements: %s\nwant %s", text, other, got, want)
		}
		if got, want := apart(dot), apart(written(t, DOT, harmless)); got != want {
			t.Errorf("DOT of %q and %q has other elements: %s\nwant %s", text, other, got, want)
		}
		for _, made := range []string{svg, page, dot} {
			if i := strings.IndexFunc(made, func(r rune) bool { return r < ' ' && r != '\n' && r != '\t' || r == 0x7f || r == 0x202e }); i >= 0 {
				t.Errorf("%q is left", made[i:])
			}
		}
	})
}

// own is what a page has of styles and code, which only this package writes.
var own = regexp.MustCompile(`(?s)<style>.*?</style>|<script>.*?</script>`)

// elements lists the elements of a document and the names of their attributes,
// as a parser of XML or of HTML sees them. Hints where lines may break, and
// texts that are there only in full, come and go with the length of words.
func elements(t *testing.T, text string, strict bool) string {
	d := xml.NewDecoder(strings.NewReader(own.ReplaceAllString(text, "")))
	if strict {
		d = xml.NewDecoder(strings.NewReader(text))
	} else {
		d.Strict, d.AutoClose, d.Entity = false, xml.HTMLAutoClose, xml.HTMLEntity
	}
	var b strings.Builder
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			return b.String()
		}
		if err != nil {
			t.Fatalf("%v in\n%s", err, text)
		}
		if e, ok := tok.(xml.StartElement); ok && e.Name.Local != "wbr" && e.Name.Local != "title" {
			b.WriteString(" " + e.Name.Local)
			for _, a := range e.Attr {
				b.WriteString(" @" + a.Name.Local)
			}
		}
	}
}

// dotString matches a string of DOT.
var dotString = regexp.MustCompile(`"(?:[^"\\]|\\.)*"`)

// apart is what of a graph stands outside of strings.
func apart(dot string) string { return dotString.ReplaceAllString(dot, `""`) }

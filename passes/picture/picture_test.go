package picture

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"os/exec"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/siglint/siglint/passes/contract"
	"github.com/siglint/siglint/passes/signals"
)

var webs = map[string]func() *Web{"incident": incident, "many": many, "empty": nothing, "hostile": hostile,
	"no programs": func() *Web { w := incident(); w.Programs = nil; return w },
	"no senders":  func() *Web { w := incident(); w.Senders = nil; return w },
}

var writers = map[string]func(io.Writer, *Web) error{"svg": SVG, "html": HTML, "dot": DOT, "matrix": Matrix}

func written(t *testing.T, write func(io.Writer, *Web) error, w *Web) string {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b, w); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// The same input gives the same bytes, in whatever order it comes.
func TestDeterministic(t *testing.T) {
	for name, web := range webs {
		for format, write := range writers {
			want := written(t, write, web())
			for range 5 {
				w := web()
				if name == "many" {
					slices.Reverse(w.Senders)
					slices.Reverse(w.Programs)
					w.Sort()
				}
				if written(t, write, w) != want {
					t.Errorf("%s as %s differs from run to run", name, format)
				}
			}
		}
	}
}

func TestSVGIsXML(t *testing.T) {
	for name, web := range webs {
		d := xml.NewDecoder(strings.NewReader(written(t, SVG, web())))
		for {
			tok, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if e, ok := tok.(xml.StartElement); ok && (e.Name.Local == "script" || e.Name.Local == "foreignObject") {
				t.Errorf("%s: element %s", name, e.Name.Local)
			}
		}
	}
}

// Control characters and turned directions reach no medium.
func TestNoControlCharacters(t *testing.T) {
	for format, write := range writers {
		for _, r := range written(t, write, hostile()) {
			if r < ' ' && r != '\n' && r != '\t' || r == 0x7f || r == 0x202e {
				t.Errorf("%s: %U", format, r)
			}
		}
	}
}

// A file may have any name; a link still leads to it and to nothing else.
func TestLink(t *testing.T) {
	for file, want := range map[string]string{
		"deploy/d.logrotate":       "./deploy/d.logrotate#L4",
		"javascript:alert(1)":      "./javascript:alert%281%29#L4",
		"//evil.example/x?y#z":     "./%2F%2F",
		"a b/%41":                  "./a%20b/%2541#L4",
		`x" onmouseover="alert(1)`: "./x%22%20onmouseover=%22alert%281%29#L4",
	} {
		got := link("", &Sender{File: file, Line: 4})
		if strings.HasPrefix(file, "//") {
			want = ".///evil.example/x%3Fy%23z#L4" // a dot and a path: no host
		}
		if got != want {
			t.Errorf("%q: %s, want %s", file, got, want)
		}
	}
	if got := link("../../", &Sender{File: "a", Line: 1}); got != "./../../a#L1" {
		t.Error(got)
	}
}

func TestOutcomes(t *testing.T) {
	for _, tt := range []struct {
		d    signals.Disposition
		e    signals.Effect
		want Outcome
		says string
	}{
		{signals.Caught, signals.Continues, Survives, "handles it"},
		{signals.Caught, signals.Terminates, ShutsDown, "shuts down"},
		{signals.Caught, signals.Dumps, ShutsDown, "shuts down"},
		{signals.Caught, signals.Nothing, Nothing, "swallowed"},
		{signals.Caught, signals.UnknownEffect, Unknown, "not known"},
		{signals.Ignored, signals.Nothing, Nothing, "ignored"},
		{signals.DefaultAction, signals.Nothing, Nothing, "lost"},
		{signals.DefaultAction, signals.Terminates, Dies, "terminates the process"},
		{signals.DefaultAction, signals.Dumps, Dies, "dumps goroutines, exits"},
		{signals.DefaultAction, signals.Stops, Dies, "suspends the process"},
		{signals.UnknownDisposition, signals.UnknownEffect, Unknown, "not known"},
	} {
		e := contract.Entry{Disposition: tt.d, Effect: tt.e}
		if got := OutcomeOf(e); got != tt.want {
			t.Errorf("%s, %s: %s", tt.d, tt.e, got)
		}
		if got := describe(e); got != tt.says {
			t.Errorf("%s, %s: %q", tt.d, tt.e, got)
		}
	}
}

// A signal meets what the program does, or what its subcommand does; SIGKILL
// what the kernel does, whatever the program thinks.
func TestEntries(t *testing.T) {
	w := &Web{GOOS: "linux", Programs: []Program{
		{Package: "p", Signals: entries{"SIGHUP": reopens, "SIGKILL": reopens}, Commands: map[string]entries{"version": {"SIGHUP": kills}}},
		{Package: "not read"},
	}}
	for _, tt := range []struct {
		end  End
		want Outcome
	}{
		{End{"p", "", "SIGHUP"}, Survives},
		{End{"p", "version", "SIGHUP"}, Dies},
		{End{"p", "serve", "SIGHUP"}, Survives},
		{End{"p", "", "SIGKILL"}, Dies},
		{End{"p", "", "SIGUSR1"}, Nothing}, // not in the contract: the default
		{End{"p", "", "SIGFOO"}, Unknown},
		{End{"p", "", ""}, Unknown},
		{End{"q", "", "SIGHUP"}, Unknown},
		{End{"not read", "", "SIGHUP"}, Unknown},
		{End{"not read", "", "SIGKILL"}, Dies},
		{End{"", "", "SIGHUP"}, Unknown},
	} {
		if got := w.outcome(tt.end); got != tt.want {
			t.Errorf("%v: %s, want %s", tt.end, got, tt.want)
		}
	}
}

// Nothing overlaps, nothing leaves the picture, no text leaves its column.
func TestLayout(t *testing.T) {
	for name, web := range webs {
		d := draw(web())
		last := 0
		for _, g := range d.groups {
			if g.y < last {
				t.Errorf("%s: group %s overlaps the one above", name, g.title)
			}
			for _, l := range g.lines {
				if columns(l.text) > labelCells || margin+(columns(l.text)+2)*cellW > d.portX {
					t.Errorf("%s: %q is too wide", name, l.text)
				}
			}
			last = g.y + headH + lineH*len(g.lines)
		}
		if last > d.height {
			t.Errorf("%s: senders end at %d of %d", name, last, d.height)
		}
		last = 0
		for _, c := range d.cards {
			if c.y < last {
				t.Errorf("%s: card %s overlaps the one above", name, c.title)
			}
			last = c.y + c.h
		}
		if last > d.height {
			t.Errorf("%s: programs end at %d of %d", name, last, d.height)
		}
	}
}

// Every sender is drawn, and every end of it.
func TestEverySenderIsDrawn(t *testing.T) {
	for name, web := range webs {
		w := web()
		d := draw(w)
		drawn := map[int]bool{}
		for _, e := range d.edges {
			for _, r := range e.from.rows {
				drawn[r] = true
			}
		}
		if len(w.Senders) != len(drawn) {
			t.Errorf("%s: %d of %d senders are drawn", name, len(drawn), len(w.Senders))
		}
	}
	d := draw(many())
	n := 0
	for _, e := range d.edges {
		if strings.HasPrefix(e.from.full, "scripts/rotate-everything.sh:9") {
			n++
		}
	}
	if n != 2 {
		t.Errorf("a reload that reaches two programs has %d edges", n)
	}
}

// Several places of one file with the same end share a line.
func TestSharedLine(t *testing.T) {
	w := incident()
	for i := range 6 {
		s := w.Senders[0]
		s.Line = 10 + i
		w.Senders = append(w.Senders, s)
	}
	w.Sort()
	line := draw(w).groups[0].lines[0]
	if line.text != "deploy/logrotate.d/logdeviced:4, 10, 11 and 4 more" || len(line.rows) != 7 {
		t.Errorf("%q, %d rows", line.text, len(line.rows))
	}
}

// Programs that have nothing to do with signals do not fill the picture.
func TestQuietPrograms(t *testing.T) {
	w := incident()
	for _, name := range []string{"gen", "lint", "pack"} {
		w.Programs = append(w.Programs, Program{Package: "example.com/logdevice/tools/" + name, Binary: name, Signals: entries{"SIGHUP": kills}})
	}
	cards := draw(w).cards
	last := cards[len(cards)-1]
	if len(cards) != 3 || last.title != "3 other programs" || last.full != "gen, lint, pack" {
		t.Errorf("%d cards, the last %q: %q", len(cards), last.title, last.full)
	}
}

func TestCut(t *testing.T) {
	for _, tt := range []struct {
		in          string
		width       int
		left, right string
	}{
		{"short", 5, "short", "short"},
		{"longer", 5, "…nger", "long…"},
		{"目录文件", 5, "…文件", "目录…"},
		{"目录文件", 4, "…件", "目…"},
		{"", 3, "", ""},
	} {
		if got := cutLeft(tt.in, tt.width); got != tt.left {
			t.Errorf("cutLeft(%q, %d) = %q", tt.in, tt.width, got)
		}
		if got := cutRight(tt.in, tt.width); got != tt.right {
			t.Errorf("cutRight(%q, %d) = %q", tt.in, tt.width, got)
		}
	}
}

func TestMatrix(t *testing.T) {
	w := incident()
	w.Senders = append(w.Senders, Sender{File: "x", Line: 1, Context: "cron", Signal: "SIGHUP", Target: "syslogd"})
	want := `            SIGHUP    SIGINT  SIGTERM
logdeviced  dies ←1!  ends    ends ←1
logrelayd   acts ←2   ends    ends

acts       acts on it and lives on
ends       shuts down by choice
dies       killed by it
←n         n places here send it
!          one of them is a mistake

Senders to none of these programs, or to one that is not known: 1
`
	if got := written(t, Matrix, w); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
	if got := written(t, Matrix, nothing()); got != "No program here receives signals.\n" {
		t.Errorf("empty: %q", got)
	}
	// A program that catches everything adds no columns of its own.
	if got := written(t, Matrix, many()); strings.Contains(got, "SIGTSTP") {
		t.Errorf("too wide:\n%s", got)
	}
}

// Two binaries of one name are told apart by their packages.
func TestMatrixSameName(t *testing.T) {
	w := &Web{GOOS: "linux", Programs: []Program{{Package: "m/a/d", Binary: "d", Signals: entries{}}, {Package: "m/b/d", Binary: "d", Signals: entries{}}}}
	if got := written(t, Matrix, w); !strings.Contains(got, "\nm/a/d ") || !strings.Contains(got, "\nm/b/d ") {
		t.Error(got)
	}
}

func TestDOT(t *testing.T) {
	dot, err := exec.LookPath("dot")
	if err != nil {
		t.Skip("dot, of Graphviz, is not installed")
	}
	for name, web := range webs {
		cmd := exec.Command(dot, "-Tcanon")
		cmd.Stdin = strings.NewReader(written(t, DOT, web()))
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", name, err, out)
		}
	}
}

// Every text has the contrast that WCAG asks of level AA, on either ground, in
// both schemes.
func TestContrast(t *testing.T) {
	variable := regexp.MustCompile(`--([a-z]+): #([0-9a-f]{6});`)
	light, dark, _ := strings.Cut(pictureCSS, "@media (prefers-color-scheme: dark)")
	dark, _, _ = strings.Cut(dark, "\n}\n")
	for scheme, css := range map[string]string{"light": light, "dark": dark} {
		colors := map[string]string{}
		for _, m := range variable.FindAllStringSubmatch(css, -1) {
			colors[m[1]] = m[2]
		}
		for _, text := range []string{"ink", "muted", "survives", "shuts", "dies", "nothing", "unknown", "focus"} {
			for _, ground := range []string{"paper", "panel"} {
				if r := contrast(t, colors[text], colors[ground]); r < 4.5 {
					t.Errorf("%s: %s on %s has a contrast of %.2f", scheme, text, ground, r)
				}
			}
		}
	}
}

func contrast(t *testing.T, a, b string) float64 {
	t.Helper()
	x, y := luminance(t, a), luminance(t, b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func luminance(t *testing.T, hex string) float64 {
	t.Helper()
	var l float64
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		n, err := strconv.ParseUint(hex[2*i:2*i+2], 16, 8)
		if err != nil {
			t.Fatal(err)
		}
		c := float64(n) / 255
		if c <= 0.03928 {
			c /= 12.92
		} else {
			c = math.Pow((c+0.055)/1.055, 2.4)
		}
		l += weight * c
	}
	return l
}

// A picture of a large tree takes no time to speak of.
func TestLarge(t *testing.T) {
	w := &Web{Title: "large", GOOS: "linux"}
	for i := range 200 {
		w.Programs = append(w.Programs, Program{Package: fmt.Sprintf("m/p%d", i), Binary: fmt.Sprintf("p%d", i), Signals: entries{"SIGHUP": reopens}})
	}
	for i := range 5000 {
		w.Senders = append(w.Senders, Sender{File: fmt.Sprintf("f%d.service", i), Line: 1, Context: "systemd ExecReload", Signal: "SIGHUP", Ends: []End{{fmt.Sprintf("m/p%d", i%200), "", "SIGHUP"}}})
	}
	if n := len(written(t, HTML, w)); n < 1<<20 {
		t.Errorf("%d bytes", n)
	}
}

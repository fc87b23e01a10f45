package report

import (
	"bytes"
	"github.com/siglint/siglint/passes/fuzztest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"

	"github.com/siglint/siglint/analyzers"
)

// hostile is a report in which every text comes from somebody who means harm.
func hostile(t *testing.T) *Report {
	t.Helper()
	path := filepath.Join(t.TempDir(), "a.sh")
	if err := os.WriteFile(path, []byte("# é\nkill -HUP é 1\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	return &Report{
		Findings: []Finding{{
			Check: "stalesender", Category: "kills", Severity: Error, File: "a\x1b[31m,b:c%\n::error::x.sh", Path: path,
			Line: 2, Column: 13, EndLine: 2, EndColumn: 14,
			Message: "kills \x1b]0;title\x07 \u202e 100%\n::error::injected", URL: "https://example.com/#kills",
			Related: []Related{{"b c.go", 1, 1, "starts here"}},
			Fixes:   []Fix{{"Mend", []Edit{{File: "b.go", Start: 1, End: 2, New: "x"}}}},
		}, {
			Check: "uncatchable", Severity: Warning, File: "c.go", Line: 1, Column: 1, Message: "second",
		}},
		Troubles: []Trouble{{Message: "no place"}, {File: "x y.go", Line: 3, Column: 1, Message: "broken"}},
		Notices:  []Trouble{{File: "l", Line: 1, Column: 1, Message: "not closed"}},
	}
}

func TestText(t *testing.T) {
	var buf bytes.Buffer
	if err := hostile(t).Text(&buf, false); err != nil {
		t.Fatal(err)
	}
	want := `a\x1b[31m,b:c%\n::error::x.sh:2:13: kills \x1b]0;title\x07 \u202e 100%\n::error::injected [stalesender]` +
		"\n\tb c.go:1:1: starts here\nc.go:1:1: second [uncatchable]\n"
	if buf.String() != want {
		t.Errorf("got %q\nwant %q", buf.String(), want)
	}
}

// On a terminal the source line comes along, with a caret below the place.
func TestSnippet(t *testing.T) {
	var buf bytes.Buffer
	if err := hostile(t).Text(&buf, true); err != nil {
		t.Fatal(err)
	}
	if want := "\tkill -HUP é 1\n\t           \x1b[32m^\x1b[0m\n"; !strings.Contains(buf.String(), want) {
		t.Errorf("got %q, without %q", buf.String(), want)
	}
}

func TestGitHub(t *testing.T) {
	var buf bytes.Buffer
	if err := hostile(t).GitHub(&buf); err != nil {
		t.Fatal(err)
	}
	for i, line := range strings.Split(strings.TrimSpace(buf.String()), "\n") {
		want := []string{
			`::error file=a\x1b[31m%2Cb%3Ac%25\n%3A%3Aerror%3A%3Ax.sh,line=2,col=13,endColumn=14,title=siglint stalesender::kills`,
			`::warning file=c.go,line=1,col=1,title=siglint uncatchable::second [uncatchable]`,
			`::error title=siglint::no place`,
			`::error file=x y.go,line=3,title=siglint::broken`,
		}
		if i >= len(want) || !strings.HasPrefix(line, want[i]) {
			t.Errorf("line %d: got %q", i+1, line)
		}
	}
}

func TestSARIF(t *testing.T) {
	var buf bytes.Buffer
	if err := hostile(t).SARIF(&buf, "0.1.0", "/", analyzers.All); err != nil {
		t.Fatal(err)
	}
	log, err := sarif.FromBytes(buf.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if err := log.Validate(); err != nil {
		t.Errorf("not SARIF 2.1.0: %v", err)
	}
	result := log.Runs[0].Results[0]
	if rule := log.Runs[0].Tool.Driver.Rules[result.RuleIndex]; *rule.ID != "stalesender" || *rule.HelpURI == "" {
		t.Errorf("rule: got %v", *rule.ID)
	}
	region := result.Locations[0].PhysicalLocation.Region
	if *region.StartColumn != 12 {
		t.Errorf("column %d counts bytes, not characters", *region.StartColumn)
	}
	if len(log.Runs[0].Invocations[0].ToolExecutionNotifications) != 3 {
		t.Error("troubles are lost")
	}
}

func TestFingerprints(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a")
	write := func(text string) {
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	at := func(lines ...int) []string {
		r := new(Report)
		for _, line := range lines {
			r.Findings = append(r.Findings, Finding{Check: "c", Path: path, File: "a", Line: line, Message: "m"})
		}
		return r.Fingerprints(dir)
	}
	write("one\nkill 1\ntwo\nkill 1\n")
	before := at(2, 4)
	if before[0] == before[1] {
		t.Error("two findings have one fingerprint")
	}
	write("zero\n\none\n  kill   1\ntwo\nkill 1\n")
	if after := at(4, 6); after[0] != before[0] || after[1] != before[1] {
		t.Errorf("lines shifted: %v became %v", before, after)
	}
	write("one\nkill 2\n")
	if at(2)[0] == before[0] {
		t.Error("another text has the same fingerprint")
	}
}

func TestSortOnce(t *testing.T) {
	f := Finding{File: "a", Line: 1, Check: "c", Message: "m"}
	r := &Report{Findings: []Finding{{File: "b"}, f, f}, Troubles: []Trouble{{Message: "x"}, {Message: "x"}}}
	r.Sort()
	if len(r.Findings) != 2 || r.Findings[0].File != "a" || len(r.Troubles) != 1 {
		t.Errorf("got %+v", r)
	}
}

// What is printed does nothing, and is the text itself where that does nothing.
func FuzzPlain(f *testing.F) {
	f.Add("a\x1b[0m\n\u202e\xff")
	f.Fuzz(func(t *testing.T, text string) {
		var got string
		fuzztest.Bounded(t, len(text), func() { got = Plain(text) })
		if !utf8.ValidString(got) || strings.IndexFunc(got, acts) >= 0 {
			t.Errorf("%q became %q", text, got)
		}
		if strings.IndexFunc(text, acts) < 0 && got != text {
			t.Errorf("%q became %q for nothing", text, got)
		}
	})
}

// A finding is one workflow command, whatever its words are, and the runner
// takes from it what was meant.
func FuzzGitHub(f *testing.F) {
	f.Add("a,b:c%\n::error::x.sh", "100%\r\n::set-output name=x::y", "::warning::")
	f.Fuzz(func(t *testing.T, file, message, related string) {
		r := &Report{Findings: []Finding{{Check: "c", Severity: Error, File: file, Line: 1, Column: 1, Message: message,
			Related: []Related{{file, 2, 1, related}}}}}
		var buf bytes.Buffer
		fuzztest.Bounded(t, len(file)+len(message)+len(related), func() {
			if err := r.GitHub(&buf); err != nil {
				t.Error(err)
			}
		})
		line, rest, _ := strings.Cut(buf.String(), "\n")
		command, ok := strings.CutPrefix(line, "::error ")
		properties, text, found := strings.Cut(command, "::")
		if rest != "" || !ok || !found || strings.ContainsAny(line, "\r\x1b") {
			t.Fatalf("not one command: %q", buf.String())
		}
		got := make(map[string]string)
		for part := range strings.SplitSeq(properties, ",") {
			name, value, _ := strings.Cut(part, "=")
			got[name] = runner(value)
		}
		if got["file"] != Plain(file) || got["line"] != "1" || got["title"] != "siglint c" || len(got) != 4 {
			t.Errorf("%q is taken for %q", line, got)
		}
		if want := Plain(message) + " [c]\n" + Plain(file) + ":2:1: " + Plain(related); runner(text) != want {
			t.Errorf("%q is taken for %q, not %q", line, runner(text), want)
		}
	})
}

// runner unescapes as the runner of workflows does.
func runner(text string) string {
	return strings.NewReplacer("%0D", "\r", "%0A", "\n", "%3A", ":", "%2C", ",", "%25", "%").Replace(text)
}

func FuzzBaseline(f *testing.F) {
	f.Add([]byte(`{"version": 1, "findings": [{"fingerprint": "a"}]}`))
	f.Fuzz(func(t *testing.T, src []byte) {
		fuzztest.Bounded(t, len(src), func() {
			if b, err := parseBaseline(src); err == nil && b.Version != 1 {
				t.Errorf("version %d was taken", b.Version)
			}
		})
	})
}

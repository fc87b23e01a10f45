package report

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

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

func FuzzPlain(f *testing.F) {
	f.Add("a\x1b[0m\n\u202e\xff")
	f.Fuzz(func(t *testing.T, text string) {
		if got := Plain(text); strings.ContainsAny(got, "\x1b\n\r\x07\u202e\u2028") {
			t.Errorf("%q became %q", text, got)
		}
	})
}

func FuzzBaseline(f *testing.F) {
	f.Add([]byte(`{"version": 1, "findings": [{"fingerprint": "a"}]}`))
	f.Fuzz(func(t *testing.T, src []byte) {
		if b, err := parseBaseline(src); err == nil && b.Version != 1 {
			t.Errorf("version %d was taken", b.Version)
		}
	})
}

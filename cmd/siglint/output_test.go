package main

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"
)

// acting are characters that a terminal, a workflow or a page acts upon.
func acting(text string) int {
	return strings.IndexFunc(text, func(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' || unicode.Is(unicode.Cf, r) })
}

// Names and words that act do so in no format.
func TestHostileOutput(t *testing.T) {
	p := newPatient(t, nil)
	names(t, p.dir)
	for _, args := range [][]string{{"./..."}, {"-format=github", "./..."}, {"senders"}, {"contract"}, {"map"}, {"config"}} {
		r := p.run(args...)
		if i := acting(r.out + r.err); i >= 0 || r.status > 1 {
			t.Errorf("%v: exit status %d, %q", args, r.status, (r.out + r.err)[max(i, 0):])
		}
		commands := regexp.MustCompile(`(?m)^\s*::.*$`).FindAllString(r.out+r.err, -1)
		for _, line := range commands {
			if !regexp.MustCompile(`^::(error|warning|notice) file=[^:,]*,line=\d+,col=\d+(,endColumn=\d+)?,title=siglint stalesender::[^\r]*$`).MatchString(line) || args[0] != "-format=github" {
				t.Errorf("%v: a workflow would take %q for a command", args, line)
			}
		}
		if args[0] == "-format=github" && len(commands) != strings.Count(r.out, "\n") {
			t.Errorf("%d commands in\n%s", len(commands), r.out)
		}
	}
	var found struct {
		Version  string
		Findings []struct {
			Check, Category, Severity, File, Message, URL, Package string
			Line, Column, EndLine, EndColumn                       int
			Related                                                []struct {
				File, Message string
				Line, Column  int
			}
			Fixes []any
		}
		Errors []struct {
			File, Message string
			Line, Column  int
		}
	}
	dec := json.NewDecoder(strings.NewReader(p.run("-json", "./...").out))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&found); err != nil || len(found.Findings) < 2 {
		t.Errorf("JSON: %v, %d findings", err, len(found.Findings))
	}
	log, err := sarif.FromString(p.run("-sarif", "./...").out)
	if err != nil {
		t.Fatal(err)
	}
	if err := log.Validate(); err != nil || len(log.Runs[0].Results) != len(found.Findings) {
		t.Errorf("SARIF: %v, %d results", err, len(log.Runs[0].Results))
	}
	p.pictures()
}

// pictures draws the tree in every medium.
func (p *patient) pictures() {
	p.t.Helper()
	for _, name := range []string{"map.svg", "map.html", "map.dot"} {
		p.run("map", "-o", p.path(name)).expect(p.t, name, 0, "", "")
		src, err := os.ReadFile(p.path(name))
		if err != nil {
			p.t.Fatal(err)
		}
		text := string(src)
		if i := acting(text); i >= 0 {
			p.t.Errorf("%s: %q", name, text[i:min(i+20, len(text))])
		}
		if name != "map.dot" && strings.Contains(text, "<script>alert") {
			p.t.Errorf("%s: a script of a file's name", name)
		}
		if name != "map.svg" {
			continue
		}
		for d := xml.NewDecoder(strings.NewReader(text)); ; {
			tok, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if e, ok := tok.(xml.StartElement); err != nil || ok && e.Name.Local == "script" {
				p.t.Fatalf("%s: %v, %v", name, tok, err)
			}
		}
	}
}

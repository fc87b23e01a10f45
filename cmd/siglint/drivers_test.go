package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"
	"golang.org/x/tools/txtar"

	"github.com/siglint/siglint/analyzers"
)

// One module says the same through the command, through go vet and through the
// checker of x/tools; golangci-lint, with its own limits, is held to it in
// package golangci.
func TestDrivers(t *testing.T) {
	archive, err := txtar.ParseFile("../../testdata/script/one-truth.txtar")
	if err != nil {
		t.Fatal(err)
	}
	files := make(map[string]string)
	for _, f := range archive.Files {
		files[f.Name] = string(f.Data)
	}
	p := newPatient(t, files)
	want := p.own()
	if len(want) < 3 {
		t.Fatalf("too little to compare: %q", want)
	}
	if got := p.vet(); !slices.Equal(got, want) {
		t.Errorf("go vet says\n%s\nsiglint\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if got := p.checker(); !slices.Equal(got, want) {
		t.Errorf("x/tools' checker says\n%s\nsiglint\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestDriversOfModules does so with go vet for the modules that
// SIGLINT_TEST_MODULES names.
func TestDriversOfModules(t *testing.T) {
	dirs := filepath.SplitList(os.Getenv("SIGLINT_TEST_MODULES"))
	if len(dirs) == 0 {
		t.Skip("SIGLINT_TEST_MODULES names no module; go vet compiles all it imports")
	}
	for _, dir := range dirs {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			p := newPatient(t, map[string]string{"unused": ""})
			p.dir = dir
			want := p.own()
			if got := p.vet(); !slices.Equal(got, want) {
				t.Errorf("go vet says\n%s\nsiglint\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
			}
		})
	}
}

// own is what the command says, as sorted lines of place and message.
func (p *patient) own() []string {
	p.t.Helper()
	var found struct {
		Findings []struct {
			File, Message string
			Line, Column  int
		}
	}
	if r := p.run("-json", "./..."); json.Unmarshal([]byte(r.out), &found) != nil || r.err != "" {
		p.t.Fatalf("%s%s", r.out, r.err)
	}
	var lines []string
	for _, f := range found.Findings {
		lines = append(lines, fmt.Sprintf("%s:%d:%d: %s", f.File, f.Line, f.Column, f.Message))
	}
	return sorted(lines)
}

var vetLine = regexp.MustCompile(`(?m)^(\S+:\d+:\d+: [^\t\n].*)$`)

func (p *patient) vet() []string {
	p.t.Helper()
	cmd := exec.CommandContext(p.t.Context(), "go", "vet", "-vettool="+p.bin, "./...")
	cmd.Dir, cmd.Env = p.dir, p.env
	out, _ := cmd.CombinedOutput() // it fails, for there are findings
	var lines []string
	for _, m := range vetLine.FindAllString(string(out), -1) {
		lines = append(lines, strings.TrimPrefix(m, "./"))
	}
	return sorted(lines)
}

func (p *patient) checker() []string {
	p.t.Helper()
	pkgs, err := packages.Load(&packages.Config{Dir: p.dir, Env: p.env, Mode: packages.LoadAllSyntax | packages.NeedModule, Tests: true}, "./...")
	if err != nil {
		p.t.Fatal(err)
	}
	graph, err := checker.Analyze(analyzers.Default, pkgs, nil)
	if err != nil {
		p.t.Fatal(err)
	}
	var lines []string
	for _, act := range graph.Roots {
		if act.Err != nil {
			p.t.Errorf("%v: %v", act, act.Err)
		}
		for _, d := range act.Diagnostics {
			at := act.Package.Fset.Position(d.Pos)
			name, err := filepath.Rel(p.dir, at.Filename)
			if err != nil {
				p.t.Error(err)
			}
			lines = append(lines, fmt.Sprintf("%s:%d:%d: %s", filepath.ToSlash(name), at.Line, at.Column, d.Message))
		}
	}
	return sorted(lines)
}

func sorted(lines []string) []string {
	slices.Sort(lines)
	return slices.Compact(lines)
}

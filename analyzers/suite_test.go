package analyzers_test

import (
	"fmt"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"
)

// A finding is one diagnostic of a check.
type finding struct {
	check    string
	category string
	pkg      string
	at       token.Position
	message  string
}

// find runs checks on the packages of a tree in GOPATH form.
func find(t *testing.T, root string, checks []*analysis.Analyzer, patterns ...string) []finding {
	t.Helper()
	root, err := filepath.Abs(root)
	if err != nil {
		t.Fatal(err)
	}
	pkgs, err := packages.Load(&packages.Config{
		Mode: packages.LoadAllSyntax | packages.NeedModule,
		Dir:  root,
		Env:  append(os.Environ(), "GOPATH="+root, "GO111MODULE=off", "GOWORK=off", "GOPROXY=off"),
	}, patterns...)
	if err != nil {
		t.Fatal(err)
	}
	for _, pkg := range pkgs {
		for _, err := range pkg.Errors {
			t.Errorf("%s: %v", pkg.PkgPath, err)
		}
	}
	graph, err := checker.Analyze(checks, pkgs, nil)
	if err != nil {
		t.Fatal(err)
	}
	var found []finding
	for _, act := range graph.Roots {
		if act.Err != nil {
			t.Errorf("%s on %s: %v", act.Analyzer.Name, act.Package.PkgPath, act.Err)
		}
		for _, d := range act.Diagnostics {
			found = append(found, finding{act.Analyzer.Name, d.Category, act.Package.PkgPath, act.Package.Fset.Position(d.Pos), d.Message})
		}
	}
	slices.SortFunc(found, func(a, b finding) int {
		return strings.Compare(a.line(), b.line())
	})
	return slices.Compact(found)
}

// line is a finding as the command prints it, with the file's base name.
func (f finding) line() string {
	return fmt.Sprintf("%s:%d:%d: %s [%s]", filepath.Base(f.at.Filename), f.at.Line, f.at.Column, f.message, f.check)
}

// kind is a finding's check and category.
func (f finding) kind() string { return strings.TrimSpace(f.check + " " + f.category) }

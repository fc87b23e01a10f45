// Package fix applies the changes that findings suggest to Go files.
package fix

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"errors"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"

	"github.com/rogpeppe/go-internal/diff"

	"github.com/siglint/siglint/cmd/siglint/internal/cache"
	"github.com/siglint/siglint/cmd/siglint/internal/report"
	"github.com/siglint/siglint/cmd/siglint/internal/whole"
)

// A Plan is the new content of files, and what could not be mended.
type Plan struct {
	Files []File // sorted by path
	Fixed int    // findings mended
	Left  []report.Finding
	Moved []string // files, as shown, that have changed since they were judged
}

// A File is one file before and after.
type File struct {
	Path, Name string // absolute; as shown
	Old, New   []byte
}

// Make plans the first fix of each finding. A fix that touches what an earlier
// one changed is left for another run; so are fixes of files that a program
// writes, of symbolic links, and of files that are not Go.
func Make(findings []report.Finding) (*Plan, error) {
	p := &planner{files: make(map[string]*target)}
	plan := new(Plan)
	for _, f := range findings {
		if len(f.Fixes) > 0 && p.accept(f.Fixes[0].Edits) {
			plan.Fixed++
		} else {
			plan.Left = append(plan.Left, f)
		}
	}
	for path, t := range p.files {
		if t.moved {
			plan.Moved = append(plan.Moved, t.name)
		}
		if len(t.edits) == 0 {
			continue
		}
		content, err := t.apply()
		if err != nil {
			return nil, fmt.Errorf("fix %s: %w", t.name, err)
		}
		plan.Files = append(plan.Files, File{path, t.name, t.src, content})
	}
	slices.SortFunc(plan.Files, func(a, b File) int { return cmp.Compare(a.Path, b.Path) })
	slices.Sort(plan.Moved)
	return plan, nil
}

// Write replaces the files, each whole or not at all. What somebody else has
// changed meanwhile stays.
func (p *Plan) Write() error {
	for _, f := range p.Files {
		now, err := os.ReadFile(f.Path)
		if err == nil && !bytes.Equal(now, f.Old) {
			err = errMoved
		}
		if err == nil {
			err = whole.Write(f.Path, f.New, 0o666)
		}
		if err != nil {
			return fmt.Errorf("fix %s: %w", f.Name, err)
		}
	}
	return nil
}

var errMoved = errors.New("it has changed meanwhile; not written")

// Diff returns what Write would change, as a unified diff.
func (p *Plan) Diff() []byte {
	var buf bytes.Buffer
	for _, f := range p.Files {
		buf.Write(diff.Diff(f.Name+".orig", f.Old, f.Name, f.New))
	}
	return buf.Bytes()
}

type planner struct{ files map[string]*target }

// A target is a file with the edits accepted so far, sorted and apart.
type target struct {
	name  string
	src   []byte
	edits []report.Edit
	of    cache.Key
	fixed bool // it may be changed
	moved bool // it is not what was judged
}

// accept takes all edits of a fix, or none.
func (p *planner) accept(edits []report.Edit) bool {
	merged := make(map[*target][]report.Edit)
	for _, e := range edits {
		t := p.target(e)
		if t.fixed && t.of != e.Of {
			t.moved = true // the places mean nothing in it
			return false
		}
		if !t.fixed || e.Start < 0 || e.End < e.Start || e.End > len(t.src) {
			return false
		}
		if merged[t] == nil {
			merged[t] = slices.Clone(t.edits)
		}
		list, ok := insert(merged[t], e)
		if !ok {
			return false
		}
		merged[t] = list
	}
	for t, list := range merged {
		t.edits = list
	}
	return len(edits) > 0
}

// insert adds an edit to a sorted list, unless it meets another. The same edit
// twice, as two fixes add one import, is one.
func insert(list []report.Edit, e report.Edit) ([]report.Edit, bool) {
	at, _ := slices.BinarySearchFunc(list, e, func(a, b report.Edit) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End))
	})
	for _, near := range list {
		if near == e {
			return list, true
		}
		if e.Start < near.End && near.Start < e.End || e.Start == near.Start {
			return nil, false
		}
	}
	return slices.Insert(list, at, e), true
}

func (p *planner) target(e report.Edit) *target {
	t := p.files[e.Path]
	if t == nil {
		t = &target{name: e.File}
		p.files[e.Path] = t
		if info, err := os.Lstat(e.Path); err != nil || !info.Mode().IsRegular() {
			return t // a link may lead anywhere
		}
		if src, err := os.ReadFile(e.Path); err == nil {
			t.src, t.of = src, sha256.Sum256(src)
			t.fixed = filepath.Ext(e.Path) == ".go" && !generated(src)
		}
	}
	return t
}

func generated(src []byte) bool {
	f, err := parser.ParseFile(token.NewFileSet(), "", src, parser.ParseComments|parser.PackageClauseOnly)
	return err != nil || ast.IsGenerated(f)
}

// apply returns the file with its edits, formatted if it was before. A result
// that is no Go file is ours to answer for, and is not written.
func (t *target) apply() ([]byte, error) {
	var buf bytes.Buffer
	at := 0
	for _, e := range t.edits {
		buf.Write(t.src[at:e.Start])
		buf.WriteString(e.New)
		at = e.End
	}
	buf.Write(t.src[at:])
	pretty, err := format.Source(buf.Bytes())
	if err != nil {
		return nil, fmt.Errorf("the result would not parse: %w", err)
	}
	if was, err := format.Source(t.src); err == nil && bytes.Equal(was, t.src) {
		return pretty, nil
	}
	return buf.Bytes(), nil
}

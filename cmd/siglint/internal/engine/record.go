package engine

import (
	"bytes"
	"encoding/gob"
	"go/token"
	"reflect"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/siglint/siglint/cmd/siglint/internal/cache"
	"github.com/siglint/siglint/cmd/siglint/internal/listing"
)

// A record is what was found in a package, as it is kept on disk. Its positions
// are those of Files, a file set of its own.
type record struct {
	Facts       []byte
	Problems    []Problem
	Diagnostics []savedDiagnostic
	Files       []byte
	Results     map[string]any // by the name of the analyzer
}

type savedDiagnostic struct {
	Analyzer string
	analysis.Diagnostic
}

// A kept is what was found in one package of a run.
type kept struct {
	Index  int // of the node
	Record *record
}

// A memory is what is kept of a whole run.
type memory struct {
	Judged     []kept
	Problems   []Problem
	Hot, Typed int
}

// visited hands on what was found in a package that is judged.
func (r *run) visited(n *node, found *Judged) {
	if n.root && r.opts.Visit != nil {
		r.visit.Lock()
		defer r.visit.Unlock()
		r.opts.Visit(found)
	}
}

// recall does what the whole run would do, if all that it depends on is as it
// was. It returns nil if that is not known.
func (r *run) recall(pkgs []*listing.Package) *Summary {
	data, ok := r.opts.Cache.Get(r.whole)
	if !ok || r.opts.Cache == nil {
		return nil
	}
	m := new(memory)
	if gob.NewDecoder(bytes.NewReader(data)).Decode(m) != nil {
		return nil
	}
	var found []*Judged
	for _, k := range m.Judged {
		if k.Index < 0 || k.Index >= len(r.nodes) {
			return nil
		}
		j := r.judged(r.nodes[k.Index], k.Record)
		if j == nil {
			return nil
		}
		found = append(found, j)
	}
	for i, k := range m.Judged {
		r.visited(r.nodes[k.Index], found[i])
	}
	r.index.save(false)
	s := r.summary(pkgs)
	s.Hot, s.Typed, s.Problems = m.Hot, m.Typed, m.Problems
	return s
}

// remember keeps what the run found.
func (r *run) remember(s *Summary) {
	if r.opts.Cache == nil {
		return
	}
	r.index.save(true)
	if r.moved.Load() {
		return
	}
	for _, n := range r.nodes {
		if n.volatile {
			return
		}
	}
	slices.SortFunc(r.kept, func(a, b kept) int { return a.Index - b.Index })
	var b bytes.Buffer
	if gob.NewEncoder(&b).Encode(memory{r.kept, s.Problems, s.Hot, s.Typed}) == nil {
		r.opts.Cache.Put(r.whole, b.Bytes())
	}
	r.opts.Cache.Trim()
}

// recallPackage gives a package what is kept of it.
func (r *run) recallPackage(n *node, key cache.Key) bool {
	data, ok := r.opts.Cache.Get(key)
	if !ok || r.opts.Cache == nil {
		return false
	}
	rec := new(record)
	if gob.NewDecoder(bytes.NewReader(data)).Decode(rec) != nil {
		return false
	}
	found := r.judged(n, rec)
	if found == nil {
		return false
	}
	n.encoded = rec.Facts
	n.problems = rec.Problems
	r.keep(n, rec)
	r.visited(n, found)
	return true
}

// rememberPackage keeps what was found in a package.
func (r *run) rememberPackage(n *node, key cache.Key, found *Judged) {
	if r.opts.Cache == nil || n.volatile || r.moved.Load() || r.ctx.Err() != nil {
		return
	}
	rec := &record{Facts: n.encoded, Problems: n.problems, Results: make(map[string]any)}
	if n.root {
		for _, d := range found.Diagnostics {
			rec.Diagnostics = append(rec.Diagnostics, savedDiagnostic{d.Analyzer.Name, d.Diagnostic})
		}
		for a, result := range found.Results {
			rec.Results[a.Name] = result
		}
		rec.Files = files(r.fset, found)
	}
	var b bytes.Buffer
	if gob.NewEncoder(&b).Encode(rec) != nil {
		n.volatile = true // the run is not kept either
		return
	}
	r.opts.Cache.Put(key, b.Bytes())
	r.keep(n, rec)
}

func (r *run) keep(n *node, rec *record) {
	if !n.root {
		return
	}
	r.visit.Lock()
	defer r.visit.Unlock()
	own := *rec
	own.Facts, own.Problems = nil, nil // which the run has no use for, or keeps itself
	i, _ := slices.BinarySearchFunc(r.nodes, n, func(a, b *node) int { return a.index - b.index })
	r.kept = append(r.kept, kept{i, &own})
}

// judged makes of a record what Visit is called with; nil if that cannot be.
func (r *run) judged(n *node, rec *record) *Judged {
	found := &Judged{Package: n.pkg, Fset: token.NewFileSet(), Results: make(map[*analysis.Analyzer]any), sums: make(map[string]cache.Key)}
	for _, path := range n.pkg.Files() {
		if sum, ok := r.index.content(path); ok {
			found.sums[path] = sum
		}
	}
	if len(rec.Files) > 0 && found.Fset.Read(gob.NewDecoder(bytes.NewReader(rec.Files)).Decode) != nil {
		return nil
	}
	for _, d := range rec.Diagnostics {
		a := byName(r.opts.Analyzers, d.Analyzer)
		if a == nil {
			return nil
		}
		found.Diagnostics = append(found.Diagnostics, Diagnostic{d.Diagnostic, a})
	}
	for name, result := range rec.Results {
		a := byName(r.opts.Keep, name)
		if a == nil || reflect.TypeOf(result) != a.ResultType {
			return nil
		}
		found.Results[a] = result
	}
	return found
}

func byName(list []*analysis.Analyzer, name string) *analysis.Analyzer {
	for _, a := range list {
		if a.Name == name {
			return a
		}
	}
	return nil
}

// files returns the part of a file set that diagnostics and results refer to.
func files(fset *token.FileSet, found *Judged) []byte {
	own := token.NewFileSet()
	add := func(pos token.Pos) {
		if f := fset.File(pos); f != nil && own.File(pos) == nil {
			own.AddExistingFiles(f)
		}
	}
	if len(found.Results) > 0 {
		for _, f := range found.files {
			add(f.FileStart)
		}
	}
	for _, d := range found.Diagnostics {
		add(d.Pos)
		add(d.End)
		for _, rel := range d.Related {
			add(rel.Pos)
			add(rel.End)
		}
		for _, fix := range d.SuggestedFixes {
			for _, e := range fix.TextEdits {
				add(e.Pos)
				add(e.End)
			}
		}
	}
	var b bytes.Buffer
	if own.Write(gob.NewEncoder(&b).Encode) != nil {
		return nil
	}
	return b.Bytes()
}

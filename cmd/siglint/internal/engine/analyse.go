package engine

import (
	"fmt"
	"go/token"
	"net/url"
	"reflect"

	"golang.org/x/tools/go/analysis"

	"github.com/siglint/siglint/cmd/siglint/internal/listing"
	"github.com/siglint/siglint/passes/regular"
)

// analyse runs the analyzers over a hot package: all of them where it is
// judged, and those with facts where it is only imported.
func (r *run) analyse(n *node, p *program) *Judged {
	v := newView(r.facts, p.types)
	act := &action{run: r, node: n, program: p, view: v, done: make(map[*analysis.Analyzer]outcome)}
	for _, a := range r.opts.Analyzers {
		if n.root || r.facts.makes[a] {
			act.exec(a)
		}
	}
	n.encoded = v.own.encode()
	found := &Judged{n.pkg, r.fset, act.diagnostics, act.results(), p.files, p.sums}
	r.visited(n, found)
	return found
}

// An action is the analysis of one package. Its analyzers run one after
// another; other packages are analysed meanwhile.
type action struct {
	run         *run
	node        *node
	program     *program
	view        *view
	done        map[*analysis.Analyzer]outcome
	diagnostics []Diagnostic
}

type outcome struct {
	result any
	ok     bool
}

// exec runs an analyzer after those it requires, once.
func (act *action) exec(a *analysis.Analyzer) outcome {
	if out, ok := act.done[a]; ok {
		return out
	}
	inputs := make(map[*analysis.Analyzer]any, len(a.Requires))
	ready := !act.program.broken || a.RunDespiteErrors
	for _, req := range a.Requires {
		in := act.exec(req)
		inputs[req] = in.result
		ready = ready && in.ok
	}
	var out outcome
	if ready {
		out = act.call(a, inputs)
	}
	act.done[a] = out
	return out
}

// call runs one analyzer. A failure is ours, and is told as such; it costs what
// the analyzer would have said of this package, and nothing else.
func (act *action) call(a *analysis.Analyzer, inputs map[*analysis.Analyzer]any) (out outcome) {
	defer func() {
		if v := recover(); v != nil {
			act.failed(a, v)
			out = outcome{}
		}
	}()
	result, err := a.Run(act.pass(a, inputs))
	if err != nil {
		act.failed(a, err)
		return outcome{}
	}
	if got := reflect.TypeOf(result); got != a.ResultType {
		act.failed(a, fmt.Sprintf("result of type %v, not %v", got, a.ResultType))
		return outcome{}
	}
	return outcome{result, true}
}

func (act *action) failed(a *analysis.Analyzer, what any) {
	act.node.volatile = true
	act.node.problem(token.Position{}, fmt.Sprintf("internal error: %s failed on %s: %v", a.Name, act.node.pkg.ImportPath, what))
}

func (act *action) pass(a *analysis.Analyzer, inputs map[*analysis.Analyzer]any) *analysis.Pass {
	pkg, v := act.node.pkg, act.view
	return &analysis.Pass{
		Analyzer:          a,
		Fset:              act.run.fset,
		Files:             act.program.files,
		OtherFiles:        pkg.OtherFiles,
		IgnoredFiles:      pkg.Ignored(),
		Pkg:               act.program.types,
		TypesInfo:         act.program.info,
		TypesSizes:        act.run.sizes,
		Module:            module(pkg.Module),
		ResultOf:          inputs,
		ReadFile:          readFile,
		Report:            func(d analysis.Diagnostic) { act.report(a, d) },
		ImportObjectFact:  v.importObjectFact,
		ExportObjectFact:  v.exportObjectFact,
		ImportPackageFact: v.importPackageFact,
		ExportPackageFact: v.exportPackageFact,
		AllObjectFacts:    func() []analysis.ObjectFact { return v.allObjectFacts(a) },
		AllPackageFacts:   func() []analysis.PackageFact { return v.allPackageFacts(a) },
	}
}

// readFile is what analyzers read sources by.
func readFile(name string) ([]byte, error) { return regular.Read(name, maxSource) }

func (act *action) report(a *analysis.Analyzer, d analysis.Diagnostic) {
	d.URL = resolveURL(a, d)
	act.diagnostics = append(act.diagnostics, Diagnostic{d, a})
}

// resolveURL returns the page of a finding: by default the heading of its
// category on the page of its check.
func resolveURL(a *analysis.Analyzer, d analysis.Diagnostic) string {
	raw := d.URL
	if raw == "" && d.Category != "" {
		raw = "#" + d.Category
	}
	ref, err := url.Parse(raw)
	if err != nil {
		return a.URL
	}
	base, err := url.Parse(a.URL)
	if err != nil {
		return raw
	}
	return base.ResolveReference(ref).String()
}

func (act *action) results() map[*analysis.Analyzer]any {
	results := make(map[*analysis.Analyzer]any)
	for _, a := range act.run.opts.Keep {
		if out := act.done[a]; out.ok {
			results[a] = out.result
		}
	}
	return results
}

// module tells an analyzer what go vet would: the path, and a version only for
// a module that is not the one at hand.
func module(m *listing.Module) *analysis.Module {
	if m == nil {
		return nil
	}
	return &analysis.Module{Path: m.Path, Version: m.Version, GoVersion: "go" + m.GoVersion, Main: m.Main, Dir: m.Dir}
}

package interrupts

import (
	"cmp"
	"go/types"
	"maps"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// export exports what the functions of the package do with EINTR. What those of
// a dependency do with their parameters matters only where it tells of EINTR.
func (x *index) export(j *judge, c concern) {
	spoke := false
	for _, fn := range x.funcs {
		obj, ok := fn.Object().(*types.Func)
		if !ok || fn.Synthetic != "" {
			continue
		}
		if r, ok := j.raws[fn]; ok && len(r.results) > 0 {
			fact := x.interruptedFact(j.calls[fn], r)
			fact.Told = j.told[fn]
			fact.Mirrors = j.calls[fn].from == nil && j.calls[fn].site.fn == fn && x.mirrors(j.calls[fn].site)
			x.pass.ExportObjectFact(obj, fact)
			x.exportInterface(obj, fact)
			spoke = true
		}
		if !obj.Exported() || isDependency(x.pass) && !c.tells {
			continue
		}
		if x.exportParams(fn, obj) {
			spoke = true
		}
	}
	if x.exportVariables() || spoke {
		x.pass.ExportPackageFact(&speaks{})
	}
}

func (x *index) interruptedFact(src source, r raw) *interrupted {
	f := &interrupted{Module: modulePath(x.pass), Call: src.name, Tier: src.tier, Remedy: src.entry.Remedy}
	if src.from != nil {
		f.Call = src.from.Name
	}
	for i, l := range r.results {
		f.Results = append(f.Results, flow{To: i, Level: l})
	}
	sortFlows(f.Results)
	for _, i := range slices.Sorted(maps.Keys(r.need)) {
		f.Needs = append(f.Needs, need{i, r.need[i]})
	}
	return f
}

// exportInterface gives the fact of a method to the interfaces of this package
// that it implements.
func (x *index) exportInterface(m *types.Func, fact *interrupted) {
	recv := m.Signature().Recv()
	if recv == nil {
		return
	}
	scope := x.pass.Pkg.Scope()
	for _, name := range scope.Names() {
		tn, ok := scope.Lookup(name).(*types.TypeName)
		if !ok {
			continue
		}
		iface, ok := tn.Type().Underlying().(*types.Interface)
		if !ok || !types.Implements(recv.Type(), iface) && !types.Implements(types.NewPointer(recv.Type()), iface) {
			continue
		}
		for im := range iface.ExplicitMethods() {
			if im.Name() == m.Name() && im.Pkg() == x.pass.Pkg && !x.pass.ImportObjectFact(im, &interrupted{}) {
				x.pass.ExportObjectFact(im, fact)
			}
		}
	}
}

// exportParams exports what fn does with its parameters.
func (x *index) exportParams(fn *ssa.Function, obj *types.Func) bool {
	var t tests
	var r retries
	var f forwards
	recv := 0
	if fn.Signature.Recv() != nil {
		recv = 1
	}
	for i, p := range fn.Params[min(recv, len(fn.Params)):] {
		switch {
		case isFunc(p.Type()) && len(errorResults(p.Type())) > 0:
			x.exportHelp(i, p, &r, &f)
		case isError(p.Type()) && len(x.tests) > 0:
			o := x.summary(paramKey{fn, p, false, bare})
			if o.handled || o.cut {
				t.Params = append(t.Params, i)
			}
			for to, l := range o.results {
				f.Flows = append(f.Flows, flow{i, to, l})
			}
		}
	}
	sortFlows(f.Flows)
	if len(t.Params) > 0 {
		x.pass.ExportObjectFact(obj, &t)
	}
	if len(r.Params)+len(r.Handles) > 0 {
		x.pass.ExportObjectFact(obj, &r)
	}
	if len(f.Flows) > 0 {
		x.pass.ExportObjectFact(obj, &f)
	}
	return len(t.Params)+len(r.Params)+len(r.Handles)+len(f.Flows) > 0
}

func (x *index) exportHelp(i int, p *ssa.Parameter, r *retries, f *forwards) {
	h := x.helpOf(p)
	switch {
	case h.retried:
		r.Params = append(r.Params, i)
	case h.handled || h.bad || h.cut:
		r.Handles = append(r.Handles, i)
	case !h.unsure:
		for to, l := range h.results {
			f.Flows = append(f.Flows, flow{i, to, l})
		}
	}
}

// exportVariables exports which package variables hold interruptible functions.
func (x *index) exportVariables() bool {
	spoke := false
	for key, fns := range x.extern {
		g, ok := key.(*ssa.Global)
		if !ok || g.Object() == nil || !g.Object().Exported() || g.Pkg != x.pkg {
			continue
		}
		for _, fn := range fns {
			obj, _ := fn.Object().(*types.Func)
			e := lookup(obj)
			if e == nil || e.Remedy == Closed {
				continue
			}
			src := source{entry: e, name: nameOf(obj), tier: e.Tier}
			x.pass.ExportObjectFact(g.Object(), x.interruptedFact(src, raw{results: errorResults(fn.Signature)}))
			spoke = true
			break
		}
	}
	return spoke
}

func sortFlows(fs []flow) {
	slices.SortFunc(fs, func(a, b flow) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To), cmp.Compare(a.Level, b.Level))
	})
}

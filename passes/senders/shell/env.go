package shell

import "maps"

// An env is the state of the script on one path through it.
type env struct {
	vars    map[string]variable
	params  *params
	start   *params // the parameters before a case arm said what they are
	arm     string  // the arm of a case over a parameter that the path took
	hint    hint    // of the arm
	checked bool    // an earlier test let the path come here, in this function
	passed  bool    // likewise, in the script
	dir     string  // where cd went
	fetched bool    // code from elsewhere lies below; where cd goes may be no part of the tree
}

// A variable is a string, or an array.
type variable struct {
	value
	list []value
}

func (v variable) equal(w variable) bool {
	if !v.value.equal(w.value) || len(v.list) != len(w.list) {
		return false
	}
	for i := range v.list {
		if !v.list[i].equal(w.list[i]) {
			return false
		}
	}
	return true
}

// params are the positional parameters.
type params struct {
	zero value
	list []value
	open bool // there may be more than list holds, and they are not known
}

// get returns parameter n.
func (p *params) get(n int) (v value, set bool) {
	switch {
	case n == 0:
		return p.zero, true
	case n <= len(p.list):
		return p.list[n-1], true
	}
	return nil, false
}

// with returns parameters of which number n is known.
func (p *params) with(n int, v value) *params {
	q := *p
	q.list = append([]value(nil), p.list...)
	for len(q.list) < n {
		q.list = append(q.list, parameter(len(q.list)+1))
	}
	q.list[n-1] = v
	return &q
}

func (e *env) clone() *env {
	f := *e
	f.vars = maps.Clone(e.vars)
	return &f
}

func (e *env) set(name string, v value) {
	if v.size() > maxValue || len(v) > maxParts {
		v = unknown("$" + name)
	}
	e.vars[name] = variable{value: v}
}

func clones(es []*env) []*env {
	out := make([]*env, len(es))
	for i, e := range es {
		out[i] = e.clone()
	}
	return out
}

func mark(es []*env, script bool) {
	for _, e := range es {
		if script {
			e.passed = true
		} else {
			e.checked = true
		}
	}
}

// unite tries to make one of two paths: they may differ in variables that only
// one of them has set.
func unite(a, b *env) bool {
	if a.arm != b.arm || a.params != b.params {
		return false
	}
	for name, v := range b.vars {
		if w, ok := a.vars[name]; ok && !v.equal(w) {
			return false
		}
	}
	for name, v := range b.vars {
		if _, ok := a.vars[name]; !ok {
			a.vars[name] = v
		}
	}
	join(a, b)
	return true
}

// join keeps of the marks what holds for both.
func join(a, b *env) {
	a.checked = a.checked && b.checked
	a.passed = a.passed && b.passed
	a.fetched = a.fetched || b.fetched
	if a.dir != b.dir {
		a.dir = ""
	}
	if a.arm != b.arm {
		a.arm, a.hint, a.params = "", noHint, a.start
	}
}

const maxPaths = 12

// paths is how many paths are kept apart: fewer, the more has been spent.
func (in *interp) paths() int {
	switch {
	case in.steps < in.limit/4:
		return maxPaths
	case in.steps < in.limit/2:
		return 3
	}
	return 1
}

// merge makes few paths of many.
func (in *interp) merge(es []*env) []*env {
	if len(es) < 2 {
		return es
	}
	var out []*env
next:
	for _, e := range es {
		if in.steps >= in.limit {
			return es[:1]
		}
		for _, o := range out {
			in.steps += len(o.vars) / 8
			if o == e || unite(o, e) {
				continue next
			}
		}
		out = append(out, e)
	}
	if len(out) <= in.paths() {
		return out
	}
	// Too many: one path, in which a variable that differs is not known.
	all := out[0]
	for _, e := range out[1:] {
		for name, v := range e.vars {
			if w, ok := all.vars[name]; ok && !v.equal(w) {
				all.vars[name] = variable{value: variableHole("$" + name)}
			} else if !ok {
				all.vars[name] = v
			}
		}
		join(all, e)
	}
	return []*env{all}
}

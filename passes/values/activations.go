package values

import "golang.org/x/tools/go/ssa"

// An activation is a call of a function whose results are being followed: its
// parameters are what that call gives.
type activation struct {
	fn   *ssa.Function
	args []ssa.Value // nil where it is not known
	held bool        // a parameter is what the argument holds
}

// maxAgain bounds the work on functions that are called more than once: beyond,
// all calls of one are taken for the first.
const maxAgain = 400

// enter follows result i of an activation. Of a function that was followed
// before for another call all is looked at anew, with other arguments.
func (t *tracer) enter(a activation, i int) {
	if t.entered[a.fn] && !t.isActive(a.fn) && len(a.args) > 0 && t.again < maxAgain {
		before := t.seen
		t.seen = make(map[ssa.Value]bool)
		defer func() {
			t.again += len(t.seen)
			t.seen = before
		}()
	}
	t.entered[a.fn] = true
	t.active = append(t.active, a)
	for _, ret := range t.ix.Returns(a.fn) {
		if i < len(ret.Results) {
			t.value(ret.Results[i])
		}
	}
	t.active = t.active[:len(t.active)-1]
}

func (t *tracer) isActive(fn *ssa.Function) bool {
	for _, a := range t.active {
		if a.fn == fn {
			return true
		}
	}
	return false
}

// param follows a parameter of a function whose results are being followed to
// the argument of that call, and else ends there.
func (t *tracer) param(p *ssa.Parameter) {
	i := paramIndex(p)
	for n := len(t.active) - 1; n >= 0; n-- {
		a := t.active[n]
		switch {
		case a.fn != p.Parent() || i >= len(a.args):
			continue
		case a.args[i] == nil:
			t.add(Root{Kind: Unknown})
		case a.held:
			t.elements(a.args[i], false)
		default:
			t.value(a.args[i])
		}
		return
	}
	t.add(Root{Kind: Param, Fn: p.Parent(), Index: i})
}

// function returns the function that a parameter is in the call whose results
// are being followed, or nil.
func (t *tracer) function(v ssa.Value) *ssa.Function {
	p, ok := v.(*ssa.Parameter)
	if !ok {
		return nil
	}
	i := paramIndex(p)
	for n := len(t.active) - 1; n >= 0; n-- {
		if a := t.active[n]; a.fn == p.Parent() && i < len(a.args) && a.args[i] != nil && !a.held {
			return t.ix.functionOf(a.args[i])
		}
	}
	return nil
}

// functionOf returns the declared function that a value is, or is a closure of.
func (ix *Index) functionOf(v ssa.Value) *ssa.Function {
	switch v := v.(type) {
	case *ssa.Function:
		return ix.Declared(v)
	case *ssa.MakeClosure:
		return ix.Declared(v.Fn.(*ssa.Function))
	}
	return nil
}

// aligned returns arguments by parameter: a bound method has its receiver already.
func aligned(fn *ssa.Function, args []ssa.Value) []ssa.Value {
	if len(args) == len(fn.Params)-1 {
		return append([]ssa.Value{nil}, args...)
	}
	return args
}

package values

import (
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// A generic function can make no value of a type that is its parameter: what it
// returns it was given, or a function that it was given made it. So much is
// known without its body, if there is one such argument and nothing is left out.

// A source is the argument that the result of a generic function comes from.
type source struct {
	call *ssa.Call
	sig  *types.Signature // of the generic function
	arg  int
	how  provision
	held bool // the result is a slice of what comes from there
}

// source returns where result i of a call of a generic function comes from, or nil.
func (ix *Index) source(call *ssa.Call, i int) *source {
	fn := ix.Static(&call.Call)
	if fn == nil || fn.Signature.TypeParams().Len() == 0 || i >= fn.Signature.Results().Len() {
		return nil
	}
	s := source{call: call, sig: fn.Signature}
	want := fn.Signature.Results().At(i).Type()
	if slice, ok := want.(*types.Slice); ok {
		want, s.held = slice.Elem(), true
	}
	p, ok := want.(*types.TypeParam)
	if !ok {
		return nil
	}
	s.arg, s.how = provider(fn.Signature, p)
	if s.how == nowhere || s.arg >= len(call.Call.Args) {
		return nil
	}
	if s.how == makes && !ix.Local(ix.functionOf(call.Call.Args[s.arg])) {
		return nil
	}
	return &s
}

// follow follows what comes from a source.
func (t *tracer) follow(s *source) {
	switch arg := s.call.Call.Args[s.arg]; s.how {
	case itself:
		t.value(arg)
	case within:
		t.elements(arg, false)
	case makes:
		t.made(s, t.ix.functionOf(arg))
	}
}

// made follows what the function makes that a generic one is given.
func (t *tracer) made(s *source, fn *ssa.Function) {
	if t.isActive(fn) {
		t.add(Root{Kind: Unknown})
		return
	}
	a := activation{fn: fn, args: make([]ssa.Value, len(fn.Params)), held: true}
	params := s.sig.Params().At(s.arg).Type().(*types.Signature).Params()
	for i := range min(params.Len(), len(a.args)) {
		p, ok := params.At(i).Type().(*types.TypeParam)
		if !ok {
			continue
		}
		if from, how := provider(s.sig, p); how == within && from < len(s.call.Call.Args) {
			a.args[i] = s.call.Call.Args[from]
		}
	}
	t.enter(a, 0)
}

// A provision says how an argument provides values of a type parameter.
type provision int

const (
	nowhere provision = iota
	itself            // it is one
	within            // it is a slice of them
	makes             // it is a function that makes them
)

// provider returns the one parameter of a generic function that provides values
// of a type parameter, if all that it provides is used.
func provider(sig *types.Signature, p *types.TypeParam) (index int, found provision) {
	for i := range sig.Params().Len() {
		how := nowhere
		switch t := sig.Params().At(i).Type().(type) {
		case *types.TypeParam:
			if t == p {
				how = itself
			}
		case *types.Slice:
			if t.Elem() == p {
				how = within
			}
		case *types.Signature:
			if t.Results().Len() > 0 && t.Results().At(0).Type() == p {
				how = makes
			} else if chooses(t, p) {
				return 0, nowhere
			}
		default:
			return 0, nowhere
		}
		if how != nowhere && found != nowhere {
			return 0, nowhere
		}
		if how != nowhere {
			index, found = i, how
		}
	}
	return index, found
}

// chooses reports whether a function tells which values of a type are wanted.
func chooses(t *types.Signature, p *types.TypeParam) bool {
	if t.Results().Len() == 0 || !types.Identical(t.Results().At(0).Type(), types.Typ[types.Bool]) {
		return false
	}
	for v := range t.Params().Variables() {
		if v.Type() == p {
			return true
		}
	}
	return false
}

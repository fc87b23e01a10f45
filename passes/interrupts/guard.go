package interrupts

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// harmless reports whether the arguments of a call keep it from blocking.
func (x *index) harmless(e *Entry, pkg *types.Package, call ssa.Instruction, args []ssa.Value) bool {
	for _, g := range e.Guards {
		if g.arg < len(args) && x.guarded(g, pkg, call, args[g.arg]) {
			return true
		}
	}
	return false
}

func (x *index) guarded(g guard, pkg *types.Package, call ssa.Instruction, v ssa.Value) bool {
	switch g.kind {
	case hasBit:
		mask := constants(g, pkg)
		return x.prover(func(n int64) bool {
			return slices.ContainsFunc(mask, func(m int64) bool { return m != 0 && n&m == m })
		}).always(v, 8)
	case isNot:
		vals := constants(g, pkg)
		return !x.prover(func(n int64) bool { return slices.Contains(vals, n) }).sometimes(v, 8)
	case isZero:
		return x.prover(func(n int64) bool { return n == 0 }).always(v, 0)
	case isNil:
		c, ok := v.(*ssa.Const)
		return ok && c.Value == nil
	case zeroTime:
		return zeroStruct(v)
	case isUnlock:
		return x.unlocks(v, call, pkg)
	}
	return false
}

// constants returns the values of a guard's names on the analysed platform.
func constants(g guard, pkg *types.Package) []int64 {
	var vals []int64
	for _, name := range g.names {
		if c, ok := pkg.Scope().Lookup(name).(*types.Const); ok {
			if n, ok := constant.Int64Val(constant.ToInt(c.Val())); ok {
				vals = append(vals, n)
			}
		}
	}
	if len(vals) == 0 || len(vals) < len(g.vals) && onLinuxScope(pkg.Scope()) {
		return append(vals, g.vals...) // package syscall lacks some of the names
	}
	return vals
}

// A prover tells whether integers satisfy something, each once.
type prover struct {
	x     *index
	is    func(int64) bool
	known map[proof]bool
}

type proof struct {
	v     ssa.Value
	depth int
}

func (x *index) prover(is func(int64) bool) *prover {
	return &prover{x: x, is: is, known: make(map[proof]bool)}
}

// once asks what is not known yet.
func (p *prover) once(v ssa.Value, depth int, find func(ssa.Value, int) bool) bool {
	key := proof{v, depth}
	known, ok := p.known[key]
	if !ok && p.x.spend(1) {
		known = find(v, depth)
		p.known[key] = known
	}
	return known
}

// always reports whether an integer satisfies is whatever way it comes about.
// Bits may be or-ed in; a parameter is what all callers pass.
func (p *prover) always(v ssa.Value, depth int) bool {
	return p.once(v, depth, p.findAlways)
}

func (p *prover) findAlways(v ssa.Value, depth int) bool {
	switch v := v.(type) {
	case *ssa.Const:
		if v.Value == nil {
			return false
		}
		n, ok := constant.Int64Val(constant.ToInt(v.Value))
		return ok && p.is(n)
	case *ssa.Convert:
		return p.always(v.X, depth)
	case *ssa.ChangeType:
		return p.always(v.X, depth)
	case *ssa.BinOp:
		return v.Op == token.OR && depth > 0 && (p.always(v.X, depth-1) || p.always(v.Y, depth-1))
	case *ssa.Phi:
		return depth > 0 && p.alwaysAll(v, depth-1)
	case *ssa.UnOp:
		if v.Op != token.MUL || depth == 0 {
			return false
		}
		cell := cellOf(v.X)
		if _, local := cell.(*ssa.Alloc); !local {
			return false
		}
		return all(storesTo(cell), func(e ssa.Value) bool { return p.always(e, depth-1) })
	case *ssa.Parameter:
		return depth > 0 && all(p.x.passed(v), func(e ssa.Value) bool { return p.always(e, depth-1) })
	}
	return false
}

// alwaysAll reports the same of the edges of a phi that are ever taken.
func (p *prover) alwaysAll(phi *ssa.Phi, depth int) bool {
	some := false
	for i, e := range phi.Edges {
		if e == phi || p.x.never(phi.Parent(), edgeConditions(phi, i)) {
			continue
		}
		if !p.always(e, depth) {
			return false
		}
		some = true
	}
	return some
}

// sometimes reports whether an integer satisfies is one way or other. What
// cannot be told does not.
func (p *prover) sometimes(v ssa.Value, depth int) bool {
	return p.once(v, depth, p.findSometimes)
}

func (p *prover) findSometimes(v ssa.Value, depth int) bool {
	switch v := v.(type) {
	case *ssa.Const:
		if v.Value == nil {
			return false
		}
		n, ok := constant.Int64Val(constant.ToInt(v.Value))
		return ok && p.is(n)
	case *ssa.Convert:
		return p.sometimes(v.X, depth)
	case *ssa.ChangeType:
		return p.sometimes(v.X, depth)
	case *ssa.BinOp:
		return depth > 0 && v.Op == token.OR && (p.sometimes(v.X, depth-1) || p.sometimes(v.Y, depth-1))
	case *ssa.Phi:
		return depth > 0 && slices.ContainsFunc(v.Edges, func(e ssa.Value) bool { return p.sometimes(e, depth-1) })
	case *ssa.UnOp:
		return depth > 0 && v.Op == token.MUL &&
			slices.ContainsFunc(storesTo(cellOf(v.X)), func(e ssa.Value) bool { return p.sometimes(e, depth-1) })
	case *ssa.Parameter:
		return depth > 0 && slices.ContainsFunc(p.x.passed(v), func(e ssa.Value) bool { return p.sometimes(e, depth-1) })
	}
	return false
}

func all[T any](vals []T, is func(T) bool) bool {
	return len(vals) > 0 && !slices.ContainsFunc(vals, func(v T) bool { return !is(v) })
}

// passed returns what the callers of this package pass for a parameter of a
// function that nobody else can call; else nothing.
func (x *index) passed(p *ssa.Parameter) []ssa.Value {
	fn := p.Parent()
	if x.visible(fn) {
		return nil
	}
	i := slices.Index(fn.Params, p)
	var vals []ssa.Value
	for _, s := range x.sitesOf(fn) {
		args := s.instr.Common().Args
		j := i - (len(fn.Params) - len(args))
		if s.via >= 0 || j < 0 || j >= len(args) {
			return nil
		}
		vals = append(vals, args[j])
	}
	return vals
}

// zeroStruct reports whether v points at a local struct of zeroes.
func zeroStruct(v ssa.Value) bool {
	for {
		c, ok := v.(*ssa.Convert) // through unsafe.Pointer and uintptr
		if !ok {
			break
		}
		v = c.X
	}
	alloc, ok := v.(*ssa.Alloc)
	if !ok || alloc.Referrers() == nil {
		return false
	}
	for _, ref := range *alloc.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Store:
			if !zeroValue(ref.Val) {
				return false
			}
		case *ssa.FieldAddr:
			if !zeroField(ref) {
				return false
			}
		case *ssa.Convert, *ssa.DebugRef:
		case ssa.CallInstruction:
			if obj := declaredFunc(ref.Common()); obj == nil || obj.Pkg() == nil || !isSyscallPackage(obj.Pkg().Path()) {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// zeroField reports whether only zeroes are stored to a field.
func zeroField(f *ssa.FieldAddr) bool {
	for _, ref := range *f.Referrers() {
		if s, ok := ref.(*ssa.Store); ok && !zeroValue(s.Val) {
			return false
		}
	}
	return true
}

// zeroValue reports whether v is zero, or made of a zero duration.
func zeroValue(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.Const:
		if v.Value == nil {
			return true
		}
		n, ok := constant.Int64Val(constant.ToInt(v.Value))
		return ok && n == 0
	case *ssa.Call:
		return len(v.Call.Args) == 1 && zeroValue(v.Call.Args[0])
	case *ssa.UnOp:
		return v.Op == token.MUL && zeroStruct(v.X)
	}
	return false
}

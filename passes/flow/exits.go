package flow

import (
	"go/constant"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/siglint/siglint/passes/values"
)

// A leave is how control leaves a function soon after a branch, if it does.
type leave int

const (
	stays    leave = iota
	fails          // with an error, an exit or a panic
	quietly        // without a call
	speaking       // after calls: it said something, or did something else
)

// leaving says how all ways from a block leave the function, if they do so
// within a few blocks that nothing else leads to.
func leaving(b *ssa.BasicBlock) leave {
	how, left := stays, 8
	seen := make(map[*ssa.BasicBlock]bool)
	var follow func(b *ssa.BasicBlock, said bool) bool
	follow = func(b *ssa.BasicBlock, said bool) bool {
		if seen[b] {
			return true
		}
		seen[b] = true
		left--
		if left < 0 || len(b.Preds) > 1 && !returnsAtOnce(b) || mayStay(b) {
			return false
		}
		said = said || saysSomething(b)
		switch last := b.Instrs[len(b.Instrs)-1].(type) {
		case *ssa.Panic:
			how = max(how, fails)
		case *ssa.Return:
			how = max(how, howReturns(last, said))
		default:
			if exitsAtEnd(b) {
				how = max(how, fails)
				return true
			}
			for _, s := range b.Succs {
				if !follow(s, said) {
					return false
				}
			}
		}
		return true
	}
	if !follow(b, false) {
		return stays
	}
	return how
}

// mayStay reports whether control may stay in a block, as in select {}.
func mayStay(b *ssa.BasicBlock) bool {
	return slices.ContainsFunc(b.Instrs, func(instr ssa.Instruction) bool {
		_, ok := instr.(*ssa.Select)
		return ok
	})
}

func saysSomething(b *ssa.BasicBlock) bool {
	for _, instr := range b.Instrs {
		if _, ok := instr.(*ssa.Call); ok {
			return true
		}
	}
	return false
}

func returnsAtOnce(b *ssa.BasicBlock) bool {
	_, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
	return ok && len(b.Instrs) <= 3
}

// howReturns says how a return leaves: with an error made on the way or with
// a status that is not zero, or else.
func howReturns(ret *ssa.Return, said bool) leave {
	for _, v := range ret.Results {
		if isErrorType(v.Type()) && isFailure(v) {
			return fails
		}
		if c, ok := v.(*ssa.Const); ok && c.Value != nil && c.Value.Kind() == constant.Int && constant.Sign(c.Value) != 0 {
			return fails
		}
	}
	if said {
		return speaking
	}
	return quietly
}

// isFailure reports whether an error is certainly one: not nil, and not what
// the work that is called instead yields.
func isFailure(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.Const:
		return v.Value != nil
	case *ssa.Call:
		fn := v.Call.StaticCallee()
		if fn == nil {
			return false
		}
		path, name := values.PathOf(fn), strings.ToLower(fn.Name())
		return path == "fmt" || strings.HasSuffix(path, "errors") || strings.Contains(name, "error") ||
			strings.HasPrefix(name, "err") || strings.HasPrefix(name, "exit")
	case *ssa.UnOp:
		if a, ok := v.X.(*ssa.Alloc); ok {
			last := lastStore(a, v)
			return last != nil && isFailure(last)
		}
		return true // one that is kept
	case *ssa.MakeInterface, *ssa.Parameter, *ssa.Phi:
		return true
	}
	return false
}

// lastStore returns what a block stores in a variable at last before it loads
// it, or nil. What is stored there may be a load itself, but an earlier one.
func lastStore(a *ssa.Alloc, load *ssa.UnOp) ssa.Value {
	var last ssa.Value
	for _, instr := range load.Block().Instrs {
		if instr == load {
			break
		}
		if s, ok := instr.(*ssa.Store); ok && s.Addr == a {
			last = s.Val
		}
	}
	return last
}

// isEntry reports whether a function is main.main.
func isEntry(fn *ssa.Function) bool {
	return fn.Name() == "main" && fn.Parent() == nil && fn.Pkg != nil && fn.Pkg.Pkg.Name() == "main"
}

package flow

import (
	"go/constant"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/siglint/siglint/passes/values"
)

// A program may be asked to end by a variable that a loop looks at in each
// turn: "if w.stop { break }".

// A leaver is a value of a variable at which a loop ends for good.
type leaver struct {
	variable any    // see flagKey
	value    string // of a constant
}

// asksToLeave reports whether storing a value asks a loop of the package to end.
func (e *engine) asksToLeave(addr, v ssa.Value) bool {
	c, ok := v.(*ssa.Const)
	if !ok || c.Value == nil {
		return false
	}
	if e.leavers == nil {
		e.leavers = make(map[leaver]bool)
		for _, fn := range e.ix.Funcs {
			e.findLeavers(fn)
		}
	}
	key := e.flagKey(addr)
	return key != nil && e.leavers[leaver{key, c.Value.ExactString()}]
}

// findLeavers finds the loops of a function that a variable ends.
func (e *engine) findLeavers(fn *ssa.Function) {
	for _, b := range fn.Blocks {
		e.work(1)
		last, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
		if !ok {
			continue
		}
		key, value, equal := e.looksAt(last.Cond)
		if key == nil {
			continue
		}
		then, other := b.Succs[0], b.Succs[1]
		if !equal {
			then, other = other, then
		}
		if e.leadsTo(other, b) && !e.leadsTo(then, b) && !e.calledAgain(fn) {
			e.leavers[leaver{key, value}] = true
		}
	}
}

// looksAt takes a condition apart that compares a variable with a constant; the
// key is nil for others.
func (e *engine) looksAt(cond ssa.Value) (key any, value string, equal bool) {
	switch c := cond.(type) {
	case *ssa.UnOp:
		if c.Op == token.NOT {
			key, value, equal = e.looksAt(c.X)
			return key, value, !equal
		}
	case *ssa.BinOp:
		k, ok := c.Y.(*ssa.Const)
		if !ok || k.Value == nil || c.Op != token.EQL && c.Op != token.NEQ {
			return nil, "", false
		}
		return e.variableRead(c.X), k.Value.ExactString(), c.Op == token.EQL
	}
	if b, ok := cond.Type().Underlying().(*types.Basic); !ok || b.Info()&types.IsBoolean == 0 {
		return nil, "", false
	}
	return e.variableRead(cond), constant.MakeBool(true).ExactString(), true
}

// variableRead returns what flagKey does for the variable that a value is read
// from, also by way of sync/atomic; else nil.
func (e *engine) variableRead(v ssa.Value) any {
	switch v := v.(type) {
	case *ssa.UnOp:
		if v.Op == token.MUL {
			return e.flagKey(v.X)
		}
	case *ssa.Call:
		fn := v.Call.StaticCallee()
		if fn != nil && values.PathOf(fn) == "sync/atomic" && strings.HasPrefix(fn.Name(), "Load") && len(v.Call.Args) > 0 {
			return e.flagKey(v.Call.Args[0])
		}
	}
	return nil
}

// calledAgain reports whether a loop calls a function, so that what the
// function leaves is begun anew.
func (e *engine) calledAgain(fn *ssa.Function) bool {
	for _, call := range e.callersOf(fn) {
		for _, next := range call.Block().Succs {
			if e.leadsTo(next, call.Block()) {
				return true
			}
		}
	}
	return false
}

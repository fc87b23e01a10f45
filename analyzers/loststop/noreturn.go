package loststop

import (
	"strings"

	"golang.org/x/tools/go/ssa"
)

// An ender knows which functions come back, as far as they were asked for.
type ender map[endKey]bool

type endKey struct {
	fn    *ssa.Function
	depth int // of calls
}

// noReturn reports whether an instruction is a call that never comes back. A
// function of this package is looked into; others go by their name.
func (e ender) noReturn(instr ssa.Instruction, depth int) bool {
	call, ok := instr.(*ssa.Call)
	if !ok {
		return false
	}
	if call.Call.IsInvoke() {
		return ends(call.Call.Method.Name())
	}
	fn := call.Call.StaticCallee()
	switch {
	case fn == nil || depth > 4:
		return false
	case fn.Blocks == nil:
		return ends(fn.Name())
	default:
		return !e.returns(fn, depth+1)
	}
}

// ends reports whether a function of this name is likely to end the program:
// os.Exit, log.Fatal, klog.Fatalf, logger.Panicw, runtime.Goexit, t.FailNow.
func ends(name string) bool {
	for _, prefix := range []string{"Exit", "Fatal", "Panic", "Goexit", "FailNow", "Skip", "Die"} {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return false
}

// returns reports whether a return of the function can be reached.
func (e ender) returns(fn *ssa.Function, depth int) bool {
	key := endKey{fn, depth}
	known, ok := e[key]
	if !ok {
		known = e.find(fn, depth)
		e[key] = known
	}
	return known
}

func (e ender) find(fn *ssa.Function, depth int) bool {
	seen := make(map[*ssa.BasicBlock]bool)
	var visit func(*ssa.BasicBlock) bool
	visit = func(b *ssa.BasicBlock) bool {
		if seen[b] {
			return false
		}
		seen[b] = true
		for _, instr := range b.Instrs {
			if e.noReturn(instr, depth) {
				return false
			}
			if _, ok := instr.(*ssa.Return); ok {
				return true
			}
		}
		for _, succ := range b.Succs {
			if visit(succ) {
				return true
			}
		}
		return false
	}
	return visit(fn.Blocks[0]) || fn.Recover != nil
}

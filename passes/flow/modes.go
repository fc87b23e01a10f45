package flow

import (
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// checkWords are parts of the names of flags that ask for something else than
// to run the program.
var checkWords = []string{"version", "help", "usage", "dryrun", "check", "valid", "verify", "test", "print", "keygen"}

// checksOnly reports whether a term only rules out a mode in which the program
// checks or prints something and leaves.
func (t Term) checksOnly() bool {
	if !t.Not || t.Is != set {
		return false
	}
	name := strings.ToLower(strings.NewReplacer("-", "", "_", "").Replace(t.What))
	return slices.ContainsFunc(checkWords, func(w string) bool { return strings.Contains(name, w) })
}

// leadsTo reports whether control may come from one block to another.
func (e *engine) leadsTo(from, to *ssa.BasicBlock) bool {
	key := [2]*ssa.BasicBlock{from, to}
	leads, ok := e.leading[key]
	if !ok {
		leads = e.findWay(from, to)
		e.leading[key] = leads
	}
	return leads
}

func (e *engine) findWay(from, to *ssa.BasicBlock) bool {
	seen := make(map[*ssa.BasicBlock]bool)
	queue := []*ssa.BasicBlock{from}
	for len(queue) > 0 {
		e.work(1)
		b := queue[0]
		queue = queue[1:]
		if b == to {
			return true
		}
		if !seen[b] && !exitsAtEnd(b) {
			seen[b] = true
			queue = append(queue, b.Succs...)
		}
	}
	return false
}

// exitsAtEnd reports whether a block calls a function that ends the process.
func exitsAtEnd(b *ssa.BasicBlock) bool {
	return slices.ContainsFunc(b.Instrs, func(instr ssa.Instruction) bool {
		call, ok := instr.(*ssa.Call)
		if !ok {
			return false
		}
		if call.Call.IsInvoke() {
			return exitNames[call.Call.Method.Name()]
		}
		fn := call.Call.StaticCallee()
		return fn != nil && exitNames[fn.Name()]
	})
}

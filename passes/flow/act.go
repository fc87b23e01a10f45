package flow

import (
	"go/token"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/siglint/siglint/passes/values"
)

// An Act is one thing that follows the receipt of a signal.
type Act struct {
	Name  string // as the code spells it: "cfg.Reload"
	Kind  Kind
	Instr ssa.Instruction
	Depth int // of calls between the receive and the act

	Relayed bool // stands behind another receive, which is sent to

	index  int
	under  ssa.Instruction // the call in the receiving function that leads here; nil if it stands there itself
	roots  []values.Root   // of the channel closed or the function called
	noun   string          // what is cancelled, closed or sent on
	cancel bool            // of a context
	inner  bool            // of one that a loop makes again
	weak   bool            // may do anything
	leave  bool            // sets a variable at which a loop ends
	idle   bool            // does nothing yet, whatever its name promises
	worked bool            // of a send: the receiver does something
	param  *values.Root    // the parameter that is called
	lent   bool            // opens a file for a child to write to, and nothing anew
}

// A Kind says what an act is for.
type Kind string

// The kinds of act.
const (
	Work     Kind = "work"     // does something
	Logs     Kind = "log"      // only tells of it
	Ends     Kind = "end"      // asks the program to end: cancel, close, Shutdown
	Exits    Kind = "exit"     // never returns: os.Exit, log.Fatal, panic
	Forwards Kind = "forwards" // sends on another channel
	Sets     Kind = "sets"     // sets a variable that others read
	Local    Kind = "local"    // calls a function of the package, whose own acts follow
	pure     Kind = ""         // does nothing that matters
)

// Pos returns where the act stands.
func (a *Act) Pos() token.Pos { return a.Instr.Pos() }

type actKey struct {
	instr ssa.Instruction
	name  string
}

// act returns the act of an instruction, made when first asked for.
func (ev *evaluator) act(instr ssa.Instruction, name string, kind Kind, f *frame) *Act {
	name = ev.calledAs(instr, name)
	key := actKey{instr, name}
	if a := ev.byAt[key]; a != nil {
		return a
	}
	a := &Act{Name: name, Kind: kind, Instr: instr, Depth: f.depth(), index: len(ev.acts), under: ev.under}
	ev.byAt[key] = a
	ev.acts = append(ev.acts, a)
	return a
}

// origin is what the receiving function does when this happens.
func (a *Act) origin() ssa.Instruction {
	if a.under != nil {
		return a.under
	}
	return a.Instr
}

// depth counts the calls that lead to a frame.
func (f *frame) depth() int {
	n := 0
	for up := f.up; up != nil; up = up.up {
		n++
	}
	return n
}

// verb returns the verb that the name of an act promises, and what follows it.
func (a *Act) verb() (verb, []string) {
	if a.lent {
		return verb{}, nil
	}
	return verbOf(a.Name)
}

// replaces reports whether an act puts another program in the place of this one.
func (a *Act) replaces() bool {
	call, ok := a.Instr.(ssa.CallInstruction)
	if !ok {
		return false
	}
	fn := call.Common().StaticCallee()
	if fn == nil || fn.Name() != "Exec" || fn.Signature.Recv() != nil {
		return false
	}
	path := values.PathOf(fn)
	return path == "syscall" || path == "golang.org/x/sys/unix"
}

// last returns the last element of the act's name.
func (a *Act) last() string { return lastName(a.Name) }

func lastName(s string) string {
	s, _, _ = strings.Cut(s, "(")
	return s[strings.LastIndexByte(s, '.')+1:]
}

// undoneBy reports whether making v anew takes back what a ended: the next
// turn of a loop makes another context, or another channel.
func (a *Act) undoneBy(e *engine, v ssa.Value) bool {
	for _, r := range a.roots {
		if r.Value == v && (r.Kind == values.Made || r.Kind == values.Result) {
			return true
		}
	}
	return false
}

// restartedBy reports whether b starts again what a stopped.
func (a *Act) restartedBy(b *Act) bool {
	return !a.cancel && a.roots == nil && starts(b.last())
}

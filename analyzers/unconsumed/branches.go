package unconsumed

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/siglint/siglint/passes/consumers"
	"github.com/siglint/siglint/passes/places"
	"github.com/siglint/siglint/passes/signals"
)

// unhandled reports a registered signal that falls past every branch. A loop
// that looks at no signal at all swallows them on purpose.
func (j *judge) unhandled() {
	if j.Deliberate || !j.discriminates() {
		return
	}
	for _, reg := range j.Notifies {
		if reg.Call == nil || reg.Deliberate {
			continue // registered elsewhere, or swallowed on purpose
		}
		for _, signal := range reg.Set.Names {
			if signal == "SIGPIPE" || signals.Uncatchable(signal) || signal == "SIGPROF" || !j.lost(signal) || j.received(signal) {
				continue // acted on, or never delivered
			}
			at := places.Or(j.Pass, reg.Call, signal)
			receive := j.Receives[0]
			j.report(at.Pos(), at.End(), "unhandled",
				fmt.Sprintf("%s is registered on %s, but no branch handles it; it is lost", signal, j.Called()),
				analysis.RelatedInformation{Pos: receive.Pos, End: receive.End, Message: j.Called() + " is received here"})
		}
	}
}

// discriminates reports whether some signal is acted on, be it by a case, a
// comparison or a map of handlers. Where none is, all are swallowed alike.
func (j *judge) discriminates() bool {
	for _, receive := range j.Receives {
		for _, b := range receive.Branches {
			if len(b.Acts) > 0 || b.Effect != signals.Nothing {
				return true
			}
		}
	}
	return false
}

// lost reports whether every receiver lets a signal fall past its branches:
// not named, and nothing done, not even a line of log.
func (j *judge) lost(signal string) bool {
	for _, receive := range j.Receives {
		b := receive.Branch(signal)
		if receive.External || receive.Purpose || b == nil || b.Named || b.Effect != signals.Nothing || len(b.Acts) > 0 || j.emptyDefault(receive) {
			return false
		}
	}
	return true
}

// emptyDefault reports whether a switch over the received signal has a default
// clause, though an empty one: what is not named is swallowed on purpose.
func (j *judge) emptyDefault(receive *consumers.Receive) bool {
	for _, b := range receive.Branches {
		if !b.Named {
			continue
		}
		for _, n := range places.Enclosing(j.Pass, b.Pos, b.Pos) {
			s, ok := n.(*ast.SwitchStmt)
			if !ok {
				continue
			}
			return slices.ContainsFunc(s.Body.List, func(c ast.Stmt) bool { return c.(*ast.CaseClause).List == nil })
		}
	}
	return false
}

// enders are the signals that a program takes as its end. After these, that it
// receives no more is as it should be.
var enders = []string{"SIGABRT", "SIGINT", "SIGQUIT", "SIGTERM"}

// once reports a signal that is received one time by a program that lives on.
func (j *judge) once() {
	if len(j.Receives) != 1 || len(j.Stops) > 0 || j.Deliberate {
		return // received elsewhere as well, or given back
	}
	receive := j.Receives[0]
	if receive.Loop || receive.External || receive.Purpose || !j.atHand(receive.Pos) || j.handsOn(receive.Pos) {
		return // the callers, or others who wait, tell what comes after; or it is swallowed on purpose
	}
	for _, name := range j.Registered().Names {
		b := receive.Branch(name)
		if b == nil || b.Again || told(b) || slices.Contains(enders, name) || j.received(name) {
			continue
		}
		if b.Effect != signals.Continues && b.Effect != signals.Nothing {
			continue // the program ends, or may
		}
		pos, end := places.Receipt(j.Pass, receive.Pos, receive.End, "")
		j.report(pos, end, "once",
			fmt.Sprintf("%s is received once and the program lives on; the second %s is lost", name, name))
		return // one mistake, whatever the number of signals
	}
}

// told reports whether another goroutine is told of a signal.
func told(b *consumers.Branch) bool {
	return slices.ContainsFunc(b.Acts, func(a consumers.Act) bool { return a.Told })
}

// handsOn reports whether the function of a receive lets others go on who wait
// in a group or for a condition.
func (j *judge) handsOn(pos token.Pos) bool {
	found := false
	for _, n := range places.Enclosing(j.Pass, pos, pos) {
		switch n.(type) {
		case *ast.FuncLit, *ast.FuncDecl:
			ast.Inspect(n, func(n ast.Node) bool {
				if call, ok := n.(*ast.CallExpr); ok {
					fn, _ := typeutil.Callee(j.TypesInfo, call).(*types.Func)
					found = found || fn != nil && slices.Contains(releases, fn.FullName())
				}
				return true
			})
			return found
		}
	}
	return false
}

// releases are the functions that let those go on who wait.
var releases = []string{"(*sync.Cond).Broadcast", "(*sync.Cond).Signal", "(*sync.WaitGroup).Done"}

// atHand reports whether what follows a receive is seen: in a program, in a
// goroutine that ends there, or in a function that never returns.
func (j *judge) atHand(pos token.Pos) bool {
	if j.Pkg.Name() == "main" {
		return true
	}
	for _, n := range places.Enclosing(j.Pass, pos, pos) {
		switch n := n.(type) {
		case *ast.GoStmt:
			return true
		case *ast.BlockStmt:
			if last, ok := n.List[len(n.List)-1].(*ast.SelectStmt); ok && last.Pos() > pos && len(last.Body.List) == 0 {
				return true
			}
		}
	}
	return false
}

// unregistered reports a branch for a signal that never comes this way.
func (j *judge) unregistered() {
	if j.foreign() || j.Shown {
		return // registered by code that is not seen
	}
	for _, receive := range j.Receives {
		if receive.External {
			continue
		}
		registered := j.Registered()
		for _, c := range j.others(receive) {
			registered = registered.Union(c.Registered())
		}
		for _, b := range receive.Branches {
			if !b.Named || registered.May(b.Signal) || j.comesElsewhere(receive, b) {
				continue
			}
			pos, end := places.Receipt(j.Pass, b.Pos, b.End, b.Signal)
			j.report(pos, end, "unregistered",
				fmt.Sprintf("%s is never registered on %s; this branch never runs%s", b.Signal, j.Called(), j.fate(b.Signal)),
				j.registeredHere())
		}
	}
}

// comesElsewhere reports whether a branch stands in a function that is called
// with signals from elsewhere as well: by others, or more than once.
func (j *judge) comesElsewhere(receive *consumers.Receive, b *consumers.Branch) bool {
	fn := j.declared(b.Pos)
	if fn == nil || fn == j.declared(receive.Pos) {
		return false
	}
	obj := j.TypesInfo.Defs[fn.Name]
	if obj == nil || obj.Exported() && j.Pkg.Name() != "main" {
		return true
	}
	calls := 0
	for _, used := range j.TypesInfo.Uses {
		if used == obj {
			calls++
		}
	}
	return calls > 1
}

// declared returns the declaration of the function that a place stands in.
func (j *judge) declared(pos token.Pos) *ast.FuncDecl {
	for _, n := range places.Enclosing(j.Pass, pos, pos) {
		if fn, ok := n.(*ast.FuncDecl); ok {
			return fn
		}
	}
	return nil
}

// foreign reports whether another package registers the channel.
func (j *judge) foreign() bool {
	return slices.ContainsFunc(j.Notifies, func(r consumers.Registration) bool { return r.Call == nil })
}

// fate tells what becomes of a signal that this channel does not get.
func (j *judge) fate(signal string) string {
	if j.received(signal) || signals.Uncatchable(signal) {
		return ""
	}
	return ", and the signal keeps its default action"
}

func (j *judge) registeredHere() analysis.RelatedInformation {
	reg := j.Notifies[0]
	return analysis.RelatedInformation{Pos: reg.Pos, End: reg.End, Message: j.Called() + " is registered here"}
}

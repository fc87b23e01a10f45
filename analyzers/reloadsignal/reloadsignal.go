package reloadsignal

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/token"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/siglint/siglint/passes/checkdoc"
	"github.com/siglint/siglint/passes/consumers"
	"github.com/siglint/siglint/passes/flow"
	"github.com/siglint/siglint/passes/ignores"
	"github.com/siglint/siglint/passes/places"
	"github.com/siglint/siglint/passes/signals"
)

//go:embed doc.go
var doc string

// Analyzer reports reload and reopen logic hung off a signal.
var Analyzer = &analysis.Analyzer{
	Name:       "reloadsignal",
	Doc:        checkdoc.MustExtract(doc, "reloadsignal"),
	URL:        checkdoc.URL("reloadsignal"),
	Requires:   []*analysis.Analyzer{consumers.Analyzer},
	ResultType: ignores.ResultType,
	Run:        ignores.Run("reloadsignal", run),
}

// reloaders are the signals without a fixed meaning that programs hang work off.
var reloaders = []string{"SIGHUP", "SIGUSR1", "SIGUSR2"}

func run(pass *analysis.Pass) (any, error) {
	r := &reporter{pass: pass, seen: make(map[token.Pos]bool), notify: notifiesManager(pass)}
	for _, c := range pass.ResultOf[consumers.Analyzer].(*consumers.Result).Channels {
		for _, receive := range c.Receives {
			if places.Test(pass, receive.Pos) {
				continue // a test may send itself what it likes
			}
			for _, name := range reloaders {
				b := receive.Branch(name)
				if b == nil || !c.Registered().May(name) || !singledOut(c, receive, b) {
					continue // not received, or treated like any other signal
				}
				r.branch(receive, b)
			}
		}
	}
	return nil, nil
}

// singledOut reports whether a branch is meant for its signal: it names it, or
// no other kind of signal that the channel gets does the same work.
func singledOut(c *consumers.Channel, receive *consumers.Receive, b *consumers.Branch) bool {
	if b.Named {
		return true
	}
	set := c.Registered()
	if set.All || set.Unknown || len(set.Names) == 0 {
		return false
	}
	for _, name := range set.Names {
		if slices.Contains(reloaders, name) || name == "SIGALRM" {
			continue // somebody's request as well
		}
		other := receive.Branch(name)
		if other != nil && other.Effect == signals.Terminates && b.Effect == signals.Continues && b.Main != nil && b.Main.Sort != flow.Other {
			continue // told apart in a way that is not seen
		}
		if other == nil || sharesWork(b, other) {
			return false
		}
	}
	return true
}

// sharesWork reports whether two branches do some work in common, or none.
func sharesWork(a, b *consumers.Branch) bool {
	mine := work(a)
	return len(mine) == 0 || slices.ContainsFunc(work(b), func(x consumers.Act) bool {
		return slices.ContainsFunc(mine, func(y consumers.Act) bool { return x.Pos == y.Pos })
	})
}

// A reporter reports each branch once, though several signals share it.
type reporter struct {
	pass   *analysis.Pass
	seen   map[token.Pos]bool
	notify bool
}

// branch reports what one signal sets off, and then each error that is lost.
func (r *reporter) branch(receive *consumers.Receive, b *consumers.Branch) {
	if b.Effect == signals.Terminates || b.Effect == signals.Dumps {
		return // the end of the program
	}
	main := b.Main
	switch {
	case main == nil || main.Sort == "":
		return // only logs, or asks for the end of something
	case main.Sort == flow.Other && (b.Effect == signals.Nothing || main.Told):
		return // nothing that is seen; a name that says reload is a promise
	case main.Sort == flow.Other && slices.ContainsFunc(b.Acts, elsewhere) && !startsAnew(b.Acts):
		return // the matter of a child, or of who waits for the context
	}
	if r.seen[b.Pos] {
		return // another signal has the same branch
	}
	r.seen[b.Pos] = true
	pos, end := places.Receipt(r.pass, b.Pos, b.End, b.Signal)
	r.pass.Report(analysis.Diagnostic{
		Pos:      pos,
		End:      end,
		Category: string(main.Sort),
		Message:  r.message(b.Signal, main),
		Related:  []analysis.RelatedInformation{{Pos: main.Pos, End: main.End, Message: main.Name + " is called here"}},
	})
	r.lost(b.Signal, main, work(b))
}

// lost reports the error of the work that nobody hears of: that of the call
// which stands for the work, or else of the first beside or below it that
// reloads.
func (r *reporter) lost(signal string, main *consumers.Act, work []consumers.Act) {
	for _, act := range work {
		if act.Error != consumers.ErrorDropped && act.Error != consumers.ErrorLogged {
			continue
		}
		if r.seen[act.Pos] || act.Pos != main.Pos && (act.Sort == flow.Other || !r.partOf(main, act)) {
			continue // a detail of the work, or no part of it
		}
		r.seen[act.Pos] = true
		fate := "dropped"
		if act.Error == consumers.ErrorLogged {
			fate = "only logged"
		}
		r.pass.Report(analysis.Diagnostic{
			Pos:      act.Pos,
			End:      act.End,
			Category: "lostfailure",
			Message:  fmt.Sprintf("the error of %s is %s; whoever sends %s never learns of it", act.Name, fate, signal),
		})
		return
	}
}

// partOf reports whether an act stands beside the main one, in the function
// that it stands in, or in the function that it calls.
func (r *reporter) partOf(main *consumers.Act, act consumers.Act) bool {
	call := places.Call(r.pass, main.Pos, main.End)
	if call == nil {
		return false
	}
	callee := typeutil.Callee(r.pass.TypesInfo, call)
	for _, n := range places.Enclosing(r.pass, act.Pos, act.End) {
		switch n := n.(type) {
		case *ast.FuncDecl:
			return callee != nil && r.pass.TypesInfo.Defs[n.Name] == callee || n.Pos() <= main.Pos && main.Pos < n.End()
		case *ast.AssignStmt: // reload := func() { ... }
			if id, ok := n.Lhs[0].(*ast.Ident); ok && callee != nil && r.pass.TypesInfo.ObjectOf(id) == callee {
				return true
			}
		}
	}
	return false
}

// message says what the signal does, and the explicit way that fits.
func (r *reporter) message(signal string, act *consumers.Act) string {
	switch act.Sort {
	case flow.Reload:
		if r.notify {
			return fmt.Sprintf("%s reloads by %s, and its sender gets no answer; tell systemd by Type=notify-reload, or watch the file (fsnotify)", signal, act.Name)
		}
		return fmt.Sprintf("%s reloads by %s, and its sender gets no answer; watch the file (fsnotify), or offer an admin request that returns the error", signal, act.Name)
	case flow.Reopen:
		return fmt.Sprintf("%s reopens by %s, and its sender gets no answer; watch the file (fsnotify), or write to standard output", signal, act.Name)
	default:
		return fmt.Sprintf("%s runs %s, and its sender gets no answer; offer an admin request (HTTP, RPC) that does", signal, act.Name)
	}
}

// work yields what a branch does that is work: no logs, no ends, and nothing
// that hands the signal to another process.
func work(b *consumers.Branch) []consumers.Act {
	return slices.DeleteFunc(slices.Clone(b.Acts), func(a consumers.Act) bool { return a.Sort == "" || a.Aside || passesOn(a.Name) })
}

// elsewhere reports whether an act of the receiving function passes the signal
// on, or asks for the end of something; what is only closed makes room.
func elsewhere(a consumers.Act) bool {
	return a.Direct && (passesOn(a.Name) || a.Kind == consumers.Ends && !strings.HasSuffix(a.Name, ".Close"))
}

// startsAnew reports whether the receiving function stops something and then
// starts again.
func startsAnew(acts []consumers.Act) bool {
	stopped := false
	for _, a := range acts { // in the order of the code
		switch name := a.Name[strings.LastIndexByte(a.Name, '.')+1:]; {
		case !a.Direct:
		case a.Kind == consumers.Ends && (name == "Stop" || name == "Shutdown"):
			stopped = true
		case stopped && a.Kind == consumers.Work && slices.ContainsFunc(starters, func(s string) bool { return strings.HasPrefix(name, s) }):
			return true
		}
	}
	return false
}

// starters begin the names of functions that undo Stop.
var starters = []string{"Start", "Run", "Serve", "Listen", "start", "run", "serve", "listen"}

// passesOn reports whether a function of this name sends a signal or manages
// the delivery of signals.
func passesOn(name string) bool {
	last := name[strings.LastIndexByte(name, '.')+1:]
	switch last {
	case "Signal", "Kill", "SendSignal", "ForwardSignal", "Stop", "Notify", "Reset", "Ignore":
		return true
	}
	return strings.Contains(strings.ToLower(last), "forward")
}

// notifiesManager reports whether the package talks to systemd already.
func notifiesManager(pass *analysis.Pass) bool {
	for _, p := range pass.Pkg.Imports() {
		if p.Path() == "github.com/coreos/go-systemd/daemon" || strings.HasPrefix(p.Path(), "github.com/coreos/go-systemd/v") && strings.HasSuffix(p.Path(), "/daemon") {
			return true
		}
	}
	return false
}

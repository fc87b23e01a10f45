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
		if slices.Contains(reloaders, name) {
			continue
		}
		if other := receive.Branch(name); other == nil || sharesWork(b, other) {
			return false
		}
	}
	return true
}

// sharesWork reports whether two branches do some work in common, or none.
func sharesWork(a, b *consumers.Branch) bool {
	mine := acts(a)
	return len(mine) == 0 || slices.ContainsFunc(acts(b), func(x consumers.Act) bool {
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
	work := acts(b)
	direct, elsewhere := written(r.pass, b)
	main, ok := principal(append(direct, told(work)...))
	if later, found := principal(behind(work, b.Pos)); ok && found && category(main) == "other" && says(later) {
		main = later // behind the select or switch, where several ways meet
	}
	switch {
	case !ok, elsewhere && category(main) == "other":
		return // only logs, or the matter of a child or of who waits for the context; what other goroutines do is not named here
	case category(main) == "other" && (len(work) == 0 || b.Effect == signals.Nothing):
		return // nothing that is seen; a name that says reload is a promise
	}
	if !r.seen[b.Pos] {
		r.seen[b.Pos] = true
		pos, end := places.Receipt(r.pass, b.Pos, b.End, b.Signal)
		r.pass.Report(analysis.Diagnostic{
			Pos:      pos,
			End:      end,
			Category: category(main),
			Message:  r.message(b.Signal, main),
			Related:  []analysis.RelatedInformation{{Pos: main.Pos, End: main.End, Message: main.Name + " is called here"}},
		})
	}
	r.lost(b.Signal, main, work)
}

// lost reports the error of the work that nobody hears of: that of the call
// which stands for the work, or else of the first below it that reloads.
func (r *reporter) lost(signal string, main consumers.Act, work []consumers.Act) {
	for _, act := range work {
		if act.Error != consumers.ErrorDropped && act.Error != consumers.ErrorLogged {
			continue
		}
		if r.seen[act.Pos] || act.Pos != main.Pos && (category(act) == "other" || !r.below(main, act)) {
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

// below reports whether an act stands in the function that another calls.
func (r *reporter) below(main, act consumers.Act) bool {
	for _, n := range places.Enclosing(r.pass, main.Pos, main.End) {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			continue
		}
		callee := typeutil.Callee(r.pass.TypesInfo, call)
		for _, n := range places.Enclosing(r.pass, act.Pos, act.End) {
			switch n := n.(type) {
			case *ast.FuncDecl:
				return callee != nil && r.pass.TypesInfo.Defs[n.Name] == callee
			case *ast.AssignStmt: // reload := func() { ... }
				if id, ok := n.Lhs[0].(*ast.Ident); ok && callee != nil && r.pass.TypesInfo.ObjectOf(id) == callee {
					return true
				}
			}
		}
		return false
	}
	return false
}

// behind yields the acts of the receiving function that follow a position.
func behind(work []consumers.Act, pos token.Pos) []consumers.Act {
	return slices.DeleteFunc(slices.Clone(work), func(a consumers.Act) bool { return !a.Direct || a.Pos < pos })
}

// told yields the sends on channels that are named for the work.
func told(work []consumers.Act) []consumers.Act {
	return slices.DeleteFunc(slices.Clone(work), func(a consumers.Act) bool { return a.Kind != consumers.Forwards || !a.Direct })
}

// message says what the signal does, and the explicit way that fits.
func (r *reporter) message(signal string, act consumers.Act) string {
	switch category(act) {
	case "reload":
		if r.notify {
			return fmt.Sprintf("%s reloads by %s, and its sender gets no answer; tell systemd by Type=notify-reload, or watch the file (fsnotify)", signal, act.Name)
		}
		return fmt.Sprintf("%s reloads by %s, and its sender gets no answer; watch the file (fsnotify), or offer an admin request that returns the error", signal, act.Name)
	case "reopen":
		return fmt.Sprintf("%s reopens by %s, and its sender gets no answer; watch the file (fsnotify), or write to standard output", signal, act.Name)
	default:
		return fmt.Sprintf("%s runs %s, and its sender gets no answer; offer an admin request (HTTP, RPC) that does", signal, act.Name)
	}
}

// acts yields what a branch does that is work: no logs, no ends, and nothing
// that hands the signal to another process.
func acts(b *consumers.Branch) []consumers.Act {
	var work []consumers.Act
	for _, act := range b.Acts {
		switch {
		case asks(act.Name) || partOf(b, act):
			// not the work itself
		case act.Kind == consumers.Work && !passesOn(act.Name),
			act.Kind == consumers.Forwards && category(act) != "other": // to a channel named reload
			work = append(work, act)
		}
	}
	return work
}

// partOf reports whether an act makes an argument of one that only logs.
func partOf(b *consumers.Branch, act consumers.Act) bool {
	return slices.ContainsFunc(b.Acts, func(log consumers.Act) bool {
		return log.Kind == consumers.Logs && log.Pos <= act.Pos && act.End <= log.End
	})
}

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

// principal is the act that a message names: one that says it reloads, one
// that is about what is reloaded, or the first.
func principal(work []consumers.Act) (consumers.Act, bool) {
	if len(work) == 0 {
		return consumers.Act{}, false
	}
	wishes := []func(consumers.Act) bool{
		func(a consumers.Act) bool { return says(a) && a.Direct },
		func(a consumers.Act) bool { return category(a) != "other" && a.Direct },
		says,
		func(a consumers.Act) bool { return a.Direct },
	}
	for _, wish := range wishes {
		if i := slices.IndexFunc(work, wish); i >= 0 {
			return work[i], true
		}
	}
	return work[0], true
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

package unconsumed

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/token"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/siglint/siglint/passes/checkdoc"
	"github.com/siglint/siglint/passes/consumers"
	"github.com/siglint/siglint/passes/ignores"
	"github.com/siglint/siglint/passes/places"
	"github.com/siglint/siglint/passes/signals"
)

//go:embed doc.go
var doc string

// Analyzer reports signals that are registered and never acted on.
var Analyzer = &analysis.Analyzer{
	Name:       "unconsumed",
	Doc:        checkdoc.MustExtract(doc, "unconsumed"),
	URL:        checkdoc.URL("unconsumed"),
	Requires:   []*analysis.Analyzer{consumers.Analyzer},
	ResultType: ignores.ResultType,
	Run:        ignores.Run("unconsumed", run),
}

func run(pass *analysis.Pass) (any, error) {
	result := pass.ResultOf[consumers.Analyzer].(*consumers.Result)
	for _, c := range result.Channels {
		if c.Escapes || len(c.Sends) > 0 {
			continue // others may receive from it, or send what is not registered
		}
		j := &judge{pass, result, c}
		switch {
		case len(c.Notifies) == 0:
			j.silent()
		case len(c.Receives) == 0:
			j.unread()
		default:
			j.unhandled()
			j.once()
			j.unregistered()
		}
	}
	for _, ctx := range result.Contexts {
		discarded(pass, ctx)
	}
	return nil, nil
}

// A judge looks at one channel, among the others of its package.
type judge struct {
	*analysis.Pass
	all *consumers.Result
	*consumers.Channel
}

func (j *judge) report(at, end token.Pos, category, message string, related ...analysis.RelatedInformation) {
	j.Report(analysis.Diagnostic{Pos: at, End: end, Category: category, Message: message, Related: related})
}

// unread reports a channel that is registered and never received.
func (j *judge) unread() {
	for _, reg := range j.Notifies {
		if j.Inline {
			continue // a deliberate idiom; but see silent
		}
		if len(j.Stops) > 0 {
			continue // the signals are held off for a time, as while a child has the terminal
		}
		if reg.Loop && slices.ContainsFunc(reg.Makes, func(m consumers.Make) bool { return m.Loop }) {
			continue // leakedchannel's concern
		}
		if j.Deliberate || reg.Deliberate || onPurpose(reg.Set) || reg.Set.Empty() || j.elsewhere(reg.Set) {
			continue
		}
		j.report(reg.Pos, reg.End, "unread",
			fmt.Sprintf("%s is registered for %s and never received; %s", j.Called(), what(reg.Set), fate(reg.Set)))
	}
}

// silent reports a channel that is received and never registered, where the
// registration has a channel of its own that it makes in place.
func (j *judge) silent() {
	if len(j.Receives) == 0 || len(j.Makes) == 0 || len(j.Closes) > 0 || j.Shown {
		return // not ours, or told of the end another way
	}
	receive := j.Receives[0]
	if j.shared(receive) || j.standsIn(receive) {
		return
	}
	for _, other := range j.all.Channels {
		if other.Inline && len(other.Notifies) > 0 && j.sameFunc(other.Notifies[0].Pos, j.Makes[0].Pos) {
			reg := other.Notifies[0]
			j.report(reg.Pos, reg.End, "unread",
				fmt.Sprintf("the channel made here is registered for %s; %s, which is received, is not", what(reg.Set), j.Called()),
				analysis.RelatedInformation{Pos: receive.Pos, End: receive.End, Message: j.Called() + " is received here"})
			return
		}
	}
	pos, end := places.Receipt(j.Pass, receive.Pos, receive.End, "")
	j.report(pos, end, "unregistered",
		fmt.Sprintf("%s is received, but no signal is ever registered on it", j.Called()))
}

// shared reports whether a receive is of a channel that is registered as well.
func (j *judge) shared(receive *consumers.Receive) bool {
	return slices.ContainsFunc(j.others(receive), func(c *consumers.Channel) bool { return len(c.Notifies) > 0 || c.Escapes })
}

// others yields the other channels that a receive takes signals from.
func (j *judge) others(receive *consumers.Receive) []*consumers.Channel {
	var found []*consumers.Channel
	for _, c := range j.all.Channels {
		if c != j.Channel && slices.ContainsFunc(c.Receives, func(r *consumers.Receive) bool { return r.Pos == receive.Pos }) {
			found = append(found, c)
		}
	}
	return found
}

// standsIn reports whether a test makes the channel, for code to receive.
func (j *judge) standsIn(receive *consumers.Receive) bool {
	return !places.Test(j.Pass, receive.Pos) && !slices.ContainsFunc(j.Makes, func(m consumers.Make) bool { return !places.Test(j.Pass, m.Pos) })
}

// sameFunc reports whether two places stand in one declared function.
func (j *judge) sameFunc(a, b token.Pos) bool {
	fn := j.declared(a)
	return fn != nil && fn.Pos() <= b && b < fn.End()
}

// onPurpose reports whether a set is one that programs swallow knowingly:
// SIGPIPE, so that a write fails instead of ending the process. The signals
// that are never delivered are uncatchable's concern.
func onPurpose(set signals.Set) bool {
	return !set.All && !set.Unknown && !slices.ContainsFunc(set.Names, func(name string) bool {
		return name != "SIGPIPE" && name != "SIGPROF" && !signals.Uncatchable(name)
	})
}

// elsewhere reports whether another channel receives every signal of a set.
func (j *judge) elsewhere(set signals.Set) bool {
	if set.All || len(set.Names) == 0 {
		return false
	}
	for _, name := range set.Names {
		if !j.received(name) {
			return false
		}
	}
	return true
}

// received reports whether another channel of the package gets a signal.
func (j *judge) received(signal string) bool {
	for _, other := range j.all.Channels {
		if other != j.Channel && (len(other.Receives) > 0 || other.Escapes) && other.Registered().May(signal) {
			return true
		}
	}
	for _, ctx := range j.all.Contexts {
		if ctx.Used && ctx.Set.May(signal) {
			return true
		}
	}
	return false
}

func what(set signals.Set) string {
	switch {
	case set.All:
		return "all signals"
	case len(set.Names) == 0 || set.Unknown:
		return "signals"
	}
	return places.Words(set.Names)
}

func fate(set signals.Set) string {
	if !set.All && !set.Unknown && len(set.Names) == 1 {
		return "the signal is lost"
	}
	return "the signals are lost"
}

// discarded reports a context that nothing waits for.
func discarded(pass *analysis.Pass, ctx *consumers.Context) {
	if ctx.Used || ctx.Assign == nil || ctx.Call == nil {
		return // in use, or passed on
	}
	at := contextOf(ctx)
	pass.Report(analysis.Diagnostic{
		Pos:      at.Pos(),
		End:      at.End(),
		Category: "discarded",
		Message:  fmt.Sprintf("the context of signal.NotifyContext is not used; %s", lostBy(ctx.Set)),
	})
}

func lostBy(set signals.Set) string {
	if !set.All && !set.Unknown && len(set.Names) == 1 {
		return set.Names[0] + " is lost"
	}
	return what(set) + " are lost"
}

// contextOf is what the context is assigned to, or else the call.
func contextOf(ctx *consumers.Context) ast.Node {
	switch n := ctx.Assign.(type) {
	case *ast.AssignStmt:
		if len(n.Lhs) == 2 {
			return n.Lhs[0]
		}
	case *ast.ValueSpec:
		if len(n.Names) == 2 {
			return n.Names[0]
		}
	}
	return ctx.Call.Expr
}

// Package shell finds the signals that shell text sends.
//
// It parses POSIX shell, and bash or mksh where that fails, and evaluates words
// as far as constants, assignments, default expansions, pidfiles and functions
// called with arguments allow. Nothing it reads is ever run.
//
// The evaluator follows every path through a script, one variable environment a
// path, and joins paths that agree. What it cannot know is a hole in a word. A
// hole remembers where its text comes from, so that $(cat /run/app.pid) is
// still known to be the process of that pidfile.
package shell

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"github.com/siglint/siglint/passes/senders"
)

// Bounds on hostile input. Each ends in one Problem.
const (
	maxText  = 1 << 20   // bytes of text
	maxSteps = 1_000_000 // commands evaluated, counted once a path; fewer for short text
	maxDepth = 120       // of nested commands and calls
	maxShell = 16        // of shells within shells
	maxValue = 1 << 16   // bytes of a word
	maxParts = 200       // of a word: known and unknown ones
	maxSends = 10_000
)

// A Result is what a script does that has to do with signals.
type Result struct {
	Sends    []senders.Send
	Problems []senders.Problem
	Calls    []Call   // commands that this package knows nothing of, for others to follow
	Builds   []Build  // Go programs that the script builds under a name of their own
	Funcs    []string // functions that the script declares, sorted
}

// A Call is the call of another program or script.
type Call struct {
	Pos, End senders.Position
	Args     []string // the command word first; "" for a word that is not known
	Context  string
	Guarded  bool
	Ignores  bool // followed by || true
	Intent   senders.Intent
}

// A Build is one "go build -o NAME PACKAGE".
type Build struct {
	Pos     senders.Position
	Output  string // as written after -o
	Package string // the first package, "." where none is named
	Dir     string // the folder an earlier cd went to, if it is known
}

// Sends returns every send in the shell text, in the order of their places, and
// what is wrong in the text. A syntax error is a Problem; what came before it
// still counts. Sends never panics.
//
// The arms of a case over a parameter of the script become part of Context, as
// "init reload". With s.Args the script is read as called with them, so that
// only the sends of that action are returned.
func Sends(s senders.Script) ([]senders.Send, []senders.Problem) {
	r := Read(s)
	return r.Sends, r.Problems
}

// Read returns all that is known of the script.
func Read(s senders.Script) *Result {
	in := newInterp(s)
	in.script()
	r := &Result{Sends: in.found(), Problems: in.problems, Calls: in.calls, Builds: in.builds}
	for name := range in.top.funcs {
		r.Funcs = append(r.Funcs, name)
	}
	slices.Sort(r.Funcs)
	return r
}

// found returns the sends, sorted, each place and target once. Where a target is
// known on one path and not on another, the known one stands.
func (in *interp) found() []senders.Send {
	type place struct {
		pos    senders.Position
		signal string
	}
	type target struct {
		place
		kind senders.TargetKind
		text string
		act  string
	}
	known := make(map[place]bool)
	for i, s := range in.sends {
		if s.TargetKind == senders.Pidfile && strings.HasPrefix(s.Target, "/") {
			in.sends[i].Target = path.Clean(s.Target)
		}
		known[place{s.Pos, s.Signal}] = known[place{s.Pos, s.Signal}] || resolved(s)
	}
	named := make(map[senders.Position]bool) // places where some path knows the signal
	for _, s := range in.sends {
		named[s.Pos] = named[s.Pos] || s.Signal != ""
	}
	seen := make(map[target]bool)
	var out []senders.Send
	for _, s := range in.sends {
		p := place{s.Pos, s.Signal}
		t := target{p, s.TargetKind, s.Target, s.Action}
		if seen[t] || known[p] && !resolved(s) || s.Signal == "" && s.Action == "" && named[s.Pos] {
			continue
		}
		seen[t] = true
		out = append(out, s)
	}
	slices.SortStableFunc(out, func(a, b senders.Send) int {
		return cmp.Or(cmp.Compare(a.Pos.Line, b.Pos.Line), cmp.Compare(a.Pos.Column, b.Pos.Column))
	})
	return out
}

func resolved(s senders.Send) bool {
	return s.TargetKind != senders.PIDVar && s.TargetKind != senders.UnknownTarget && !strings.ContainsAny(s.Target, "$`") && !strings.HasPrefix(s.Target, "-")
}

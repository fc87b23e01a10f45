package flow

import (
	"fmt"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/siglint/siglint/passes/signals"
)

// A Branch is what happens when one signal arrives, as other packages need to
// know it.
type Branch struct {
	Signal string // "" for any signal that has no branch of its own
	Effect signals.Effect
	Action string // in words
	Place  string // "importpath/base.go:line:column", or ""
}

// A Handler is one registration whose story is told to the end.
type Handler struct {
	Func     string   // "Notify", "NotifyContext" or "Ignore"
	Place    string   // "importpath/base.go:line:column"
	Branches []Branch // by signal
	Rest     bool     // a last branch, without signal, stands for signals that are not known

	Fields []string // that hold those signals: "importpath.Type.Field"
	Among  []Branch // for every signal, if they hold it
	Sole   bool     // there are no others
}

// A handlers fact holds the handlers that functions of a package and of those
// it imports install.
type handlers struct {
	List    []Handler
	Init    []Reach   // what the initialisers install, of imported packages too
	Carried []Carried // by method
	Methods []string  // of interfaces, that matter if somebody calls them: "importpath.Name"
	Any     bool      // the package could not be understood: each of its functions may register anything
}

func (*handlers) AFact() {}

func (h *handlers) String() string {
	if h.Any {
		return "handlers(any)"
	}
	return fmt.Sprintf("handlers(%d)", len(h.List))
}

// A Reach says that calling a function installs a handler.
type Reach struct {
	Handler   int  // in the handlers fact of the function's package
	May       bool // only through interfaces
	Condition Condition
	Command   string // only under this subcommand
	Via       string // only if this package is asked to run a command
}

// An Open is something a function does to a channel that it is given or
// returns, or through a function that it is given: its callers tell the rest
// of the story.
type Open struct {
	Kind     OpenKind
	Func     string // of a set: "Ignore" or Given, "" for Notify
	Index    int    // of the parameter or result; -1 if there is none
	Signals  signals.Set
	Fields   []string    // that hold the unknown ones of Signals, if nothing else does
	Undone   signals.Set // of these, what the next call to os/signal takes back
	From     int         // the parameter that holds more signals; -1 if none does
	Others   bool        // there are others than those of From, so that none there is not every signal
	Branches []Branch    // of a receive or set, for every signal
	Yes, No  []string    // of a handle: the signals for which it answers true or false
	Place    string
	Adds     string // of a set that is registered elsewhere: see addsKey
	Goes     bool   // of a wait: the value received is result Index; of a callback: it is called once
	Or       []int  // of a callback or set: other parameters that are called; if one of these ends the program, the signal does
}

// An OpenKind says what an Open is.
type OpenKind string

// The kinds of Open.
const (
	OpenNotify   OpenKind = "notify"   // registers the channel in parameter Index
	OpenReceive  OpenKind = "receive"  // receives from the channel in parameter Index
	OpenResult   OpenKind = "result"   // result Index is a registered channel
	OpenWait     OpenKind = "wait"     // waits for a signal and returns
	OpenCallback OpenKind = "callback" // calls parameter Index when a signal comes
	OpenHandle   OpenKind = "handle"   // is given a signal as parameter Index, and does something
	OpenSet      OpenKind = "set"      // registers what parameter From holds, and calls parameter Index, if not -1
)

// A reaches fact says what calling a function does about signals.
type reaches struct {
	List  []Reach // by handler
	Opens []Open
	Makes string // the subcommand whose struct the function returns

	names []string // for String
}

func (*reaches) AFact() {}

func (r *reaches) String() string {
	parts := append([]string(nil), r.names...)
	for _, o := range r.Opens {
		parts = append(parts, fmt.Sprintf("%s %d %s", o.Kind, o.Index, o.Signals))
	}
	if r.names == nil && len(r.List) > 0 {
		parts = append(parts, fmt.Sprint(len(r.List)))
	}
	return "reaches(" + strings.Join(parts, "; ") + ")"
}

// NamesOf returns the names of functions and methods that a fact matters for
// besides its object. To a package that no program is made of, a fact of this
// package matters only where it names one of them: what is reached by other ways,
// by a method of a value made into an interface or by an initialiser, is asked for
// by programs alone. It reports false for a fact that matters to every importer.
func NamesOf(f analysis.Fact) (names []string, ok bool) {
	switch f := f.(type) {
	case *handlers:
		for _, c := range f.Carried {
			name := c.Method[strings.LastIndexByte(c.Method, '.')+1:]
			if name == anyMethod {
				return nil, false
			}
			names = append(names, name)
		}
		return names, !f.Any
	case *reaches, *shared:
		return nil, true
	}
	return nil, false
}

// HandlersFact returns an empty fact of the kind that every package with
// something to tell exports, for loaders that decide by it what to read.
func HandlersFact() interface{ AFact() } { return new(handlers) }

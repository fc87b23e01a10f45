package consumers

import (
	"go/ast"
	"go/token"
	"go/types"

	"github.com/siglint/siglint/passes/flow"
	"github.com/siglint/siglint/passes/sigcalls"
	"github.com/siglint/siglint/passes/signals"
)

// A Result holds the channels and contexts that signals reach in a package.
type Result struct {
	Channels []*Channel // by position
	Contexts []*Context // by position
}

// A Channel is one channel of os.Signal, or one variable or field that such
// channels are kept in: all that the package does with it.
type Channel struct {
	Name string       // as the code spells it: "c", "s.signals"; "" if it has none
	Obj  types.Object // the variable, field or parameter; nil if it has none
	Pos  token.Pos    // of the declaration, or of the first make

	Makes    []Make
	Notifies []Registration
	Receives []*Receive
	Stops    []token.Pos // signal.Stop calls
	Closes   []Use
	Sends    []Use // by the program itself

	// Escapes says that the channel goes where it cannot be followed; what is
	// not seen may still be there.
	Escapes bool
	// Shown says that an exported function receives it as its parameter: other
	// packages may give that function channels of their own.
	Shown bool
	// Inline says that the channel is made in the argument of Notify, a way
	// to swallow a signal on purpose.
	Inline bool
	// Deliberate says that a name or a comment asks for the swallowing.
	Deliberate bool
}

// Called is what messages call the channel.
func (c *Channel) Called() string {
	if c.Name == "" {
		return "the channel"
	}
	return c.Name
}

// Registered is the union of what the channel is registered for.
func (c *Channel) Registered() signals.Set {
	var s signals.Set
	for _, r := range c.Notifies {
		s = s.Union(r.Set)
	}
	return s
}

// A Make is one place that makes a channel.
type Make struct {
	Pos, End token.Pos // the call to make
	Size     int64     // of the buffer; -1 if unknown
	Loop     bool      // made again and again, by a loop of the same function
}

// A Registration is one call that registers a channel.
type Registration struct {
	Call       *sigcalls.Call // in this package; nil for one made by another package
	Pos, End   token.Pos      // the channel argument here
	Set        signals.Set
	Makes      []Make // of the channels that get here; of one kept in a variable there may be more
	Goroutine  bool   // inside a function started by go
	Loop       bool   // inside a loop
	Deliberate bool   // a comment at the call says that swallowing is meant
}

// A Use is a place where a channel is sent to or closed.
type Use struct{ Pos, End token.Pos }

// A Receive is one place that takes signals from a channel.
type Receive struct {
	Pos, End token.Pos
	Loop     bool // comes round to itself
	Value    bool // the received value is used
	Purpose  bool // swallows on purpose: written `_ = <-c`, or a comment there says so
	Func     string
	External bool // stands in another package; then Pos is the call that leads there

	// Branches has what happens for each signal that the channel is
	// registered for, or that the code names; sorted by signal.
	Branches []*Branch
}

// Branch returns the branch of a signal, or nil.
func (r *Receive) Branch(signal string) *Branch {
	for _, b := range r.Branches {
		if b.Signal == signal {
			return b
		}
	}
	return nil
}

// A Branch is what follows the receipt of one signal.
type Branch struct {
	Signal   string
	Pos, End token.Pos // the case or comparison that names the signal; else the receive
	Named    bool      // a case or comparison names the signal
	Default  bool      // other signals are named, and this one falls past them
	Effect   signals.Effect
	Action   string // in words
	Acts     []Act  // in the order of the code
	Main     *Act   // the one of them that stands for what happens; nil if none does
	Again    bool   // control comes back to a receive
}

// An Act is one call, send or close that follows the receipt.
type Act struct {
	Name     string // as the code spells it: "cfg.Reload", "close(done)"
	Kind     ActKind
	Pos, End token.Pos
	Error    ErrorUse
	Direct   bool // stands in the function of the receive itself
	Aside    bool // is done on the way to the work, or anyway
	Told     bool // is left to another goroutine, which is told
	Sort     flow.Sort
}

// An ActKind says what an act is for.
type ActKind string

// The kinds of act.
const (
	Work     ActKind = "work"     // does something
	Logs     ActKind = "log"      // only tells of it
	Ends     ActKind = "end"      // asks the program to end: cancel, close, Shutdown
	Exits    ActKind = "exit"     // never returns: os.Exit, log.Fatal, panic
	Forwards ActKind = "forwards" // sends on another channel
)

// An ErrorUse says what becomes of the error that an act returns.
type ErrorUse string

// What becomes of an error.
const (
	NoError      ErrorUse = ""        // the call returns none
	ErrorDropped ErrorUse = "dropped" // not looked at
	ErrorLogged  ErrorUse = "logged"  // only logged
	ErrorHandled ErrorUse = "handled" // anything else
)

// A Context is the result of one call to signal.NotifyContext.
type Context struct {
	Call    *sigcalls.Call
	Obj     types.Object // the variable; nil if it has none
	Used    bool         // the context is passed on or waited for
	Stop    types.Object // the variable of stop; nil if there is none
	StopUse StopUse
	Set     signals.Set
	Assign  ast.Node // the statement that takes the results, if one does
}

// A StopUse says what becomes of the stop function of a Context.
type StopUse string

// What becomes of a stop function.
const (
	StopDiscarded StopUse = "discarded" // assigned to blank
	StopCalled    StopUse = "called"    // called or deferred somewhere
	StopEscapes   StopUse = "escapes"   // stored, returned or passed on
)

package interrupts

import (
	"fmt"
	"strings"
)

// An interrupted fact records that its function, or the function that its
// variable holds, returns the EINTR of an interruptible call as it came.
type interrupted struct {
	Module  string // the function's module, as far as known
	Call    string // the first of its calls by name, e.g. "unix.EpollWait"
	Tier    Tier
	Remedy  Remedy
	Results []flow // the results that hold the error, sorted
	Needs   []need // without which there is no such call, sorted
	Told    bool   // there is a finding at the call already
	Mirrors bool   // it is that call by another name, argument by argument
}

// A need is the value that a boolean argument must have. Receivers count.
type need struct {
	Arg   int
	Value bool
}

// A flow says that the value of parameter From ends up in result To.
// In an interrupted fact, From is unused.
type flow struct {
	From, To int
	Level    level
}

func (*interrupted) AFact() {}

func (f *interrupted) String() string {
	return fmt.Sprintf("interrupted(%s, %v)", f.Call, f.Tier)
}

// A tests fact records that its function tests the named parameters for EINTR.
// Receivers do not count as parameters.
type tests struct {
	Params []int // sorted
}

func (*tests) AFact() {}

func (f *tests) String() string { return "tests(" + list(f.Params) + ")" }

// A retries fact records that its function calls the named parameters again
// when they return EINTR; those of Handles it calls once, and handles EINTR.
type retries struct {
	Params  []int // sorted
	Handles []int // sorted
}

func (*retries) AFact() {}

func (f *retries) String() string {
	return "retries(" + list(append(append([]int{}, f.Params...), f.Handles...)) + ")"
}

// A forwards fact records which parameters, errors or functions returning
// errors, a function hands on to its results.
type forwards struct {
	Flows []flow // sorted
}

func (*forwards) AFact() {}

func (f *forwards) String() string {
	var parts []string
	for _, fl := range f.Flows {
		parts = append(parts, fmt.Sprintf("%d to %d", fl.From, fl.To))
	}
	return "forwards(" + strings.Join(parts, ", ") + ")"
}

// A speaks fact marks packages that export any of the facts above.
type speaks struct{}

func (*speaks) AFact()         {}
func (*speaks) String() string { return "speaks" }

func list(ns []int) string {
	return strings.Trim(strings.ReplaceAll(fmt.Sprint(ns), " ", ", "), "[]")
}

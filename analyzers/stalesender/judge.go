package stalesender

import (
	"go/token"

	"github.com/siglint/siglint/passes/contract"
	"github.com/siglint/siglint/passes/inventory"
	"github.com/siglint/siglint/passes/programs"
	"github.com/siglint/siglint/passes/senders"
)

// A Program is a program to hold senders against.
type Program struct {
	programs.Program
	// Signals says what the program does with each signal. It is nil for a
	// program of which only the names are known.
	Signals  map[string]Cell
	Commands map[string]map[string]Cell // by subcommand, where these differ
	Main     Place                      // func main
}

// A Cell is what a program does with one signal.
type Cell struct {
	contract.Entry
	May     bool  // perhaps caught through an interface or function value
	Handler Place // where it is registered
	Branch  Place // where it is received
}

// A Place is a position in Go source.
type Place struct {
	File         string // path of the package and base name of the file
	Line, Column int
	Pos          token.Pos // if in the package at hand
}

// A Finding is one mistake in a sender file.
type Finding struct {
	File     string // relative to the inventory's root
	Pos, End senders.Position
	Category string
	Severity string // error, warning, note
	Message  string
	Program  string // import path; empty where the file alone is wrong
	Related  []Related
}

// Related is the other end of a finding's story: a place in Go source, or in
// another sender file.
type Related struct {
	Place   Place
	File    string // for a sender file, relative to the inventory's root
	Pos     senders.Position
	Message string
}

// Judge holds the sends of a tree against its programs.
func Judge(inv *inventory.Inventory, progs []*Program) []Finding {
	return nil
}

// A Verdict says of one send which program it meets and what happens there.
type Verdict struct {
	Send     senders.Send // Resolved sends have a verdict of their own
	Program  string       // import path; empty where it is not known
	Category string       // of the finding; "ok" where all is well; empty where it is not known
	Reason   string       // in words
}

// Explain gives the verdict on every send, for people who want the whole list.
func Explain(inv *inventory.Inventory, progs []*Program) []Verdict {
	return nil
}

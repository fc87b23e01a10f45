// Package clauses parses command lines by commands and flags that are made by calls.
package clauses

// A Clause is a command.
type Clause struct {
	name   string
	action func() error
}

// Action sets what the command does.
func (c *Clause) Action(f func() error) { c.action = f }

// Command makes a command of a command.
func (c *Clause) Command(name, help string) *Clause { return Command(name, help) }

// An App has commands.
type App struct{ clauses []*Clause }

// Command makes a command.
func (a *App) Command(name, help string) *Clause {
	c := Command(name, help)
	a.clauses = append(a.clauses, c)
	return c
}

// Parse runs the command that is asked for.
func (a *App) Parse(args []string) {
	for _, c := range a.clauses {
		if c.name == args[0] {
			c.action()
		}
	}
}

// A FlagClause is a flag.
type FlagClause struct{ name string }

// Command makes a command.
func Command(name, help string) *Clause { return &Clause{name: name} }

// Flag makes a flag.
func Flag(name, help string) *FlagClause { return &FlagClause{name} }

// Flag makes a flag of a command.
func (c *Clause) Flag(name, help string) *FlagClause { return &FlagClause{name} }

// Bool returns where the flag is put.
func (f *FlagClause) Bool() *bool { return new(bool) }

// BoolVar has the flag put somewhere.
func (f *FlagClause) BoolVar(at *bool) { *at = false }

// Parse returns the command that is asked for.
func Parse() string { return "" }

// Default makes a command the one that is run where none is given.
func (c *Clause) Default() *Clause { return c }

// FullCommand returns the words of a command.
func (c *Clause) FullCommand() string { return c.name }

// Alias gives a command another name.
func (c *Clause) Alias(name string) *Clause { return c }

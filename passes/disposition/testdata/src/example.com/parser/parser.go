// Package parser calls the methods of what it is given by reflection.
package parser

func Parse(v any) {}

// A Parser parses command lines with subcommands.
type Parser struct{ commands map[string]any }

// AddCommand adds a subcommand.
func (p *Parser) AddCommand(name string, command any) { p.commands[name] = command }

// Subcommand returns the subcommand that was given, or nil.
func (p *Parser) Subcommand() any { return p.commands[""] }

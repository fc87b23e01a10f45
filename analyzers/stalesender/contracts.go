package stalesender

import (
	"encoding/json"
	"fmt"
	"slices"

	"github.com/siglint/siglint/passes/contract"
	"github.com/siglint/siglint/passes/programs"
	"github.com/siglint/siglint/passes/regular"
)

// maxContract bounds a contract file: tens of thousands of programs.
const maxContract = 64 << 20

// WithContracts adds the programs that contract files describe. What is known
// of a program by its code counts before what a file says.
func WithContracts(progs []*Program, files []string) ([]*Program, error) {
	for _, name := range files {
		src, err := regular.Read(name, maxContract)
		if err != nil {
			return nil, fmt.Errorf("read contract %s: %w", name, err)
		}
		var c contract.File
		if err := json.Unmarshal(src, &c); err != nil {
			return nil, fmt.Errorf("read contract %s: %w", name, err)
		}
		if c.Schema != contract.Schema {
			return nil, fmt.Errorf("read contract %s: its schema is %q, not %q", name, c.Schema, contract.Schema)
		}
		for i := range c.Programs {
			p := &c.Programs[i]
			if !slices.ContainsFunc(progs, func(q *Program) bool { return q.Package == p.Package }) {
				progs = append(progs, contracted(p))
			}
		}
	}
	return progs, nil
}

// contracted is a program as its contract describes it.
func contracted(p *contract.Program) *Program {
	prog := &Program{
		Program: &programs.Program{Package: p.Package, Binary: p.Binary, Names: p.Names, Pidfiles: p.Pidfiles, Units: p.Units},
		Signals: cells(p.Signals),
	}
	if len(p.Commands) > 0 {
		prog.Commands = make(map[string]map[string]*Cell)
		for name, entries := range p.Commands {
			prog.Commands[name] = cells(entries)
		}
	}
	return prog
}

func cells(entries map[string]contract.Entry) map[string]*Cell {
	cells := make(map[string]*Cell, len(entries))
	for signal, entry := range entries {
		cells[signal] = &Cell{Entry: entry}
	}
	return cells
}

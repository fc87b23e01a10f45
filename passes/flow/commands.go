package flow

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/siglint/siglint/passes/values"
)

// A program with subcommands keeps them as structs that have a name and a
// function (cobra, urfave/cli), or as a map of functions by name
// (hashicorp/cli). What such a function reaches is reached with that
// subcommand only. A command counts as one of several only where the package
// itself adds it to another; the one that is run is the program.

// subcommands finds the structs of subcommands, by where they are made.
func (e *engine) subcommands() map[ssa.Value]string {
	if e.commands != nil {
		return e.commands
	}
	e.commands = make(map[ssa.Value]string)
	for _, fn := range e.ix.Funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				switch instr := instr.(type) {
				case ssa.CallInstruction:
					e.added(instr.Common())
				case *ssa.Store:
					if f, ok := instr.Addr.(*ssa.FieldAddr); ok && isCommandList(values.FieldOf(f.X.Type(), f.Field)) {
						e.listed(instr.Val)
					}
				}
			}
		}
	}
	return e.commands
}

// added notes the arguments of parent.AddCommand(child...).
func (e *engine) added(c *ssa.CallCommon) {
	fn := c.StaticCallee()
	if fn == nil || fn.Name() != "AddCommand" || len(c.Args) != 2 {
		return
	}
	e.listed(c.Args[1])
}

func isCommandList(f *types.Var) bool {
	return f != nil && (f.Name() == "Commands" || f.Name() == "Subcommands")
}

// listed notes the commands in a list of them.
func (e *engine) listed(list ssa.Value) {
	for _, r := range e.ix.Elements(list, false) {
		if a, ok := r.Value.(*ssa.Alloc); ok && r.Kind == values.Made {
			if name := commandName(a); name != "" {
				e.commands[a] = name
			}
		}
	}
}

// commandName reads the name of a command from its struct: the first word of
// field Use, or field Name.
func commandName(a *ssa.Alloc) string {
	for _, ref := range *a.Referrers() {
		f, ok := ref.(*ssa.FieldAddr)
		if !ok {
			continue
		}
		field := values.FieldOf(f.X.Type(), f.Field)
		if field == nil || field.Name() != "Use" && field.Name() != "Name" {
			continue
		}
		for _, use := range *f.Referrers() {
			if s, ok := use.(*ssa.Store); ok && s.Addr == f {
				name, _, _ := strings.Cut(text(s.Val), " ")
				return name
			}
		}
	}
	return ""
}

// commandOf returns the subcommand that a function value is for, where an
// instruction makes or stores it for one; else "".
func (e *engine) commandOf(instr ssa.Instruction) string {
	switch instr := instr.(type) {
	case *ssa.Store:
		if f, ok := instr.Addr.(*ssa.FieldAddr); ok {
			return e.subcommands()[f.X]
		}
	case *ssa.MapUpdate:
		m, ok := instr.Map.Type().Underlying().(*types.Map)
		if !ok {
			return ""
		}
		if named, ok := types.Unalias(m.Elem()).(*types.Named); ok && strings.Contains(named.Obj().Name(), "Command") {
			return text(instr.Key)
		}
	case *ssa.MakeClosure, *ssa.ChangeType:
		refs := *instr.(ssa.Value).Referrers()
		if len(refs) == 1 {
			return e.commandOf(refs[0])
		}
	}
	return ""
}

package flow

import (
	"go/token"
	"go/types"
	"maps"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/siglint/siglint/passes/sigcalls"
	"github.com/siglint/siglint/passes/values"
)

// A library of commands (cobra, urfave/cli) runs a function that is kept in a
// command's struct when it is asked to, which a program that only writes the
// documentation of the commands never does. What such a function reaches is
// reached via that library; what may ask it to run a command is a handler of
// its own kind, Runs, that only marks this. Whatever is not known to be
// something else counts as asking: a command that gets to code without facts,
// a function of the library that is not one of those that build commands.

// Runs is the Func of a Handler that handles nothing, and marks that the
// library of commands in Place is asked to run one.
const Runs = "runs"

// builders begin the names of functions that build or describe commands and
// run none.
var builders = []string{
	"Add", "Arbitrary", "Args", "Check", "Command", "Commands", "Completion", "Context", "Disable", "Enable", "Err", "Exact",
	"Flag", "Flags", "Gen", "Get", "Has", "Help", "In", "Inherited", "Is", "Local", "Long", "Mark", "Match", "Maximum", "Minimum",
	"Name", "New", "No", "On", "Only", "Out", "Parent", "Persistent", "Print", "Range", "Register", "Remove", "Root", "Set", "Short",
	"To", "Usage", "Use", "Version", "Visit",
}

// reachedBy is the reach of a handler by an edge. A mark is reached or not; that
// of a call through an interface with some subcommands only, perhaps.
func (e *engine) reachedBy(handler int, by, r reach) reach {
	r = by.then(r)
	switch h := e.table[handler]; {
	case h.Func == Runs && strings.HasSuffix(h.Place, calledVia("")):
		return reach{via: r.via, command: r.command}
	case h.Func == Runs, h.Func == SetsField:
		return reach{via: r.via}
	}
	return r
}

// run keeps what is reached once the commands that are run are known, with the
// subcommands with which the methods are called that it is reached via.
func (e *engine) run(all reachSet) reachSet {
	ran := map[string]ByCommand{"": always()}
	for changed := true; changed; {
		changed = false
		for _, k := range all.keys() {
			h := e.table[k.handler]
			if h.Func != Runs || ran[k.via] == nil {
				continue
			}
			if ran[h.Place] == nil {
				ran[h.Place] = make(ByCommand)
			}
			if _, known := ran[h.Place][k.command]; !known {
				ran[h.Place][k.command], changed = Condition{}, true
			}
		}
	}
	out := reachSet{}
	for _, k := range all.keys() {
		r := all[k]
		if e.table[k.handler].Func == Runs || ran[k.via] == nil {
			continue
		}
		r.via = ""
		for _, command := range calledWith(ran[k.via], r.command) {
			r.command = command
			out.add(k.handler, r)
		}
	}
	return out
}

// calledWith lists the subcommands with which something is reached that is reached
// with one, if it is called in some ways; all that it is reached with, if these
// have nothing to do with it.
func calledWith(ways ByCommand, command string) []string {
	ways.Simplify()
	var out []string
	for _, called := range slices.Sorted(maps.Keys(ways)) {
		_, _, excludes := Excluded(command)
		switch {
		case command == "" || excludes:
			out = append(out, within(called, command))
		case With(called, command):
			out = append(out, command)
		}
	}
	if len(out) == 0 {
		return []string{command}
	}
	return out
}

// heldFor returns the library that a function value is kept for, where an
// instruction makes it or stores it in the struct of a command; else "".
func (e *engine) heldFor(instr ssa.Instruction) string {
	switch instr := instr.(type) {
	case *ssa.Store:
		if f, ok := instr.Addr.(*ssa.FieldAddr); ok {
			return e.library(f.X.Type())
		}
	case *ssa.MakeClosure, *ssa.ChangeType:
		if refs := *instr.(ssa.Value).Referrers(); len(refs) == 1 {
			return e.heldFor(refs[0])
		}
	}
	return ""
}

// library returns the path of the library whose command a type is, or a
// pointer to one; else "".
func (e *engine) library(t types.Type) string {
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	named, ok := types.Unalias(t).(*types.Named)
	if !ok || named.Obj().Pkg() == nil || named.Obj().Pkg() == e.pass.Pkg || !isCommand(named) {
		return ""
	}
	return named.Obj().Pkg().Path()
}

// isCommand reports whether a type is that of commands: a struct with a name
// and a function, and a method that runs it.
func isCommand(named *types.Named) bool {
	s, ok := named.Underlying().(*types.Struct)
	if !ok {
		return false
	}
	var hasName, hasFunc, runs bool
	for f := range s.Fields() {
		switch f.Name() {
		case "Use", "Name":
			hasName = true
		case "Run", "RunE", "Action", "Exec":
			_, isFunc := f.Type().Underlying().(*types.Signature)
			hasFunc = hasFunc || isFunc
		}
	}
	for m := range named.Methods() {
		runs = runs || hasWord(m.Name(), []string{"Execute", "Run"})
	}
	return hasName && hasFunc && runs
}

// runs adds the marks of what may ask for a command to be run.
func (e *engine) runs(out []edge, instr ssa.Instruction) []edge {
	mark := func(library string) {
		if library != "" {
			out = append(out, e.marked(Handler{Func: Runs, Place: library}))
		}
	}
	var buf [10]*ssa.Value
	for _, op := range instr.Operands(buf[:0]) {
		switch x := (*op).(type) {
		case *ssa.Function:
			mark(e.asks(x))
		case *ssa.Global:
			if l := e.mentions(x.Type()); x.Pkg != e.ix.Pkg && e.imports[x.Pkg.Pkg] == nil && !describes(instr, l) {
				mark(l)
			}
		}
	}
	switch instr := instr.(type) {
	case *ssa.MakeInterface:
		mark(e.mentions(instr.X.Type()))
		for _, h := range e.decodes(instr) {
			out = append(out, e.marked(h))
		}
	case *ssa.UnOp:
		mark(e.readFrom(instr))
	case *ssa.Send:
		mark(e.mentions(instr.X.Type()))
	case *ssa.FieldAddr:
		mark(e.field(instr.X.Type(), instr.Field))
		if h := e.storesSignals(instr); h != nil {
			out = append(out, e.marked(*h))
		}
	case *ssa.ChangeType:
		for _, h := range e.converts(instr.Type()) {
			out = append(out, e.marked(h))
		}
	case *ssa.Field:
		mark(e.field(instr.X.Type(), instr.Field))
	case ssa.CallInstruction:
		for _, t := range e.givenTo(instr.Common()) {
			mark(e.mentions(t))
		}
	}
	return out
}

// marked returns the edge to a handler that is only a mark.
func (e *engine) marked(h Handler) edge { return edge{at: reachSet{{handler: e.handler(h)}: {}}} }

// describes reports whether a command that is read goes to nothing but packages
// below the library, as those that write documentation.
func describes(instr ssa.Instruction, library string) bool {
	load, ok := instr.(*ssa.UnOp)
	if !ok {
		return false
	}
	for _, ref := range *load.Referrers() {
		call, ok := ref.(ssa.CallInstruction)
		if !ok || call.Common().StaticCallee() == nil || !strings.HasPrefix(values.PathOf(call.Common().StaticCallee()), library+"/") {
			return false
		}
	}
	return true
}

// asks returns the library of a function that may run a command of it.
func (e *engine) asks(fn *ssa.Function) string {
	pkg := packageOf(fn)
	if pkg == nil || pkg == e.pass.Pkg || !e.runsCommands(pkg) || fn.Name() == "init" || hasWord(fn.Name(), builders) {
		return ""
	}
	return pkg.Path()
}

func packageOf(fn *ssa.Function) *types.Package {
	switch {
	case fn.Pkg != nil:
		return fn.Pkg.Pkg
	case fn.Object() != nil:
		return fn.Object().Pkg()
	}
	return nil
}

// runsCommands reports whether a package has a type of commands.
func (e *engine) runsCommands(pkg *types.Package) bool {
	has, known := e.runners[pkg]
	if !known && !sigcalls.StandardPath(pkg.Path()) {
		for _, name := range pkg.Scope().Names() {
			obj, ok := pkg.Scope().Lookup(name).(*types.TypeName)
			if !ok {
				continue
			}
			named, ok := types.Unalias(obj.Type()).(*types.Named)
			has = has || ok && isCommand(named)
		}
	}
	if !known {
		e.runners[pkg] = has
	}
	return has
}

// readFrom returns the library of the command that a function is read from, as
// who runs commands without the library does.
func (e *engine) readFrom(load *ssa.UnOp) string {
	f, ok := load.X.(*ssa.FieldAddr)
	if _, isFunc := load.Type().Underlying().(*types.Signature); !ok || !isFunc || load.Op != token.MUL {
		return ""
	}
	return e.library(f.X.Type())
}

// field returns the library of the command in a field of another package's
// struct, which others may run.
func (e *engine) field(t types.Type, i int) string {
	f := values.FieldOf(t, i)
	if f == nil || f.Pkg() == e.pass.Pkg || f.Pkg() == nil || e.imports[f.Pkg()] != nil || e.library(t) != "" {
		return ""
	}
	return e.mentions(f.Type())
}

// givenTo returns the types of what a call gives to, or gets from, code that
// has no facts.
func (e *engine) givenTo(c *ssa.CallCommon) []types.Type {
	if _, ok := c.Value.(*ssa.Builtin); ok {
		return nil
	}
	fn := e.ix.Static(c)
	if e.ix.Local(fn) {
		return nil
	}
	if fn != nil {
		pkg := packageOf(fn)
		if pkg == nil || e.imports[pkg] != nil || strings.Contains(fn.Name(), "Flag") || e.ofLibrary(pkg.Path(), c) {
			return nil
		}
	}
	var out []types.Type
	for _, arg := range c.Args {
		out = append(out, arg.Type())
	}
	for v := range c.Signature().Results().Variables() {
		out = append(out, v.Type())
	}
	return out
}

// ofLibrary reports whether a function is of a library whose commands it
// deals with, or of a package below it, as those that write documentation.
func (e *engine) ofLibrary(path string, c *ssa.CallCommon) bool {
	for _, arg := range c.Args {
		if l := e.mentions(arg.Type()); l != "" {
			return path == l || strings.HasPrefix(path, l+"/")
		}
	}
	for v := range c.Signature().Results().Variables() {
		if l := e.mentions(v.Type()); l != "" {
			return path == l || strings.HasPrefix(path, l+"/")
		}
	}
	return false
}

// mentions returns the library of a command that a type holds or deals with.
func (e *engine) mentions(t types.Type) string {
	l, known := e.mention[t]
	if !known {
		l = e.mentionsAt(t, 0)
		e.mention[t] = l
	}
	return l
}

func (e *engine) mentionsAt(t types.Type, depth int) string {
	if l := e.library(t); l != "" || depth > 3 {
		return l
	}
	switch t := t.Underlying().(type) {
	case interface{ Elem() types.Type }:
		return e.mentionsAt(t.Elem(), depth+1)
	case *types.Interface:
		for m := range t.Methods() {
			if l := e.mentionsAt(m.Type(), depth+1); l != "" {
				return l
			}
		}
	case *types.Signature:
		for v := range t.Params().Variables() {
			if l := e.mentionsAt(v.Type(), depth+1); l != "" {
				return l
			}
		}
		for v := range t.Results().Variables() {
			if l := e.mentionsAt(v.Type(), depth+1); l != "" {
				return l
			}
		}
	}
	return ""
}

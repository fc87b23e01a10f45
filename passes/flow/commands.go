package flow

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/siglint/siglint/passes/values"
)

// A program with subcommands keeps them as structs that have a name and a
// function (cobra, urfave/cli, tables of its own), or as a map of functions by
// name (hashicorp/cli). What such a function reaches is reached with that
// subcommand only. A command counts as one of several only where it is put in
// a list of them or given to a function that adds it; the one that is run is
// the program.

// commandSet holds the structs of commands, by where they are made: an
// allocation, an element of an array or a package variable.
type commandSet struct {
	names  map[ssa.Value]string    // of all commands
	added  map[ssa.Value]bool      // the subcommands
	under  map[ssa.Value]ssa.Value // the commands that they are added to
	maps   map[*ssa.MapUpdate]bool // entries of maps that are looked up by a word
	worded bool                    // words of the command line are looked for in a table

	clauses map[string]bool       // the names that commands of a parser are made by
	usage   map[ssa.Value]string  // usage lines, which name commands too
	rows    map[*ssa.Function]int // the parameter with the name, of functions that make commands

	defaults map[string]bool // the commands that are run where none is given
}

// subcommands finds the commands of the package.
func (e *engine) subcommands() *commandSet {
	if e.commands != nil {
		return e.commands
	}
	e.commands = &commandSet{
		names: make(map[ssa.Value]string), added: make(map[ssa.Value]bool),
		under: make(map[ssa.Value]ssa.Value), maps: make(map[*ssa.MapUpdate]bool),
		clauses: make(map[string]bool), usage: make(map[ssa.Value]string), rows: make(map[*ssa.Function]int),
		defaults: make(map[string]bool),
	}
	e.eachInstr(e.looksUpWord)
	e.eachInstr(e.namesCommand)
	e.commands.nameByUsage()
	e.eachInstr(e.addsCommand)
	e.eachInstr(e.defaultsTo)
	e.offered()
	return e.commands
}

func (e *engine) eachInstr(do func(ssa.Instruction)) {
	for _, fn := range e.ix.Funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				do(instr)
			}
		}
	}
}

// looksUpWord notes where a word of the command line chooses from a table: by
// a comparison with something that is not constant, or as a key.
func (e *engine) looksUpWord(instr ssa.Instruction) {
	switch instr := instr.(type) {
	case *ssa.BinOp:
		_, x := instr.X.(*ssa.Const)
		_, y := instr.Y.(*ssa.Const)
		if !x && !y && (e.isSubcommand(instr.X) != e.isSubcommand(instr.Y) || e.findsRow(instr.X, instr.Y) || e.findsRow(instr.Y, instr.X)) {
			e.commands.worded = true
		}
	case *ssa.Lookup:
		if e.isSubcommand(instr.Index) {
			for _, u := range e.ix.Entries(instr.X, e.traceUp(instr.X)) {
				e.commands.maps[u] = true
			}
		}
	case *ssa.Call:
		if name := clauseWord(instr); name != "" && makesClause(instr) {
			e.commands.clauses[name] = true
		}
	}
}

// bases returns where the structs are made that a pointer or value may be.
func (e *engine) bases(v ssa.Value) []ssa.Value {
	switch v := v.(type) {
	case *ssa.IndexAddr:
		return []ssa.Value{v}
	case *ssa.Alloc:
		return append([]ssa.Value{v}, e.allBases(e.ix.Stored(v))...)
	case *ssa.Global:
		return append([]ssa.Value{v}, e.allBases(e.ix.StoredGlobal(v))...)
	case *ssa.UnOp:
		if _, isPointer := v.Type().Underlying().(*types.Pointer); !isPointer {
			return e.bases(v.X) // a struct by value
		}
	case *ssa.Call:
		if fn := e.ix.Static(&v.Call); e.ix.Local(fn) && v.Call.Signature().Results().Len() == 1 {
			return e.allBases(returned(fn))
		}
	}
	var out []ssa.Value
	for _, r := range e.traceUp(v) {
		switch r.Value.(type) {
		case *ssa.Alloc, *ssa.Call:
			out = append(out, r.Value)
		}
	}
	return out
}

// allBases returns the bases of structs that are kept by value, or returned.
func (e *engine) allBases(list []ssa.Value) []ssa.Value {
	if e.joining > 3 {
		return nil
	}
	e.joining++
	defer func() { e.joining-- }()
	var out []ssa.Value
	for _, v := range list {
		out = append(out, e.bases(v)...)
	}
	return out
}

// returned lists the first results that a function returns.
func returned(fn *ssa.Function) []ssa.Value {
	var out []ssa.Value
	for _, b := range fn.Blocks {
		if ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok {
			out = append(out, ret.Results[0])
		}
	}
	return out
}

// addsCommand notes the commands that an instruction puts in a list, or gives
// to a function that adds them.
func (e *engine) addsCommand(instr ssa.Instruction) {
	switch instr := instr.(type) {
	case *ssa.Store:
		switch addr := instr.Addr.(type) {
		case *ssa.IndexAddr:
			e.add(instr.Val, nil)
		case *ssa.FieldAddr:
			if f := values.FieldOf(addr.X.Type(), addr.Field); f != nil && (f.Name() == "Commands" || f.Name() == "Subcommands") {
				e.listed(instr.Val, addr.X)
			}
			if at, ok := addr.X.(*ssa.IndexAddr); ok && e.commands.names[at] != "" {
				e.commands.added[at] = true
			}
		}
	case *ssa.MapUpdate:
		if e.commands.maps[instr] && text(instr.Key) != "" {
			e.keyed(instr)
		}
	case ssa.CallInstruction:
		c := instr.Common()
		fn := c.StaticCallee()
		if fn == nil || !addsByName(fn.Name()) || givesBack(fn) {
			return
		}
		var parent ssa.Value
		for i, arg := range c.Args {
			if i == 0 && fn.Signature.Recv() != nil {
				parent = arg
				continue
			}
			_, isSlice := arg.Type().Underlying().(*types.Slice)
			switch {
			case isSlice:
				e.listed(arg, parent)
			case fn.Signature.Recv() != nil || !strings.Contains(fn.Name(), "ommands"):
				e.add(arg, parent) // addCommands(root) adds to it
			}
		}
	}
}

// givesBack reports whether a function returns a value of the type of one that it
// is given: one that makes a command of another, and adds none.
func givesBack(fn *ssa.Function) bool {
	sig := fn.Signature
	if sig.Recv() != nil || sig.Results().Len() == 0 {
		return false
	}
	for p := range sig.Params().Variables() {
		if types.Identical(p.Type(), sig.Results().At(0).Type()) {
			return true
		}
	}
	return false
}

// addsByName reports whether a function adds commands, as its name says.
func addsByName(name string) bool {
	return name == "Add" || name == "Register" || strings.Contains(name, "ommand") && !hasWord(name, []string{"Run", "Exec"})
}

// keyed notes a command that a map holds by its name.
func (e *engine) keyed(u *ssa.MapUpdate) {
	t := u.Value.Type()
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	if s, ok := t.Underlying().(*types.Struct); !ok || !holdsFunc(s) {
		return
	}
	for _, base := range e.bases(u.Value) {
		e.commands.names[base] = text(u.Key)
		e.commands.added[base] = true
	}
}

// listed notes the commands in a list of them.
func (e *engine) listed(list, parent ssa.Value) {
	for _, r := range e.ix.Elements(list, false) {
		if r.Value != nil {
			e.add(r.Value, parent)
		}
	}
}

// add notes a subcommand, by its struct or by the function of another package
// that makes it.
func (e *engine) add(v, parent ssa.Value) {
	switch t := v.Type().Underlying().(type) {
	case *types.Pointer:
		if _, ok := t.Elem().Underlying().(*types.Struct); !ok {
			return
		}
	case *types.Struct:
	default:
		return
	}
	for _, base := range e.bases(v) {
		if call, ok := base.(*ssa.Call); ok {
			var fact reaches
			if obj := calleeObject(call); obj != nil && len(e.imports) > 0 && e.pass.ImportObjectFact(obj, &fact) && fact.Makes != "" {
				e.commands.names[call] = fact.Makes
			}
		}
		if e.commands.names[base] == "" {
			continue
		}
		e.commands.added[base] = true
		if parent == nil {
			continue
		}
		above := e.bases(parent)
		if len(above) > 1 { // a variable that holds a struct by value
			above = slices.DeleteFunc(above, func(b ssa.Value) bool { return e.commands.names[b] == "" })
		}
		if len(above) == 1 && above[0] != base {
			e.commands.under[base] = above[0]
		}
	}
}

// ownRun are the fields with the functions of a command that its subcommands do
// not run too.
var ownRun = map[string]bool{
	"Run": true, "RunE": true, "PreRun": true, "PreRunE": true, "PostRun": true, "PostRunE": true, "Action": true, "Exec": true,
}

// root returns what is reached without the subcommands that are added to a
// command which is none itself, as Excluded knows it; else "".
func (s *commandSet) root(base ssa.Value) string {
	if s.added[base] {
		return ""
	}
	return Excluding(s.below(base), true)
}

// below lists the names of the commands that are added to one.
func (s *commandSet) below(base ssa.Value) []string {
	var names []string
	for sub, above := range s.under {
		if above == base {
			names = append(names, s.names[sub])
		}
	}
	return names
}

// name returns the words that choose a subcommand, or "" if it is none.
func (s *commandSet) name(base ssa.Value) string {
	words := ""
	for range 4 {
		if !s.added[base] {
			break
		}
		words = strings.TrimSuffix(s.names[base]+" "+words, " ")
		base = s.under[base]
	}
	return words
}

// offered notes the commands in exported variables, which other packages add
// to theirs, unless they are run or added to here, or have commands themselves.
func (e *engine) offered() {
	if e.pass.Pkg.Name() == "main" {
		return
	}
	parents := make(map[*types.Var]bool)
	e.eachInstr(func(instr ssa.Instruction) {
		call, ok := instr.(ssa.CallInstruction)
		if !ok || len(call.Common().Args) == 0 || call.Common().StaticCallee() == nil {
			return
		}
		if name := call.Common().StaticCallee().Name(); name == "AddCommand" || strings.HasPrefix(name, "Execute") {
			for _, r := range e.ix.Trace(call.Common().Args[0]) {
				parents[r.Obj] = true
			}
		}
	})
	for _, m := range e.ix.Pkg.Members {
		g, ok := m.(*ssa.Global)
		if !ok || g.Object() == nil || !g.Object().Exported() {
			continue
		}
		if v, ok := g.Object().(*types.Var); !ok || parents[v] || !addsCommands(v.Type()) && !e.foreignType(v.Type()) {
			continue
		}
		for _, v := range e.ix.StoredGlobal(g) {
			if e.commands.names[v] != "" && len(e.commands.below(v)) == 0 {
				e.commands.added[v] = true
			}
		}
	}
}

// addsCommands reports whether a type is that of commands which hold others.
func addsCommands(t types.Type) bool {
	for _, name := range []string{"AddCommand", "Commands", "Subcommands"} {
		switch obj, _, _ := types.LookupFieldOrMethod(t, true, nil, name); obj := obj.(type) {
		case *types.Func:
			return name == "AddCommand"
		case *types.Var:
			list, ok := obj.Type().Underlying().(*types.Slice)
			return ok && types.Identical(list.Elem(), t)
		}
	}
	return false
}

// foreignType reports whether a type, or what it points to, is declared in
// another package.
func (e *engine) foreignType(t types.Type) bool {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	named, ok := types.Unalias(t).(*types.Named)
	return ok && named.Obj().Pkg() != e.pass.Pkg
}

func calleeObject(call ssa.CallInstruction) *types.Func {
	if fn := call.Common().StaticCallee(); fn != nil {
		if obj, ok := fn.Object().(*types.Func); ok {
			return obj.Origin()
		}
	}
	return nil
}

// makes returns the name of the command whose struct a function returns, or
// that its method Name returns; else "".
func (e *engine) makes(fn *ssa.Function) string {
	if fn.Signature.Results().Len() != 1 {
		return ""
	}
	for _, b := range fn.Blocks {
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !ok {
			continue
		}
		if fn.Name() == "Name" && fn.Signature.Recv() != nil && len(fn.Blocks) == 1 {
			return text(ret.Results[0])
		}
		for _, base := range e.bases(ret.Results[0]) {
			if name := e.subcommands().names[base]; name != "" {
				return name
			}
		}
	}
	return ""
}

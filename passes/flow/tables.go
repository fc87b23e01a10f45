package flow

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/siglint/siglint/passes/values"
)

// A command of a library, or a row of the program's own table of them, is a
// struct with a name, or a usage line that begins with it, and a function.

// nameFields are what the fields with the name of a command are called.
var nameFields = map[string]bool{"Name": true, "name": true, "Cmd": true, "cmd": true, "Command": true, "command": true}

// usageFields are what the fields with its usage line are called.
var usageFields = map[string]bool{"Use": true, "UsageLine": true, "Usage": true, "usage": true}

// helpFields are what the fields are called that tell people what a command does.
var helpFields = map[string]bool{
	"use": true, "usageline": true, "usage": true, "help": true, "short": true, "shorthelp": true, "long": true, "longhelp": true,
	"summary": true, "description": true, "desc": true, "synopsis": true,
}

// namesCommand notes the store of the name of a command in its struct.
func (e *engine) namesCommand(instr ssa.Instruction) {
	s, ok := instr.(*ssa.Store)
	if !ok {
		return
	}
	at, ok := s.Addr.(*ssa.FieldAddr)
	if !ok || !isString(s.Val.Type()) {
		return
	}
	field := values.FieldOf(at.X.Type(), at.Field)
	if field == nil || !nameFields[field.Name()] && !usageFields[field.Name()] || !e.holdsCommand(at.X.Type(), field.Name()) {
		return
	}
	name := text(s.Val)
	if p, ok := s.Val.(*ssa.Parameter); ok && nameFields[field.Name()] {
		e.commands.rows[p.Parent()] = slices.Index(p.Parent().Params, p)
	}
	if name == "" {
		return
	}
	for _, base := range e.bases(at.X) {
		if usageFields[field.Name()] {
			e.commands.usage[base] = name
		} else {
			e.commands.names[base] = beforeArguments(name)
		}
	}
}

func isString(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsString != 0
}

// beforeArguments leaves out what a name says about arguments.
func beforeArguments(name string) string {
	if word, rest, _ := strings.Cut(name, " "); strings.ContainsAny(rest, "[<-{.|") {
		return word
	}
	return name
}

// nameByUsage names commands by the first word of their usage lines, or by the
// one behind it where all begin with the name of the program.
func (s *commandSet) nameByUsage() {
	first := ""
	shared := len(s.usage) > 1
	for _, line := range s.usage {
		word, rest, _ := strings.Cut(line, " ")
		shared = shared && (first == "" || first == word) && plainWord(rest) != ""
		first = word
	}
	for base, line := range s.usage {
		word, rest, _ := strings.Cut(line, " ")
		if shared || strings.HasPrefix(word, "{") {
			word, _, _ = strings.Cut(rest, " ")
		}
		if s.names[base] == "" && word != "" {
			s.names[base] = word
		}
	}
}

// holdsCommand reports whether a type is a struct of a command: it holds a
// function, and is named for a command, or one of its fields is. One of the
// program's own counts if a word of the command line is looked for, or it holds
// what to tell people.
func (e *engine) holdsCommand(t types.Type, field string) bool {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	s, ok := t.Underlying().(*types.Struct)
	if !ok || !holdsFunc(s) {
		return false
	}
	named, ok := types.Unalias(t).(*types.Named)
	isNamed := ok && commandWords(named.Obj().Name())
	if ok && named.Obj().Pkg() != e.pass.Pkg {
		return isNamed && (nameFields[field] || field == "Use" || field == "UsageLine" || field == "Usage" && !hasName(s))
	}
	if usageFields[field] && hasName(s) {
		return false // it says what the command does
	}
	return isNamed && holdsHelp(s) || e.commands.worded && (isNamed || commandWords(field))
}

func hasName(s *types.Struct) bool {
	for f := range s.Fields() {
		if nameFields[f.Name()] && isString(f.Type()) {
			return true
		}
	}
	return false
}

func holdsHelp(s *types.Struct) bool {
	for f := range s.Fields() {
		if helpFields[strings.ToLower(f.Name())] && isString(f.Type()) {
			return true
		}
	}
	return false
}

func holdsFunc(s *types.Struct) bool {
	for f := range s.Fields() {
		if _, ok := f.Type().Underlying().(*types.Signature); ok {
			return true
		}
	}
	return false
}

// commandWords reports whether a name is about commands.
func commandWords(name string) bool {
	name = strings.ToLower(name)
	return strings.Contains(name, "command") || strings.Contains(name, "cmd")
}

// rowCommand returns the subcommand that a call of a function of the program
// adds, which is given the name and the function.
func (e *engine) rowCommand(call *ssa.Call) string {
	fn := e.ix.Static(&call.Call)
	if i, ok := e.subcommands().rows[fn]; ok && fn != nil && i < len(call.Call.Args) {
		return plainWord(text(call.Call.Args[i]))
	}
	return ""
}

// findsRow reports whether a name that is compared is that of a row with a
// function, and the other one a parameter that a word is given for.
func (e *engine) findsRow(name, word ssa.Value) bool {
	p, ok := word.(*ssa.Parameter)
	f, t := fieldRead(name)
	if !ok || f == nil || !nameFields[f.Name()] || !isString(p.Type()) {
		return false
	}
	s, ok := t.Underlying().(*types.Struct)
	return ok && holdsFunc(s) && slices.ContainsFunc(e.traceUp(p), func(up values.Root) bool { return up.Kind != values.Param && e.isWord(up) })
}

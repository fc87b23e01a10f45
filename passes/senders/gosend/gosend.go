// Package gosend finds Go code that signals other processes. It reads syntax
// alone, without types: calls of syscall.Kill, methods called Signal that are
// given a signal, and commands such as kill that are run by os/exec. What it
// cannot see at once, in the function at hand, it does not guess.
package gosend

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"strings"

	"github.com/siglint/siglint/passes/senders"
	"github.com/siglint/siglint/passes/senders/splice"
)

// maxFile bounds what is read.
const maxFile = 4 << 20

// Interesting reports whether a Go file may send a signal, by its text alone.
func Interesting(content []byte) bool {
	for _, word := range []string{".Kill(", ".Signal(", ".ContainerKill("} {
		if bytes.Contains(content, []byte(word)) {
			return true
		}
	}
	return bytes.Contains(content, []byte("os/exec")) && bytes.Contains(content, []byte(".Command"))
}

// Read returns what a Go file sends to others. Syntax errors are the
// compiler's to report; what could be parsed counts.
func Read(file string, content []byte) ([]senders.Send, []senders.Problem) {
	if len(content) > maxFile || !Interesting(content) {
		return nil, nil
	}
	fset := token.NewFileSet()
	f, _ := parser.ParseFile(fset, file, content, parser.SkipObjectResolution)
	if f == nil || f.Name == nil {
		return nil, nil
	}
	r := &reader{src: splice.NewSource(file, content), file: fset.File(f.FileStart), imports: imports(f)}
	if r.file == nil || len(r.imports) == 0 {
		return nil, nil
	}
	r.outer = newScope(nil)
	for _, decl := range f.Decls {
		if d, ok := decl.(*ast.GenDecl); ok {
			r.collect(r.outer, d)
		}
	}
	for _, decl := range f.Decls {
		r.decl(decl)
	}
	senders.Sort(r.sends)
	return r.sends, r.problems
}

// A reader goes through one file.
type reader struct {
	src      *splice.Source
	file     *token.File
	imports  map[string]string // path by local name
	outer    *scope            // constants and variables of the file
	scope    *scope            // of the function at hand
	intent   senders.Intent
	sends    []senders.Send
	problems []senders.Problem
}

// imports returns the packages that matter by their local names.
func imports(f *ast.File) map[string]string {
	names := make(map[string]string)
	for _, spec := range f.Imports {
		path := strings.Trim(spec.Path.Value, "\"`")
		switch path {
		case "os", "os/exec", "syscall", "golang.org/x/sys/unix", "golang.org/x/sys/execabs", "io/ioutil", "strconv":
		default:
			continue
		}
		name := path[strings.LastIndexByte(path, '/')+1:]
		if name == "execabs" {
			path = "os/exec"
		}
		if spec.Name != nil {
			name = spec.Name.Name
		}
		names[name] = path
	}
	return names
}

// decl reads one declaration: a function, or values that hold functions.
func (r *reader) decl(decl ast.Decl) {
	r.scope, r.intent = newScope(r.outer), senders.UnknownIntent
	if f, ok := decl.(*ast.FuncDecl); ok {
		r.intent = senders.IntentOf(f.Name.Name)
		r.params(f.Type)
	}
	r.collect(r.scope, decl)
	ast.Inspect(decl, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok {
			r.call(call)
		}
		return true
	})
}

// params makes the names of parameters unknown, whatever the file says of them.
func (r *reader) params(t *ast.FuncType) {
	if t.Params == nil {
		return
	}
	for _, field := range t.Params.List {
		for _, name := range field.Names {
			r.scope.set(name.Name, value{})
		}
	}
}

// call looks at one call.
func (r *reader) call(call *ast.CallExpr) {
	path, name := r.callee(call)
	switch {
	case (path == "syscall" || path == "golang.org/x/sys/unix") && name == "Kill" && len(call.Args) == 2:
		r.send(call, call.Args[0], call.Args[1])
	case path == "os/exec" && name == "Command":
		r.command(call, call.Args)
	case path == "os/exec" && name == "CommandContext" && len(call.Args) > 1:
		r.command(call, call.Args[1:])
	case path == "" && name == "Signal" && len(call.Args) == 1:
		r.send(call, call.Fun.(*ast.SelectorExpr).X, call.Args[0])
	case path == "" && name == "ContainerKill" && len(call.Args) == 3:
		r.containerKill(call)
	}
}

// callee returns the package and the name of what is called; the package is ""
// for a method.
func (r *reader) callee(call *ast.CallExpr) (path, name string) {
	sel, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return "?", ""
	}
	if x, ok := sel.X.(*ast.Ident); ok {
		if path, ok := r.imports[x.Name]; ok {
			return path, sel.Sel.Name
		}
	}
	return "", sel.Sel.Name
}

// send adds a signal that is sent to a process, unless to the program itself.
func (r *reader) send(call *ast.CallExpr, process, signal ast.Expr) {
	name := r.signal(signal)
	if name == "" {
		return // not known, or no signal at all: there are other methods of that name
	}
	to := r.value(process)
	if to.own {
		return
	}
	s := r.newSend(call, name)
	s.TargetKind, s.Target = to.kind, to.text
	if to.kind == "" {
		s.TargetKind, s.Target = senders.PIDVar, r.excerpt(process)
	}
	if to.group {
		s.Note = "the whole process group"
	}
	r.sends = append(r.sends, s)
}

func (r *reader) newSend(call *ast.CallExpr, signal string) senders.Send {
	return senders.Send{
		File: r.src.File, Pos: r.src.Pos(r.offset(call.Pos())), End: r.src.Pos(r.offset(call.End())),
		Context: "go", Signal: signal, Via: "go", Intent: r.intent,
	}
}

// containerKill reads a call of Docker's client.
func (r *reader) containerKill(call *ast.CallExpr) {
	word, ok := r.text(call.Args[2])
	if !ok {
		return
	}
	name := parseSignal(word)
	if name == "" {
		return
	}
	s := r.newSend(call, name)
	s.TargetKind = senders.Container
	if s.Target, ok = r.text(call.Args[1]); !ok {
		s.TargetKind, s.Target = senders.PIDVar, r.excerpt(call.Args[1])
	}
	r.sends = append(r.sends, s)
}

// offset returns where in the file a position is, within bounds also where the
// parser made a position up.
func (r *reader) offset(p token.Pos) int {
	if !p.IsValid() || int(p) < r.file.Base() {
		return 0
	}
	return min(int(p)-r.file.Base(), len(r.src.Text))
}

// excerpt returns the text of an expression, for people.
func (r *reader) excerpt(e ast.Expr) string {
	text := r.src.Text[r.offset(e.Pos()):max(r.offset(e.End()), r.offset(e.Pos()))]
	if len(text) > 60 || strings.ContainsAny(text, "\n") {
		return ""
	}
	return text
}

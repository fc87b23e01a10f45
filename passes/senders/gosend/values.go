package gosend

import (
	"go/ast"
	"go/token"
	"path"
	"strconv"
	"strings"

	"github.com/siglint/siglint/passes/senders"
	"github.com/siglint/siglint/passes/signals"
)

// A value is what is known of an expression: a string, a signal, or where a
// process comes from. The zero value is one of which nothing is known.
type value struct {
	str    string // of a string constant
	isStr  bool
	signal string // "SIGHUP"
	kind   senders.TargetKind
	text   string // the pidfile, or the name of the program
	own    bool   // the program's own process
	group  bool   // a process group
}

// A scope holds what names of a function or file stand for. A name that is set
// in two ways is not known.
type scope struct {
	outer *scope
	names map[string]value
	mixed map[string]bool
}

func newScope(outer *scope) *scope {
	return &scope{outer: outer, names: make(map[string]value), mixed: make(map[string]bool)}
}

func (s *scope) set(name string, v value) {
	if name == "_" || name == "err" {
		return
	}
	if old, ok := s.names[name]; ok && old != v {
		s.mixed[name] = true
	}
	s.names[name] = v
}

func (s *scope) get(name string) value {
	for ; s != nil; s = s.outer {
		if v, ok := s.names[name]; ok {
			if s.mixed[name] {
				return value{}
			}
			return v
		}
	}
	return value{}
}

// collect notes all assignments below a node, in the order of the text.
func (r *reader) collect(s *scope, n ast.Node) {
	saved := r.scope
	r.scope = s
	ast.Inspect(n, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			r.assign(s, n)
		case *ast.ValueSpec:
			for i, name := range n.Names {
				if i < len(n.Values) {
					s.set(name.Name, r.value(n.Values[i]))
				} else {
					s.set(name.Name, value{})
				}
			}
		case *ast.RangeStmt:
			for _, e := range []ast.Expr{n.Key, n.Value} {
				if id, ok := e.(*ast.Ident); ok {
					s.set(id.Name, value{})
				}
			}
		case *ast.FuncLit:
			if n.Type.Params != nil {
				for _, f := range n.Type.Params.List {
					for _, name := range f.Names {
						s.set(name.Name, value{})
					}
				}
			}
		}
		return true
	})
	r.scope = saved
}

func (r *reader) assign(s *scope, n *ast.AssignStmt) {
	for i, lhs := range n.Lhs {
		id, ok := lhs.(*ast.Ident)
		if !ok {
			continue
		}
		switch {
		case n.Tok != token.ASSIGN && n.Tok != token.DEFINE:
			s.set(id.Name, value{}) // += and the like
			s.mixed[id.Name] = true
		case len(n.Rhs) == len(n.Lhs):
			s.set(id.Name, r.value(n.Rhs[i]))
		case i == 0 && len(n.Rhs) == 1:
			s.set(id.Name, r.value(n.Rhs[0])) // the other results are errors
		default:
			s.set(id.Name, value{})
		}
	}
}

// value works an expression out, as far as the scope knows.
func (r *reader) value(e ast.Expr) value {
	switch e := e.(type) {
	case *ast.BasicLit:
		return literal(e)
	case *ast.Ident:
		return r.scope.get(e.Name)
	case *ast.ParenExpr:
		return r.value(e.X)
	case *ast.BinaryExpr:
		if a, b := r.value(e.X), r.value(e.Y); e.Op == token.ADD && a.isStr && b.isStr && len(a.str)+len(b.str) < 1<<16 {
			return value{str: a.str + b.str, isStr: true}
		}
	case *ast.UnaryExpr:
		if e.Op == token.SUB {
			v := r.value(e.X)
			if v.group = true; v.kind == senders.PID && v.text == "1" {
				return value{own: true} // -1 is everybody, this program included
			}
			return v
		}
	case *ast.SelectorExpr:
		return r.selector(e)
	case *ast.CallExpr:
		return r.result(e)
	}
	return value{}
}

func literal(e *ast.BasicLit) value {
	switch e.Kind {
	case token.STRING:
		if s, err := strconv.Unquote(e.Value); err == nil {
			return value{str: s, isStr: true}
		}
	case token.INT:
		if e.Value == "0" {
			return value{own: true} // its own process group
		}
		return value{kind: senders.PID, text: e.Value}
	}
	return value{}
}

// selector reads a signal's name, or what belongs to a process.
func (r *reader) selector(e *ast.SelectorExpr) value {
	if x, ok := e.X.(*ast.Ident); ok {
		switch pkg := r.imports[x.Name]; {
		case pkg == "os" && e.Sel.Name == "Interrupt":
			return value{signal: "SIGINT"}
		case pkg == "os" && e.Sel.Name == "Kill":
			return value{signal: "SIGKILL"}
		case pkg == "syscall" || pkg == "golang.org/x/sys/unix":
			if strings.HasPrefix(e.Sel.Name, "SIG") {
				return value{signal: parseSignal(e.Sel.Name)}
			}
		}
	}
	if e.Sel.Name == "Process" || e.Sel.Name == "Pid" {
		return r.value(e.X)
	}
	return value{}
}

// through are functions and methods whose result is still the same process.
var through = map[string]bool{
	"Atoi": true, "FindProcess": true, "Fields": true, "NewProcess": true, "ParseInt": true, "ParseUint": true, "Trim": true, "TrimRight": true,
	"TrimSpace": true, "TrimSuffix": true, "int": true, "int32": true, "int64": true, "string": true,
}

// result works out what a call returns.
func (r *reader) result(call *ast.CallExpr) value {
	if id, ok := call.Fun.(*ast.Ident); ok && through[id.Name] && len(call.Args) == 1 {
		return r.value(call.Args[0])
	}
	pkg, name := r.callee(call)
	switch {
	case name == "Getpid" && pkg != "":
		return value{own: true}
	case (pkg == "os" || pkg == "io/ioutil") && name == "ReadFile" && len(call.Args) == 1:
		if file, ok := r.text(call.Args[0]); ok {
			return value{kind: senders.Pidfile, text: file}
		}
	case pkg == "os/exec" && name == "Command" && len(call.Args) > 0:
		return r.program(call.Args[0])
	case pkg == "os/exec" && name == "CommandContext" && len(call.Args) > 1:
		return r.program(call.Args[1])
	case (pkg == "syscall" || pkg == "golang.org/x/sys/unix" || pkg == "os") && name == "Signal" && len(call.Args) == 1:
		return r.conversion(call.Args[0])
	case through[name] && len(call.Args) > 0:
		if v := r.value(call.Args[0]); !v.isStr {
			return v
		}
	}
	return value{}
}

// program is the process of a command.
func (r *reader) program(name ast.Expr) value {
	if file, ok := r.text(name); ok {
		return value{kind: senders.ProcessName, text: path.Base(file)}
	}
	return value{}
}

// conversion reads syscall.Signal(1).
func (r *reader) conversion(e ast.Expr) value {
	if lit, ok := e.(*ast.BasicLit); ok && lit.Kind == token.INT {
		return value{signal: parseSignal(lit.Value)}
	}
	return value{signal: r.value(e).signal}
}

func parseSignal(word string) string {
	name, _, _ := signals.Parse(word)
	return name
}

// signal returns the signal that an expression is, or "".
func (r *reader) signal(e ast.Expr) string { return r.value(e).signal }

// text returns the string that an expression is.
func (r *reader) text(e ast.Expr) (string, bool) {
	v := r.value(e)
	return v.str, v.isStr
}

package consumers

import (
	"go/ast"
	"go/constant"
	"go/types"
	"regexp"

	"go/token"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/siglint/siglint/passes/flow"
	"github.com/siglint/siglint/passes/values"
)

// byRootMake adds what a root itself says to its channel: a make, a name.
func (b *builder) byRootMake(r values.Root) {
	c := b.byRoot[b.top(r)]
	if c == nil {
		return
	}
	switch {
	case r.Kind == values.Made:
		b.addMake(c, r.Value.(*ssa.MakeChan))
	case r.Kind == values.Field || r.Kind == values.Global:
		if c.Obj == nil || c.Obj.Pos() > r.Obj.Pos() {
			c.Obj, c.Pos = r.Obj, r.Obj.Pos()
			if c.Name == "" {
				c.Name = r.Obj.Name()
			}
		}
		if r.Obj.Exported() || r.Obj.Pkg() != b.pass.Pkg {
			c.Escapes = true
		}
	case r.Kind == values.Param:
		p := r.Fn.Params[r.Index]
		c.Escapes = true // made by callers that are not known
		if c.Obj == nil {
			c.Obj, c.Name, c.Pos = p.Object(), p.Name(), p.Pos()
		}
	case r.Kind == values.Result:
		c.Escapes = true // made by another package
		if c.Name == "" {
			c.Pos = r.Value.Pos()
		}
	}
}

// made describes a make.
func (b *builder) made(m *ssa.MakeChan) Make {
	made := Make{Pos: m.Pos(), End: m.Pos(), Size: -1, Loop: flow.InLoop(m.Block())}
	if expr := b.flow.ExprAt(m.Pos()); expr != nil {
		made.Pos, made.End = expr.Pos(), expr.End()
	}
	if k, ok := m.Size.(*ssa.Const); ok && k.Value != nil {
		if n, exact := constant.Int64Val(constant.ToInt(k.Value)); exact {
			made.Size = n
		}
	}
	return made
}

// makesOf returns the makes among some roots.
func (b *builder) makesOf(roots []values.Root) []Make {
	var out []Make
	for _, r := range roots {
		if m, ok := r.Value.(*ssa.MakeChan); ok && r.Kind == values.Made {
			out = append(out, b.made(m))
		}
	}
	return out
}

// addMake adds a make to its channel.
func (b *builder) addMake(c *Channel, m *ssa.MakeChan) {
	c.Makes = append(c.Makes, b.made(m))
	c.Deliberate = c.Deliberate || b.notes.swallowed(m.Pos())
	if obj := b.flow.Variable(m); obj != nil && c.Obj == nil {
		c.Obj, c.Pos = obj, obj.Pos()
		if c.Name == "" {
			c.Name = obj.Name()
		}
	}
}

// describe names a channel as the registration spells it.
func (b *builder) describe(c *Channel, r *flow.Registration) {
	call := b.flow.Expr(r.Instr)
	if call == nil {
		return
	}
	for _, a := range call.Args {
		if !isSignalChan(b.pass.TypesInfo.TypeOf(a)) {
			continue
		}
		switch a := ast.Unparen(a).(type) {
		case *ast.CallExpr:
			if id, ok := a.Fun.(*ast.Ident); ok && id.Name == "make" {
				c.Inline = true
			}
		default:
			if c.Name == "" {
				c.Name = types.ExprString(a)
			}
		}
	}
	if len(c.Notifies) > 0 && c.Notifies[len(c.Notifies)-1].Deliberate {
		c.Deliberate = true
	}
}

// isSignalChan reports whether t is a channel of os.Signal.
func isSignalChan(t types.Type) bool {
	if t == nil {
		return false
	}
	ch, ok := t.Underlying().(*types.Chan)
	if !ok {
		return false
	}
	named, ok := types.Unalias(ch.Elem()).(*types.Named)
	return ok && named.Obj().Name() == "Signal" && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == "os"
}

// deliberate are the words of people who swallow a signal on purpose.
var deliberate = regexp.MustCompile(`(?i)\b(ignor|discard|swallow|suppress|drop|drain|no-?op|do nothing|devnull|blackhole|sink|prevent|mask)`)

func deliberateName(name string) bool {
	return regexp.MustCompile(`(?i)(ignor|discard|swallow|devnull|blackhole|sink|noop|drop|drain)`).MatchString(name)
}

// notes knows the comments of the files, and the receives written to blank.
type notes struct {
	fset  *token.FileSet
	lines map[string]map[int]string // file, line: a comment there that asks for swallowing
	blank map[token.Pos]bool        // of the arrow
}

func newNotes(pass *analysis.Pass) *notes {
	n := &notes{fset: pass.Fset, lines: make(map[string]map[int]string), blank: make(map[token.Pos]bool)}
	for _, f := range pass.Files {
		for _, g := range f.Comments {
			if !deliberate.MatchString(g.Text()) {
				continue
			}
			from, to := pass.Fset.Position(g.Pos()), pass.Fset.Position(g.End())
			if n.lines[from.Filename] == nil {
				n.lines[from.Filename] = make(map[int]string)
			}
			for line := from.Line; line <= to.Line+1; line++ {
				n.lines[from.Filename][line] = g.Text()
			}
		}
		ast.Inspect(f, func(node ast.Node) bool {
			a, ok := node.(*ast.AssignStmt)
			if !ok || len(a.Lhs) != 1 || len(a.Rhs) != 1 {
				return true
			}
			id, isIdent := a.Lhs[0].(*ast.Ident)
			if u, isRecv := a.Rhs[0].(*ast.UnaryExpr); isRecv && isIdent && id.Name == "_" {
				n.blank[u.OpPos] = true
			}
			return true
		})
	}
	return n
}

// deliberate reports whether a comment at or just above pos asks for it.
func (n *notes) deliberate(pos token.Pos) bool {
	return n.at(pos) != ""
}

// swallows are those of the words that speak of signals, and not of a buffer
// that is there lest signals be dropped.
var swallows = regexp.MustCompile(`(?i)\b(ignor|discard|swallow|suppress)`)

// swallowed reports whether a comment at or just above a make asks for it.
func (n *notes) swallowed(pos token.Pos) bool { return swallows.MatchString(n.at(pos)) }

func (n *notes) at(pos token.Pos) string {
	p := n.fset.Position(pos)
	return n.lines[p.Filename][p.Line]
}

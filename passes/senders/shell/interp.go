package shell

import (
	"path"
	"strings"

	"github.com/siglint/siglint/passes/senders"
	"mvdan.cc/sh/v3/syntax"
)

// An interp follows the paths through one script.
type interp struct {
	s     senders.Script
	lines []int // where each line of the text starts
	top   *source

	sends    []senders.Send
	problems []senders.Problem
	calls    []Call
	builds   []Build

	steps   int
	limit   int  // of steps
	sources bool // the script reads other files, which may set any variable
	called  map[string]bool
	arms    int             // of a case over a parameter of the script
	selves  map[string]bool // how the script ran itself
	ended   []*env          // some of the paths that came to an exit
	exits   int             // how often a path ended
	bounded bool            // a bound was reported
	program string          // the last program that was run, for $!
	runs    []Program
	asked   bool // something was run that this package knows nothing of
}

// A ctx is where in the script a command stands.
type ctx struct {
	src     *source
	depth   int
	shells  int             // how many shells stand around it
	checked bool            // in a branch
	ignored bool            // followed by || true
	hint    hint            // of the function
	inside  *target         // the container that it runs in
	execs   bool            // the shell becomes the command
	in      value           // standard input, if it is known
	out     *capture        // where standard output goes, if that is asked
	ret     *frame          // takes the paths that return
	brk     *frame          // takes the paths that leave a turn of the loop
	calls   []string        // the functions it is called from
	sums    map[string]bool // variables that a loop around it adds to
	turns   int             // how often the loops around it go round
}

// A frame takes paths that go on elsewhere.
type frame struct{ paths []*env }

func newInterp(s senders.Script) *interp {
	if s.Context == "" {
		s.Context = "shell"
	}
	in := &interp{s: s, called: make(map[string]bool), selves: make(map[string]bool)}
	if len(in.s.Text) > maxText {
		in.s.Text = in.s.Text[:maxText]
	}
	in.limit = min(maxSteps, 20_000+200*len(in.s.Text))
	in.lines = lineStarts(in.s.Text)
	in.top = &source{text: in.s.Text}
	if len(s.Text) > maxText {
		in.bound(0, "the shell text is longer than %d bytes; the rest is not read", maxText)
	}
	return in
}

// script follows the whole script.
func (in *interp) script() {
	if foreign(in.top.text) {
		return
	}
	if err := in.top.parse(languages(in.top.text)...); err != nil && len(in.problems) == 0 {
		in.syntaxError(err)
	}
	in.sources = sourcesFiles(in.top)
	e := in.first()
	if openRC(in.top.text) {
		name, _, _ := strings.Cut(path.Base(in.s.File), ".")
		e.set("RC_SVCNAME", constant(name))
		e.set("SVCNAME", constant(name))
	}
	c := ctx{src: in.top, checked: false}
	end := in.finish(in.stmts(in.top.stmts, []*env{e}, c), e, c)
	if initScript(in.top) {
		in.initFunctions(end, c)
	} else if openRC(in.top.text) {
		in.serviceFunctions(end, c)
	} else if in.s.Args == nil && in.arms == 0 && (!in.asked || len(in.sends) == 0 && libraryName(in.s.File, in.top.text)) {
		in.library(end, c)
	}
	in.reloadOfRC(end, c)
	if in.steps >= in.limit {
		in.bound(0, "the shell text has too many paths to be followed to the end")
	}
}

// first returns the state in which the script starts.
func (in *interp) first() *env {
	p := &params{zero: value{{hole: &hole{src: "$0"}}}, open: in.s.Args == nil}
	for i, arg := range in.s.Args {
		if i == 0 {
			p.zero = certain(arg)
		} else {
			p.list = append(p.list, certain(arg))
		}
	}
	e := &env{vars: make(map[string]variable), params: p, start: p}
	if len(in.s.Args) > 1 && in.s.Intent == "" && plainAction(in.s.Args[1]) {
		e.arm, e.hint = in.s.Args[1], hintOf(in.s.Args[1])
	}
	for name, v := range in.s.Vars {
		e.set(name, certain(v))
	}
	return e
}

// finish runs the traps of a source that has come to its end, with what the
// paths to it have left, and returns one of these.
func (in *interp) finish(es []*env, e *env, c ctx) *env {
	es = append(es, in.ended...)
	if len(es) > 0 {
		e = es[0]
	} else {
		es = []*env{e}
	}
	traps := c.src.traps
	c.src.traps = nil
	for _, t := range traps {
		for _, e := range es {
			f := e.clone()
			f.checked, f.passed = false, false
			f.arm, f.hint = "", noHint
			in.text(t, f, c)
		}
	}
	return e
}

// libraryName reports whether a file is, by its name or for want of a shebang,
// one that others read.
func libraryName(file, text string) bool {
	if !strings.HasPrefix(text, "#!") {
		return true
	}
	for _, w := range senders.NameWords(path.Base(file)) {
		switch strings.TrimSuffix(w, "s") {
		case "lib", "library", "function", "util", "helper", "include":
			return true
		}
		if strings.HasSuffix(w, "common") || strings.HasSuffix(w, "functions") {
			return true
		}
	}
	return false
}

// library follows the functions of a file that calls none of them.
func (in *interp) library(e *env, c ctx) {
	for _, stmt := range in.top.stmts {
		if f, ok := stmt.Cmd.(*syntax.FuncDecl); ok && f.Name != nil && !in.called[f.Name.Value] {
			f2 := e.clone()
			f2.checked, f2.passed = false, false
			f2.arm = f.Name.Value
			f2.params = &params{zero: e.params.zero, open: true}
			f2.start = f2.params
			in.function(f.Name.Value, f2, c)
		}
	}
}

// step counts, and reports whether there is more to spend.
func (in *interp) step() bool {
	in.steps++
	return in.steps < in.limit
}

func (in *interp) stmts(list []*syntax.Stmt, es []*env, c ctx) []*env {
	for _, s := range list {
		var next []*env
		var outs []*capture
		for _, e := range es {
			own := c
			if c.out != nil && len(es) > 1 {
				own.out = new(capture)
				outs = append(outs, own.out)
			}
			next = append(next, in.stmt(s, e, own)...)
		}
		if len(outs) > 0 {
			c.out.either(outs...)
		}
		es = in.merge(next)
		if len(es) == 0 {
			break
		}
	}
	return es
}

func (in *interp) stmt(s *syntax.Stmt, e *env, c ctx) []*env {
	if in.steps += len(e.vars) / 8; !in.step() {
		return nil
	}
	if c.depth++; c.depth > maxDepth {
		in.bound(c.src.at(int(s.Pos().Offset())), "commands are nested more than %d deep here", maxDepth)
		return []*env{e}
	}
	c = in.redirect(s.Redirs, e, c)
	if s.Background {
		in.program = ""
		in.command(s.Cmd, e.clone(), in.sub(c))
		child := unknown("$!")
		if in.program != "" {
			child = processes("$!", target{kind: senders.ProcessName, text: path.Base(in.program), note: "started by this script"})
		}
		e.set("!", child)
		return []*env{e}
	}
	if s.Cmd == nil {
		if c.out != nil && c.in != nil {
			c.out.add(c.in) // $(<file)
		}
		return []*env{e}
	}
	return in.command(s.Cmd, e, c)
}

// sub is the context of a subshell.
func (in *interp) sub(c ctx) ctx {
	c.ret, c.brk = nil, nil
	return c
}

func (in *interp) command(cmd syntax.Command, e *env, c ctx) []*env {
	switch cmd := cmd.(type) {
	case *syntax.CallExpr:
		return in.call(cmd, e, c)
	case *syntax.BinaryCmd:
		if cmd.Op == syntax.Pipe || cmd.Op == syntax.PipeAll {
			return in.pipeline(cmd, e, c)
		}
		return in.logical(cmd, e, c)
	case *syntax.IfClause:
		return in.ifClause(cmd, e, c)
	case *syntax.CaseClause:
		return in.caseClause(cmd, e, c)
	case *syntax.ForClause:
		return in.forClause(cmd, e, c)
	case *syntax.WhileClause:
		return in.whileClause(cmd, e, c)
	case *syntax.Block:
		return in.stmts(cmd.Stmts, []*env{e}, c)
	case *syntax.Subshell:
		in.stmts(cmd.Stmts, []*env{e.clone()}, in.sub(c))
		return []*env{e}
	case *syntax.TimeClause:
		if cmd.Stmt != nil {
			return in.stmt(cmd.Stmt, e, c)
		}
	case *syntax.CoprocClause:
		if cmd.Stmt != nil {
			in.stmt(cmd.Stmt, e.clone(), in.sub(c))
		}
	case *syntax.DeclClause:
		in.declare(cmd, e, c)
	case *syntax.TestClause:
		in.substitutions(cmd, e, c)
	}
	return []*env{e}
}

// redirect takes the standard input and output of a command from its redirections.
func (in *interp) redirect(redirs []*syntax.Redirect, e *env, c ctx) ctx {
	for _, r := range redirs {
		if r.Word == nil {
			continue
		}
		fd := ""
		if r.N != nil {
			fd = r.N.Value
		}
		switch r.Op {
		case syntax.RdrIn:
			if fd == "" || fd == "0" {
				c.in = in.word(r.Word, e, c)
				if !isProcSubst(r.Word) {
					c.in = fileText(c.in, "<"+c.src.raw(r.Word))
				}
			}
		case syntax.Hdoc, syntax.DashHdoc:
			if r.Hdoc != nil {
				c.in = in.document(r, e, c)
			}
		case syntax.WordHdoc:
			c.in = in.word(r.Word, e, c)
		case syntax.RdrOut, syntax.AppOut, syntax.RdrClob:
			in.word(r.Word, e, c)
			if fd == "" || fd == "1" {
				c.out = nil
			}
		case syntax.DplOut:
			if text := c.src.raw(r.Word); (fd == "" || fd == "1") && text != "1" {
				c.out = nil
			}
		case syntax.RdrAll, syntax.AppAll:
			c.out = nil
		}
	}
	return c
}

// isProcSubst reports whether a word is <(command).
func isProcSubst(w *syntax.Word) bool {
	if len(w.Parts) != 1 {
		return false
	}
	_, ok := w.Parts[0].(*syntax.ProcSubst)
	return ok
}

// pipeline runs its stages, each reading what the one before it writes.
func (in *interp) pipeline(cmd *syntax.BinaryCmd, e *env, c ctx) []*env {
	var stages []*syntax.Stmt
	var flatten func(s *syntax.Stmt)
	flatten = func(s *syntax.Stmt) {
		b, ok := s.Cmd.(*syntax.BinaryCmd)
		if ok && (b.Op == syntax.Pipe || b.Op == syntax.PipeAll) && len(s.Redirs) == 0 && !s.Negated && len(stages) < 100 {
			flatten(b.X)
			flatten(b.Y)
			return
		}
		stages = append(stages, s)
	}
	flatten(cmd.X)
	flatten(cmd.Y)
	from := int(cmd.Pos().Offset())
	sub := in.sub(c)
	for i, s := range stages {
		var out capture
		if i < len(stages)-1 {
			sub.out = &out
		} else {
			sub.out = c.out
		}
		in.stmt(s, e.clone(), sub)
		sub.in = out.text(c.src.slice(from, int(s.End().Offset())))
	}
	return []*env{e}
}

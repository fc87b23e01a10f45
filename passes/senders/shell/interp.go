package shell

import (
	"path"
	"slices"
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
	shells  int  // how many shells stand around it
	checked bool // in a branch
	ignored bool // followed by || true
	fn      string
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
	for _, w := range nameWords(path.Base(file)) {
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
				c.in = fileText(in.word(r.Word, e, c), "<"+c.src.raw(r.Word))
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

// logical follows && and ||.
func (in *interp) logical(cmd *syntax.BinaryCmd, e *env, c ctx) []*env {
	ok, failed, _ := in.either(cmd, e, c)
	return in.merge(union(ok, failed))
}

// outcomes follows a command and tells the paths on which it may succeed from
// those on which it may fail. A path may be among both.
func (in *interp) outcomes(s *syntax.Stmt, e *env, c ctx) (ok, failed []*env, bind *binding) {
	b, isBinary := s.Cmd.(*syntax.BinaryCmd)
	switch {
	case isBinary && (b.Op == syntax.AndStmt || b.Op == syntax.OrStmt) && len(s.Redirs) == 0 && !s.Background:
		if c.depth++; c.depth > maxDepth || !in.step() {
			return []*env{e}, []*env{e}, nil
		}
		ok, failed, bind = in.either(b, e, c)
		if s.Negated {
			return failed, ok, nil
		}
	default:
		es := in.stmt(s, e, c)
		if len(es) == 0 {
			return nil, nil, nil
		}
		var t truth
		t, bind = in.truth(s, es[0], c)
		if t != no {
			ok = es
		}
		if t != yes {
			failed = es
		}
	}
	return ok, failed, bind
}

func (in *interp) either(cmd *syntax.BinaryCmd, e *env, c ctx) (ok, failed []*env, bind *binding) {
	and := cmd.Op == syntax.AndStmt
	cx, cy := c, c
	cx.ignored = c.ignored || !and && isTrue(cmd.Y)
	cy.checked = true
	if c.out != nil {
		cx.out = new(capture)
	}
	ok, failed, bind = in.outcomes(cmd.X, e, cx)
	if c.out != nil {
		c.out.merge(cx.out)
		if !and && cx.out.known() {
			cy.out = new(capture) // the other answer, if the first is not to be had
		}
	}
	on, past := ok, failed
	if !and {
		on, past, bind = failed, ok, nil
	}
	if len(on) == 0 {
		return ok, failed, bind
	}
	on = clones(on)
	in.bindAll(on, bind)
	exits := in.exits
	var okY, failedY []*env
	for _, e := range on {
		o, f, b := in.outcomes(cmd.Y, e, cy)
		okY, failedY = append(okY, o...), append(failedY, f...)
		if and && bind == nil {
			bind = b
		}
	}
	if len(okY)+len(failedY) == 0 {
		mark(past, in.exits > exits)
	}
	if and {
		return in.merge(okY), in.merge(union(past, failedY)), bind
	}
	return in.merge(union(past, okY)), in.merge(failedY), nil
}

// union returns the paths of both, each once.
func union(a, b []*env) []*env {
	out := a[:len(a):len(a)]
	for _, e := range b {
		if !slices.Contains(out, e) {
			out = append(out, e)
		}
	}
	return out
}

// condition follows the commands of a condition, of which the last decides.
func (in *interp) condition(list []*syntax.Stmt, e *env, c ctx) (ok, failed []*env, bind *binding) {
	c.out = nil
	es := []*env{e}
	if len(list) == 0 {
		return es, es, nil
	}
	for _, e := range in.stmts(list[:len(list)-1], es, c) {
		o, f, b := in.outcomes(list[len(list)-1], e, c)
		ok, failed, bind = append(ok, o...), append(failed, f...), b
	}
	return ok, failed, bind
}

// isTrue reports whether a command does nothing, with success.
func isTrue(s *syntax.Stmt) bool {
	call, ok := s.Cmd.(*syntax.CallExpr)
	if !ok || len(call.Args) != 1 || s.Negated {
		return false
	}
	switch path.Base(call.Args[0].Lit()) {
	case ":", "true":
		return true
	}
	return false
}

func (in *interp) ifClause(cl *syntax.IfClause, e *env, c ctx) []*env {
	ok, failed, bind := in.condition(cl.Cond, e, c)
	branch := c
	branch.checked = c.checked || bind == nil // or else it is as an arm of a case
	var outs [2]capture
	exits := in.exits
	then := clones(ok)
	in.bindAll(then, bind)
	branch.out = alternative(c.out, &outs[0])
	if len(then) > 0 {
		then = in.stmts(cl.Then, then, branch)
	}
	branch.out = alternative(c.out, &outs[1])
	other := in.otherwise(cl.Else, failed, branch)
	if c.out != nil {
		c.out.either(&outs[0], &outs[1])
	}
	if len(ok) > 0 && len(failed) > 0 && (len(then) == 0) != (len(other) == 0) {
		mark(then, in.exits > exits)
		mark(other, in.exits > exits)
	}
	return in.merge(append(in.unbind(then, bind, e), other...))
}

// otherwise follows what stands behind elif or else.
func (in *interp) otherwise(cl *syntax.IfClause, es []*env, c ctx) []*env {
	switch {
	case cl == nil:
		return es
	case len(es) == 0:
		return nil
	case !cl.ThenPos.IsValid():
		return in.stmts(cl.Then, clones(es), c)
	}
	var out []*env
	for _, e := range es {
		out = append(out, in.ifClause(cl, e.clone(), c)...)
	}
	return out
}

// A binding is what is known of a parameter in a branch.
type binding struct {
	param int
	name  string // the variable that holds it, if it was asked through one
	word  string
}

func (in *interp) bindAll(es []*env, b *binding) {
	if b == nil {
		return
	}
	for _, e := range es {
		in.bind(e, b, hintOf(b.word))
	}
}

func (in *interp) bind(e *env, b *binding, h hint) {
	in.arms++
	e.params = e.params.with(b.param, certain(b.word))
	if b.name != "" {
		e.set(b.name, certain(b.word))
	}
	e.arm, e.hint = strings.TrimLeft(b.word, "-"), h
}

// unbind forgets the parameter behind the branch.
func (in *interp) unbind(es []*env, b *binding, before *env) []*env {
	if b == nil {
		return es
	}
	return in.forget(es, before)
}

// forget joins the arms of a case behind it, unless they left different variables.
func (in *interp) forget(es []*env, before *env) []*env {
	for i, e := range es {
		for _, o := range es[:i] {
			if !sameVars(e, o) {
				return es
			}
		}
	}
	for _, e := range es {
		e.params, e.arm, e.hint = before.params, before.arm, before.hint
	}
	return es
}

func sameVars(a, b *env) bool {
	for name, v := range b.vars {
		if w, ok := a.vars[name]; ok && !v.equal(w) {
			return false
		}
	}
	return true
}

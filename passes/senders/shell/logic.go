package shell

import (
	"path"
	"slices"
	"strings"

	"mvdan.cc/sh/v3/syntax"
)

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
	if bind != nil {
		in.forget(union(okY, failedY), e) // who asks again, binds again
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

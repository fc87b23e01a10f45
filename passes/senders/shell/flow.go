package shell

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"mvdan.cc/sh/v3/expand"
	"mvdan.cc/sh/v3/pattern"
	"mvdan.cc/sh/v3/syntax"
)

func (in *interp) caseClause(cl *syntax.CaseClause, e *env, c ctx) []*env {
	subject := in.word(cl.Word, e, c)
	if text, ok := in.sure(subject); ok {
		return in.chosen(cl, text, e, c)
	}
	param, name := 0, ""
	if n := subject.parameter(); n > 0 {
		param, name = n, plainVariable(cl.Word)
	}
	var out []*env
	all := false
	hasOut := c.out
	var outs []*capture
	for _, item := range cl.Items {
		words, any := in.patterns(item, e, c)
		all = all || any
		arm := c
		if hasOut != nil {
			arm.out = new(capture)
			outs = append(outs, arm.out)
		}
		if param == 0 || len(words) == 0 {
			arm.checked = c.checked || param == 0
			out = append(out, in.stmts(item.Stmts, []*env{e.clone()}, arm)...)
			continue
		}
		h := hintOf(words...)
		for _, w := range words {
			f := e.clone()
			in.bind(f, &binding{param, name, w}, h)
			out = append(out, in.stmts(item.Stmts, []*env{f}, arm)...)
		}
	}
	if hasOut != nil {
		hasOut.either(outs...)
	}
	if !all {
		out = append(out, e)
	}
	if param > 0 {
		out = in.forget(out, e)
	}
	return in.merge(out)
}

// plainVariable returns the name of the variable that is all of a word.
func plainVariable(w *syntax.Word) string {
	parts := w.Parts
	if len(parts) == 1 {
		if q, ok := parts[0].(*syntax.DblQuoted); ok {
			parts = q.Parts
		}
	}
	if len(parts) != 1 {
		return ""
	}
	if p, ok := parts[0].(*syntax.ParamExp); ok && p.Param != nil && syntax.ValidName(p.Param.Value) {
		return p.Param.Value
	}
	return ""
}

// patterns returns the words among the patterns of an arm, and whether one of
// them matches everything.
func (in *interp) patterns(item *syntax.CaseItem, e *env, c ctx) (words []string, all bool) {
	for _, p := range item.Patterns {
		text, ok := in.word(p, e, c).text()
		switch {
		case ok && text == "*":
			all = true
		case ok && text != "" && !strings.ContainsAny(text, "*?[") && len(words) < 20:
			words = append(words, text)
		}
	}
	return words, all
}

// chosen follows the one arm that matches a known word.
func (in *interp) chosen(cl *syntax.CaseClause, text string, e *env, c ctx) []*env {
	for i, item := range cl.Items {
		for _, p := range item.Patterns {
			pat, ok := in.word(p, e, c).text()
			if !ok || !matches(pat, text) {
				continue
			}
			if words, _ := in.patterns(item, e, c); e.arm == text && slices.Contains(words, text) {
				e.hint = hintOf(words...) // reload|restart) means to end
			}
			es := in.stmts(item.Stmts, []*env{e}, c)
			for item.Op == syntax.Fallthrough && i+1 < len(cl.Items) {
				i++
				item = cl.Items[i]
				es = in.stmts(item.Stmts, es, c)
			}
			return es
		}
	}
	return []*env{e}
}

func matches(pat, text string) bool {
	if pat == text || pat == "*" {
		return true
	}
	if !strings.ContainsAny(pat, "*?[") || len(pat) > 200 || len(text) > 200 {
		return false
	}
	expr, err := pattern.Regexp(pat, pattern.EntireString)
	if err != nil {
		return false
	}
	re, err := regexp.Compile(expr)
	return err == nil && re.MatchString(text)
}

// sure returns a text that no other file and no user can change. Without
// sourced files that is true of every variable the script sets.
func (in *interp) sure(v value) (string, bool) {
	if !in.sources && !v.guessed() {
		return v.text()
	}
	return v.sure()
}

const maxTurns = 128 // of loops over words, within one another

func (in *interp) forClause(cl *syntax.ForClause, e *env, c ctx) []*env {
	c = in.forgetSums(cl.Do, e, c)
	it, ok := cl.Loop.(*syntax.WordIter)
	if !ok || it.Name == nil {
		return in.turn(cl.Do, []*env{e}, c)
	}
	var items []value
	if it.InPos.IsValid() {
		for _, f := range in.fields(in.braces(it.Items), e, c) {
			items = append(items, f.value)
		}
	} else {
		items = allParams(e.params)
	}
	if c.turns = max(1, c.turns) * max(1, len(items)); c.turns > maxTurns {
		items, c.turns = []value{variableHole("$" + it.Name.Value)}, maxTurns/2
	}
	es := []*env{e}
	for _, v := range items {
		for _, e := range es {
			e.set(it.Name.Value, loopValue(v, it.Name.Value))
		}
		es = in.turn(cl.Do, es, c)
	}
	return es
}

// loopValue is a word of a loop: certain if it is known and no pattern of files.
func loopValue(v value, name string) value {
	text, ok := v.text()
	switch {
	case ok && strings.ContainsAny(text, "*?["):
		return v
	case ok:
		return certain(text)
	}
	if h := v.only(); h != nil && h.rest {
		return variableHole("$" + name)
	}
	return v
}

// braces takes {a,b} apart, which bash does before anything else.
func (in *interp) braces(words []*syntax.Word) []*syntax.Word {
	var out []*syntax.Word
	for _, w := range words {
		lit := w.Lit()
		if !strings.Contains(lit, "{") || strings.Contains(lit, "..") || len(lit) > 500 || strings.Count(lit, ",") > 50 || strings.Count(lit, "{") > 2 {
			out = append(out, w)
			continue
		}
		cp := *w
		cp.Parts = append([]syntax.WordPart(nil), w.Parts...)
		syntax.SplitBraces(&cp)
		out = append(out, expand.Braces(&cp)...)
	}
	return out
}

// turn follows the body of a loop once.
func (in *interp) turn(body []*syntax.Stmt, es []*env, c ctx) []*env {
	if len(es) == 0 {
		return nil
	}
	checked, passed := es[0].checked, es[0].passed
	before := es
	c.brk = new(frame)
	es = in.stmts(body, clones(es), c)
	es = append(es, c.brk.paths...)
	if len(es) == 0 {
		return before // every path of the turn ended; the loop may have had none
	}
	for _, e := range es {
		e.checked, e.passed = checked, passed
	}
	return in.merge(es)
}

func (in *interp) whileClause(cl *syntax.WhileClause, e *env, c ctx) []*env {
	c = in.forgetSums(cl.Do, e, c)
	ok, failed, _ := in.condition(cl.Cond, e, c)
	if cl.Until {
		ok, failed = failed, ok
	}
	body := c
	if n := len(cl.Cond); n > 0 && !isTrue(cl.Cond[n-1]) && commandWord(cl.Cond[n-1]) != "read" {
		body.checked = true
	}
	done := in.turn(cl.Do, clones(ok), body)
	return in.merge(append(done, failed...))
}

func commandWord(s *syntax.Stmt) string {
	if call, ok := s.Cmd.(*syntax.CallExpr); ok && len(call.Args) > 0 {
		return call.Args[0].Lit()
	}
	return ""
}

// forgetSums makes variables unknown that a loop adds to: what they hold after
// some turns cannot be told from the first.
func (in *interp) forgetSums(body []*syntax.Stmt, e *env, c ctx) ctx {
	sums := maps.Clone(c.sums)
	for _, s := range body {
		syntax.Walk(s, func(n syntax.Node) bool {
			in.steps++
			a, ok := n.(*syntax.Assign)
			if !ok || a.Name == nil || !a.Append && (a.Value == nil || !refersTo(a.Value, a.Name.Value)) {
				return in.steps < in.limit
			}
			if sums == nil {
				sums = make(map[string]bool)
			}
			sums[a.Name.Value] = true
			e.set(a.Name.Value, variableHole("$"+a.Name.Value))
			return true
		})
	}
	c.sums = sums
	return c
}

func refersTo(w *syntax.Word, name string) bool {
	found := false
	syntax.Walk(w, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.ParamExp:
			found = found || n.Param != nil && n.Param.Value == name
		case *syntax.ArithmExp:
			found = true
		case *syntax.CmdSubst:
			return false
		}
		return !found
	})
	return found
}

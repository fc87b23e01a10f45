package shell

import (
	"strconv"
	"strings"

	"github.com/siglint/siglint/passes/senders"
	"mvdan.cc/sh/v3/expand"
	"mvdan.cc/sh/v3/syntax"
)

// variableHole is the value of a variable that is not known.
func variableHole(src string) value {
	if src == "$MAINPID" {
		return processes(src, target{kind: senders.MainPID, text: src})
	}
	return value{{hole: &hole{src: src, own: true}}}
}

// parameter is a positional parameter that is not known.
func parameter(n int) value {
	return value{{hole: &hole{src: "$" + strconv.Itoa(n), own: true, param: n}}}
}

// allParams returns "$@".
func allParams(p *params) []value {
	out := append([]value(nil), p.list...)
	if p.open {
		out = append(out, value{{hole: &hole{src: "$@", own: true, rest: true}}})
	}
	return out
}

// list returns the fields of "$@" and of "${array[@]}".
func (in *interp) list(p *syntax.ParamExp, e *env) ([]value, bool) {
	if p.Param == nil || p.Length || p.Excl || p.Exp != nil || p.Slice != nil || p.Repl != nil {
		return nil, false
	}
	if p.Param.Value == "@" {
		return allParams(e.params), true
	}
	if w, ok := p.Index.(*syntax.Word); ok && w.Lit() == "@" {
		v, set := e.vars[p.Param.Value]
		switch {
		case set && v.list != nil:
			return v.list, true
		case set:
			return []value{v.value}, true
		}
	}
	return nil, false
}

// element returns an element of an array that is known.
func element(p *syntax.ParamExp, e *env) (value, bool) {
	w, ok := p.Index.(*syntax.Word)
	if !ok {
		return nil, false
	}
	n, err := strconv.Atoi(w.Lit())
	list := e.vars[p.Param.Value].list
	if err != nil || n < 0 || n >= len(list) {
		return nil, false
	}
	return list[n], true
}

// lookup returns what a parameter holds. What it does not know is a hole with
// the use as its text. Set is false where the script never sets it; nothing is
// then known, not even that it is empty.
func (in *interp) lookup(name, use string, e *env) (v value, set bool) {
	if n, err := strconv.Atoi(name); err == nil {
		if v, ok := e.params.get(n); ok {
			return reuse(v, use), true
		}
		if e.params.open {
			return parameter(n), false
		}
		return certain(""), true
	}
	switch name {
	case "@", "*":
		var v value
		for i, w := range allParams(e.params) {
			if i > 0 {
				v = append(v, part{text: " ", sure: true})
			}
			v = append(v, w...)
		}
		return v, true
	case "#", "?", "$", "-", "PPID":
		return unknown(use), true
	}
	held, ok := e.vars[name]
	switch {
	case ok && strings.HasPrefix(name, holeName):
		return append(value(nil), held.value...), true
	case ok && held.list != nil && len(held.list) > 0:
		return reuse(held.list[0], use), true
	case ok:
		return reuse(held.value, use), true
	case name == "MAINPID":
		return variableHole("$MAINPID"), false
	}
	return value{{hole: &hole{src: use, own: true}}}, false
}

// reuse returns the value of a variable as its use shows it.
func reuse(v value, use string) value {
	out := make(value, len(v))
	for i, p := range v {
		p.direct = false
		if h := p.hole; h != nil && len(v) == 1 {
			cp := *h
			cp.own = true
			cp.src = use
			p.hole = &cp
		}
		out[i] = p
	}
	return out
}

// param expands a parameter.
func (in *interp) param(b *builder, p *syntax.ParamExp, unsplit bool, e *env, c ctx) {
	use := c.src.raw(p)
	if p.Param == nil || p.Excl || p.Length || p.Width || p.IsSet || p.Names != 0 || p.NestedParam != nil || p.Flags != nil || len(p.Modifiers) > 0 {
		b.join(unknown(use))
		return
	}
	name := p.Param.Value
	if !unsplit && (name == "@" || name == "*") {
		for i, v := range allParams(e.params) {
			if i > 0 {
				b.flush()
			}
			b.split(v)
		}
		return
	}
	if list, ok := in.list(p, e); ok && !unsplit {
		for i, v := range list {
			if i > 0 {
				b.flush()
			}
			b.split(v)
		}
		return
	}
	if p.Index != nil {
		if v, ok := element(p, e); ok {
			in.add(b, reuse(v, use), unsplit)
			return
		}
		b.join(value{{hole: &hole{src: use, own: true}}})
		return
	}
	v, set := in.lookup(name, use, e)
	at := c.src.at(int(p.Pos().Offset()))
	for i := range v {
		v[i].off = at
	}
	switch {
	case p.Exp != nil:
		in.operate(b, p, v, set, unsplit, e, c)
	case p.Slice != nil || p.Repl != nil:
		in.add(b, in.computed(p, v, use), unsplit)
	default:
		in.add(b, v, unsplit)
	}
}

// operate expands ${name-word} and its kin.
func (in *interp) operate(b *builder, p *syntax.ParamExp, v value, set, unsplit bool, e *env, c ctx) {
	text, known := v.text()
	alt := func() {
		if p.Exp.Word == nil {
			return
		}
		in.parts(b, p.Exp.Word.Parts, unsplit, e, c)
	}
	// A value that is not known may well be set: but the default says what the
	// author expects, unless it is empty.
	h := v.only()
	missing := known && text == "" || !known && (!set || h != nil && len(h.targets) == 0)
	switch p.Exp.Op {
	case syntax.DefaultUnset, syntax.DefaultUnsetOrNull, syntax.AssignUnset, syntax.AssignUnsetOrNull:
		if !missing {
			in.add(b, v, unsplit)
			return
		}
		w := in.word(p.Exp.Word, e, c)
		if s := w.String(); s == "" && !known {
			in.add(b, v, unsplit)
			return
		}
		if (p.Exp.Op == syntax.AssignUnset || p.Exp.Op == syntax.AssignUnsetOrNull) && syntax.ValidName(p.Param.Value) {
			e.set(p.Param.Value, w)
		}
		for i := range w {
			w[i].guess = w[i].guess || !known
			w[i].param = v.parameter()
		}
		in.add(b, w, unsplit)
	case syntax.AlternateUnset, syntax.AlternateUnsetOrNull:
		empty := known && text == "" && (set || !in.sources)
		if !empty && (set || in.sources || e.params.open) {
			alt()
		}
	case syntax.ErrorUnset, syntax.ErrorUnsetOrNull:
		in.add(b, v, unsplit)
	default:
		in.add(b, in.computed(p, v, c.src.raw(p)), unsplit)
	}
}

// computed expands what changes the text of a parameter: ${name##*/}, ${name/a/b}.
func (in *interp) computed(p *syntax.ParamExp, v value, use string) value {
	text, known := v.text()
	if !known || len(text) > 1000 || len(use) > 200 {
		return value{{hole: &hole{src: use, own: true}}}
	}
	name := "v"
	cp := *p
	cp.Param = &syntax.Lit{Value: name}
	cfg := &expand.Config{Env: expand.ListEnviron(name + "=" + text), NoUnset: true}
	got, err := expand.Literal(cfg, &syntax.Word{Parts: []syntax.WordPart{&cp}})
	if err != nil || len(got) > maxValue {
		return value{{hole: &hole{src: use, own: true}}}
	}
	_, sure := v.sure()
	return value{{text: got, sure: sure}}
}

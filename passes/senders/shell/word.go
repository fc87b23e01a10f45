package shell

import (
	"strings"

	"mvdan.cc/sh/v3/syntax"
)

// fields expands words as the arguments of a command.
func (in *interp) fields(words []*syntax.Word, e *env, c ctx) []field {
	var out []field
	for _, w := range words {
		var b builder
		in.parts(&b, w.Parts, false, e, c)
		b.flush()
		pos, end := c.src.at(int(w.Pos().Offset())), c.src.end(int(w.End().Offset()))
		for _, v := range b.fields {
			if v.size() > maxValue {
				v = unknown(c.src.raw(w))
			}
			out = append(out, field{v, pos, end})
		}
	}
	return out
}

// word expands a word that is not split, as in an assignment.
func (in *interp) word(w *syntax.Word, e *env, c ctx) value {
	if w == nil {
		return nil
	}
	var b builder
	in.parts(&b, w.Parts, true, e, c)
	return b.whole()
}

// parts expands parts of a word; unsplit where they are quoted, or cannot be split.
func (in *interp) parts(b *builder, parts []syntax.WordPart, unsplit bool, e *env, c ctx) {
	if c.depth++; c.depth > maxDepth || !in.step() {
		b.join(unknown(""))
		return
	}
	for _, p := range parts {
		switch p := p.(type) {
		case *syntax.Lit:
			b.join(in.literal(p, c.src))
		case *syntax.SglQuoted:
			b.join(in.single(p, c.src))
		case *syntax.DblQuoted:
			b.join(nil)
			in.quoted(b, p, e, c)
		case *syntax.ParamExp:
			in.param(b, p, unsplit, e, c)
		case *syntax.CmdSubst:
			in.add(b, standing(in.substitute(p, e, c), c.src.at(int(p.Pos().Offset()))), unsplit)
		case *syntax.ProcSubst:
			var out capture
			sub := in.sub(c)
			sub.out = &out
			in.stmts(p.Stmts, []*env{e.clone()}, sub)
			b.join(standing(out.text(c.src.raw(p)), c.src.at(int(p.Pos().Offset()))))
		case *syntax.ExtGlob:
			b.join(constant(c.src.raw(p)))
		default: // arithmetic
			b.join(standing(unknown(c.src.raw(p)), c.src.at(int(p.Pos().Offset()))))
		}
	}
}

// standing gives parts that are not verbatim the place of their expansion.
func standing(v value, at int) value {
	for i := range v {
		if !v[i].direct {
			v[i].off = at
		}
	}
	return v
}

func (in *interp) add(b *builder, v value, unsplit bool) {
	if unsplit {
		b.join(v)
	} else {
		b.split(v)
	}
}

// quoted expands what stands within double quotes; "$@" may make several fields.
func (in *interp) quoted(b *builder, q *syntax.DblQuoted, e *env, c ctx) {
	for _, p := range q.Parts {
		switch p := p.(type) {
		case *syntax.Lit:
			b.join(in.escaped(p, c.src))
		case *syntax.ParamExp:
			if list, ok := in.list(p, e); ok {
				for i, v := range list {
					if i > 0 {
						b.flush()
					}
					b.join(v)
				}
				if len(list) == 0 && len(q.Parts) == 1 {
					b.open = false
				}
				continue
			}
			in.param(b, p, true, e, c)
		default:
			in.parts(b, []syntax.WordPart{p}, true, e, c)
		}
	}
}

// blanked stands for one byte of a hole in a template; see Blank.
const blanked = '\x01'

// literal returns unquoted text without its backslashes.
func (in *interp) literal(l *syntax.Lit, src *source) value {
	return unescape(l, src, func(byte) bool { return true })
}

// escaped returns text from within double quotes.
func (in *interp) escaped(l *syntax.Lit, src *source) value {
	return unescape(l, src, func(c byte) bool { return strings.IndexByte("$`\"\\\n", c) >= 0 })
}

// passedOver takes out what shells pass over: NUL, and a newline that a
// backslash hides.
var passedOver = strings.NewReplacer("\\\n", "", "\x00", "")

func unescape(l *syntax.Lit, src *source, special func(byte) bool) value {
	text, off := src.raw(l), src.at(int(l.Pos().Offset()))
	direct := src.place == nil
	switch plain := passedOver.Replace(text); {
	case strings.HasPrefix(plain, l.Value):
		text = text[:len(text)-(len(plain)-len(l.Value))] // without the word that ends a here-document
	default:
		text, direct = l.Value, false // within backquotes, where backslashes mean more
	}
	if !strings.ContainsAny(text, "\\\x00\x01") {
		return known(text, off, direct, src, int(l.Pos().Offset()))
	}
	var v value
	add := func(from, to int) {
		if from < to {
			v = append(v, known(text[from:to], off+from, direct, src, int(l.Pos().Offset())+from)...)
		}
	}
	from := 0
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] == '\\' && i+1 < len(text) && special(text[i+1]):
			add(from, i)
			from = i + 1
			if text[i+1] == '\n' {
				from++
			}
			i++
		case text[i] == 0:
			add(from, i)
			from = i + 1
		case text[i] == blanked:
			add(from, i)
			n := len(text[i:]) - len(strings.TrimLeft(text[i:], string(rune(blanked))))
			v = append(v, unknown(template)...)
			i += n - 1
			from = i + 1
		}
	}
	add(from, len(text))
	return v
}

// known returns known text that stands at an offset of the script, or, in a source
// made of pieces, at a byte of the source.
func known(text string, off int, direct bool, src *source, i int) value {
	if src.place == nil {
		return value{{text: text, off: off, direct: direct, sure: true}}
	}
	return placed(text, src, i)
}

// placed returns text of a source that is itself made of pieces, one part for
// each piece that stands together in the script.
func placed(text string, src *source, i int) value {
	var v value
	for from := 0; from < len(text); {
		to := from + 1
		for to < len(text) && src.at(i+to) == src.at(i+to-1)+1 {
			to++
		}
		v = append(v, part{text: text[from:to], off: src.at(i + from), direct: true, sure: true})
		from = to
		if len(v) > 1000 {
			return value{{text: text, off: src.at(i), sure: true}}
		}
	}
	return v
}

func (in *interp) single(q *syntax.SglQuoted, src *source) value {
	if q.Dollar {
		return unescape(&syntax.Lit{ValuePos: q.Pos(), ValueEnd: q.Pos(), Value: q.Value}, src, func(byte) bool { return false })
	}
	from := int(q.Pos().Offset()) + 1
	return asWritten(src.slice(from, int(q.End().Offset())-1), q.Value, from, src)
}

// substitute runs a command substitution and returns what it writes.
func (in *interp) substitute(s *syntax.CmdSubst, e *env, c ctx) value {
	var out capture
	sub := in.sub(c)
	sub.out = &out
	sub.in = nil
	in.stmts(s.Stmts, []*env{e.clone()}, sub)
	return out.text(c.src.raw(s))
}

// substitutions runs the command substitutions anywhere in a node.
func (in *interp) substitutions(n syntax.Node, e *env, c ctx) {
	syntax.Walk(n, func(n syntax.Node) bool {
		if s, ok := n.(*syntax.CmdSubst); ok {
			in.substitute(s, e, c)
			return false
		}
		return true
	})
}

// document returns the text of a here-document.
func (in *interp) document(r *syntax.Redirect, e *env, c ctx) value {
	quoted := strings.ContainsAny(c.src.raw(r.Word), `'"\`)
	var v value
	for _, p := range r.Hdoc.Parts {
		switch p := p.(type) {
		case *syntax.Lit:
			if quoted {
				v = append(v, verbatim(p, c.src)...)
			} else {
				v = append(v, in.escaped(p, c.src)...)
			}
		default:
			var b builder
			in.parts(&b, []syntax.WordPart{p}, true, e, c)
			v = append(v, b.whole()...)
		}
	}
	return v
}

// verbatim returns the value of a literal that stands in the text as it is.
func verbatim(l *syntax.Lit, src *source) value {
	return asWritten(src.raw(l), l.Value, int(l.Pos().Offset()), src)
}

// asWritten returns a value that stands in the source, from a byte on, as it is:
// but for NUL, which shells pass over, and the holes of templates.
func asWritten(raw, left string, from int, src *source) value {
	if !strings.HasPrefix(strings.ReplaceAll(raw, "\x00", ""), left) {
		return known(left, src.at(from), false, src, from)
	}
	var v value
	for i := 0; left != ""; {
		n := strings.IndexAny(raw[i:], "\x00\x01")
		if n < 0 {
			n = len(raw) - i
		}
		if n = min(n, len(left)); n > 0 {
			v = append(v, known(left[:n], src.at(from+i), true, src, from+i)...)
			i, left = i+n, left[n:]
			continue
		}
		if raw[i] == blanked {
			for i+1 < len(raw) && len(left) > 1 && raw[i+1] == blanked {
				i, left = i+1, left[1:]
			}
			v, left = append(v, unknown(template)...), left[1:]
		}
		i++
	}
	return v
}

// slice returns part of the text.
func (s *source) slice(from, to int) string {
	if from < 0 || to > len(s.text) || from > to {
		return ""
	}
	return s.text[from:to]
}

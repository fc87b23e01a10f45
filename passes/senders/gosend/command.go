package gosend

import (
	"go/ast"
	"go/token"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/siglint/siglint/passes/senders"
	"github.com/siglint/siglint/passes/senders/shell"
	"github.com/siglint/siglint/passes/senders/splice"
)

// commands are programs that signal others, or start one that may.
var commands = map[string]bool{
	"ash": true, "bash": true, "dash": true, "docker": true, "docker-compose": true, "env": true, "invoke-rc.d": true, "kill": true, "killall": true,
	"kubectl": true, "nsenter": true, "pkill": true, "podman": true, "rc-service": true, "service": true, "sh": true, "skill": true,
	"start-stop-daemon": true, "sudo": true, "supervisorctl": true, "sv": true, "svc": true, "systemctl": true, "timeout": true,
}

// command reads a command line given word by word, as shell text.
func (r *reader) command(call *ast.CallExpr, words []ast.Expr) {
	if len(words) == 0 {
		return
	}
	name, ok := r.text(words[0])
	if !ok || !commands[path.Base(name)] {
		return
	}
	t := splice.NewText(r.src)
	for i, word := range words {
		if i > 0 {
			t.Put(" ", t.Offset(t.Len()), t.Offset(t.Len()))
		}
		r.word(t, word)
	}
	if call.Ellipsis.IsValid() {
		t.Put("${__go}", t.Offset(t.Len()), t.Offset(t.Len())) // more words than can be seen
	}
	sends, problems := shell.Sends(t.Script("go", r.intent))
	r.sends = append(r.sends, sends...)
	for _, p := range problems {
		if p.Category != "" {
			r.problems = append(r.problems, p)
		}
	}
}

// word adds one word. A literal that the shell splits again, as behind sh -c,
// keeps the place of each byte.
func (r *reader) word(t *splice.Text, e ast.Expr) {
	from, to := r.offset(e.Pos()), r.offset(e.End())
	if text, ok := r.text(e); ok {
		lit, literal := e.(*ast.BasicLit)
		switch quoted := splice.Quote(text); {
		case literal && quoted == text:
			r.literal(t, lit, text, false)
		case literal:
			r.literal(t, lit, text, true)
		default:
			t.Put(quoted, from, to)
		}
		return
	}
	if r.composed(t, e) {
		return
	}
	t.Put(r.hole(e), from, to)
}

// hole is the shell text for a value that is not known.
func (r *reader) hole(e ast.Expr) string {
	if v := r.value(inner(e)); v.kind == senders.Pidfile {
		return "$(cat " + splice.Quote(v.text) + ")"
	}
	if id, ok := inner(e).(*ast.Ident); ok && identifier.MatchString(id.Name) {
		return "${" + id.Name + "}"
	}
	return "${__go}"
}

// composed adds a word that is put together, by + or by fmt.Sprintf, of text and
// of values that are not known. It reports false for others.
func (r *reader) composed(t *splice.Text, e ast.Expr) bool {
	parts, ok := r.formatted(e)
	if !ok {
		parts = addends(e)
	}
	if len(parts) < 2 {
		return false
	}
	for _, p := range parts {
		from, to := r.offset(p.expr.Pos()), r.offset(p.expr.End())
		text, known := p.text, p.isText
		if !known {
			text, known = r.text(p.expr)
		}
		lit, literal := p.expr.(*ast.BasicLit)
		switch {
		case !known:
			t.Put(`"`+r.hole(p.expr)+`"`, from, to)
		case literal && !p.isText:
			r.literal(t, lit, text, true)
		default:
			t.Put(splice.Quote(text), from, to)
		}
	}
	return true
}

// A part is a piece of a word: an expression, or text that stands in one.
type part struct {
	expr   ast.Expr
	text   string
	isText bool
}

// addends takes a + b + c apart.
func addends(e ast.Expr) []part {
	switch x := e.(type) {
	case *ast.ParenExpr:
		return addends(x.X)
	case *ast.BinaryExpr:
		if x.Op == token.ADD {
			return append(addends(x.X), addends(x.Y)...)
		}
	}
	return []part{{expr: e}}
}

// verb matches what fmt.Sprintf puts an argument in the place of.
var verb = regexp.MustCompile(`%[-+# 0-9.]*[a-zA-Z%]`)

// formatted takes fmt.Sprintf("text %d", x) apart.
func (r *reader) formatted(e ast.Expr) (parts []part, ok bool) {
	call, ok := e.(*ast.CallExpr)
	if !ok || len(call.Args) < 2 {
		return nil, false
	}
	sel, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || sel.Sel.Name != "Sprintf" {
		return nil, false
	}
	format, ok := r.text(call.Args[0])
	if !ok {
		return nil, false
	}
	at, args := 0, call.Args[1:]
	for _, m := range verb.FindAllStringIndex(format, -1) {
		parts = append(parts, part{call.Args[0], format[at:m[0]], true})
		at = m[1]
		switch {
		case format[at-1] == '%':
			parts = append(parts, part{call.Args[0], "%", true})
		case len(args) == 0:
			return nil, false
		default:
			parts, args = append(parts, part{expr: args[0]}), args[1:]
		}
	}
	parts = append(parts, part{call.Args[0], format[at:], true})
	return slices.DeleteFunc(parts, func(p part) bool { return p.isText && p.text == "" }), true
}

var identifier = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`)

// inner looks through conversions: strconv.Itoa(pid) is about pid.
func inner(e ast.Expr) ast.Expr {
	for range 8 {
		switch x := e.(type) {
		case *ast.CallExpr:
			if len(x.Args) == 0 {
				return e
			}
			last := x.Args[len(x.Args)-1] // of fmt.Sprint and Sprintf, too
			if sel, ok := x.Fun.(*ast.SelectorExpr); ok && sel.Sel.Name == "FormatInt" {
				last = x.Args[0]
			}
			e = last
		case *ast.ParenExpr:
			e = x.X
		default:
			return e
		}
	}
	return e
}

// literal adds a string literal, in single quotes for the shell if need be.
func (r *reader) literal(t *splice.Text, lit *ast.BasicLit, text string, quote bool) {
	from, to := r.offset(lit.Pos()), r.offset(lit.End())
	if to-from < 2 || lit.Kind != token.STRING {
		t.Put(splice.Quote(text), from, to)
		return
	}
	if quote {
		t.Put("'", from, from)
	}
	for off, end := from+1, to-1; off < end; {
		width, s := 1, r.src.Text[off:off+1]
		switch {
		case r.src.Text[from] == '"' && s == `\`:
			c, _, tail, err := strconv.UnquoteChar(r.src.Text[off:end], '"')
			if err != nil {
				return
			}
			width = end - off - len(tail)
			if s = string(c); c < 256 && strings.ContainsAny(r.src.Text[off+1:off+2], "x01234567") {
				s = string([]byte{byte(c)})
			}
		case s == "\r" && r.src.Text[from] == '`':
			off++
			continue
		case s[0] >= utf8.RuneSelf:
			_, width = utf8.DecodeRuneInString(r.src.Text[off:end])
			s = r.src.Text[off : off+width]
		}
		switch {
		case s == "'" && quote:
			t.Put(`'\''`, off, off+width)
		case s == r.src.Text[off:off+width]:
			t.Keep(off, off+width)
		default:
			t.Put(s, off, off+width)
		}
		off += width
	}
	if quote {
		t.Put("'", to, to)
	}
}

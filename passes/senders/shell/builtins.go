package shell

import (
	"iter"
	"path"
	"slices"
	"strconv"
	"strings"

	"mvdan.cc/sh/v3/syntax"
)

// builtins change the path, or its variables, or make text.
var builtins map[string]func(in *interp, fs []field, e *env, c ctx) []*env

func init() {
	builtins = map[string]func(in *interp, fs []field, e *env, c ctx) []*env{
		"exit":      (*interp).exit,
		"return":    (*interp).returns,
		"break":     (*interp).leaves,
		"continue":  (*interp).leaves,
		"shift":     (*interp).shift,
		"set":       (*interp).setParams,
		"unset":     (*interp).unset,
		"cd":        (*interp).cd,
		"eval":      (*interp).eval,
		"trap":      (*interp).trap,
		".":         (*interp).dot,
		"source":    (*interp).dot,
		"read":      (*interp).read,
		"mapfile":   (*interp).mapfile,
		"readarray": (*interp).mapfile,
		"export":    (*interp).exports,
		"local":     (*interp).exports,
		"readonly":  (*interp).exports,
		"declare":   (*interp).exports,
		"typeset":   (*interp).exports,
		":":         silent,
		"true":      silent,
		"false":     silent,
		"alias":     silent,
		"test":      silent,
		"[":         silent,
		"echo":      (*interp).echo,
		"printf":    (*interp).printf,
		"cat":       (*interp).cat,
		"head":      (*interp).filter,
		"tail":      (*interp).filter,
		"cut":       (*interp).filter,
		"awk":       (*interp).filter,
		"gawk":      (*interp).filter,
		"mawk":      (*interp).filter,
		"sed":       (*interp).filter,
		"grep":      (*interp).filter,
		"egrep":     (*interp).filter,
		"fgrep":     (*interp).filter,
		"tr":        (*interp).filter,
		"sort":      (*interp).filter,
		"uniq":      (*interp).filter,
		"basename":  (*interp).pathname,
		"dirname":   (*interp).pathname,
		"realpath":  (*interp).pathname,
		"readlink":  (*interp).pathname,
		"which":     (*interp).pathname,
		"tee":       (*interp).tee,
		"pidof":     (*interp).pidof,
		"pgrep":     (*interp).pgrep,
		"ps":        (*interp).ps,
	}
}

func silent(_ *interp, _ []field, e *env, _ ctx) []*env { return []*env{e} }

func (in *interp) exit(_ []field, e *env, _ ctx) []*env {
	in.exits++
	if len(in.ended) >= 4 {
		in.ended = in.ended[1:] // the later a path ends, the more it has set
	}
	in.ended = append(in.ended, e)
	return nil
}

func (in *interp) returns(fs []field, e *env, c ctx) []*env {
	if c.ret == nil {
		return in.exit(fs, e, c)
	}
	c.ret.paths = append(c.ret.paths, e)
	return nil
}

func (in *interp) leaves(_ []field, e *env, c ctx) []*env {
	if c.brk != nil {
		c.brk.paths = append(c.brk.paths, e)
		return nil
	}
	return []*env{e}
}

func (in *interp) shift(fs []field, e *env, _ ctx) []*env {
	n := 1
	if len(fs) > 1 {
		if text, ok := fs[1].text(); ok {
			n, _ = strconv.Atoi(text)
		}
	}
	p := *e.params
	if n >= 0 && n <= len(p.list) {
		p.list = p.list[n:]
	} else {
		p.list = nil
	}
	e.params = &p
	return []*env{e}
}

// setParams follows set -- A B.
func (in *interp) setParams(fs []field, e *env, _ ctx) []*env {
	i := 1
	for i < len(fs) && !fs[i].is("--") && (strings.HasPrefix(fs[i].prefix(), "-") || strings.HasPrefix(fs[i].prefix(), "+")) {
		if fs[i].is("-o", "+o") {
			i++
		}
		i++
	}
	if i < len(fs) && fs[i].is("--") {
		i++
	} else if i >= len(fs) {
		return []*env{e}
	}
	p := params{zero: e.params.zero}
	for _, f := range fs[i:] {
		if h := f.only(); h != nil && h.rest {
			p.open = true
			break
		}
		p.list = append(p.list, f.value)
	}
	e.params = &p
	return []*env{e}
}

func (in *interp) unset(fs []field, e *env, _ ctx) []*env {
	for _, f := range fs[1:] {
		if name, ok := f.text(); ok {
			e.set(name, certain(""))
		}
	}
	return []*env{e}
}

func (in *interp) cd(fs []field, e *env, _ ctx) []*env {
	e.dir = ""
	if len(fs) == 2 && !e.fetched {
		e.dir, _ = fs[1].text()
	}
	return []*env{e}
}

func (in *interp) eval(fs []field, e *env, c ctx) []*env {
	return in.text(joined(fs[1:]), e, c)
}

// trap keeps the text for the end of the source; a signal runs it when it comes.
func (in *interp) trap(fs []field, e *env, c ctx) []*env {
	if len(fs) > 2 && !fs[1].is("-", "-l", "-p", "") && len(c.src.traps) < 20 {
		i := 1
		if fs[1].is("--") {
			i = 2
		}
		c.src.traps = append(c.src.traps, fs[i].value)
	}
	return []*env{e}
}

// dot reads another file, which may set anything; what is known stands.
func (in *interp) dot(fs []field, e *env, c ctx) []*env {
	if len(fs) > 1 {
		in.note(fs, e, c)
	}
	return []*env{e}
}

// sourcesFiles reports whether the script reads other files into itself.
func sourcesFiles(src *source) bool {
	found := false
	for _, s := range src.stmts {
		syntax.Walk(s, func(n syntax.Node) bool {
			if call, ok := n.(*syntax.CallExpr); ok && len(call.Args) > 1 {
				switch call.Args[0].Lit() {
				case ".", "source":
					found = true
				}
			}
			return !found
		})
	}
	return found
}

// read takes a variable from standard input.
func (in *interp) read(fs []field, e *env, c ctx) []*env {
	first := true
	for i := 1; i < len(fs); i++ {
		name, ok := fs[i].text()
		if !ok || strings.HasPrefix(name, "-") {
			if fs[i].is("-p", "-t", "-n", "-N", "-d", "-u", "-i") {
				i++
			}
			continue
		}
		v := variableHole("$" + name)
		if first && c.in != nil {
			if text, ok := c.in.text(); ok && !strings.ContainsAny(strings.TrimSpace(text), " \t\n") {
				v = certain(strings.TrimSpace(text))
			} else if h := c.in.only(); h != nil && len(h.targets) > 0 {
				v = reuse(c.in, "$"+name)
			}
		}
		first = false
		e.set(name, v)
	}
	return []*env{e}
}

// mapfile takes an array from standard input.
func (in *interp) mapfile(fs []field, e *env, c ctx) []*env {
	_, rest := grammar{short: "dnOsuCc"}.options(fs[1:])
	if len(rest) > 0 {
		if name, ok := rest[0].text(); ok && c.in != nil && c.in.only() != nil {
			e.vars[name] = variable{list: []value{c.in}}
		}
	}
	return []*env{e}
}

// exports follows export and its kin where they are plain commands, as in POSIX shell.
func (in *interp) exports(fs []field, e *env, c ctx) []*env {
	for i, f := range fs[1:] {
		name, _, ok := strings.Cut(f.prefix(), "=")
		if !ok || !syntax.ValidName(name) || c.sums[name] {
			continue
		}
		v := f.cut(len(name) + 1)
		// local X=$1 splits in some shells; the words behind belong to it only then.
		for _, g := range fs[i+2:] {
			if g.pos != f.pos {
				break
			}
			v = append(append(v[:len(v):len(v)], part{text: " "}), g.value...)
		}
		e.set(name, v)
	}
	return []*env{e}
}

func (in *interp) echo(fs []field, e *env, c ctx) []*env {
	args := fs[1:]
	for len(args) > 0 && args[0].is("-n", "-e", "-E", "-ne", "-en") {
		args = args[1:]
	}
	c.out.add(joined(args))
	return []*env{e}
}

func (in *interp) printf(fs []field, e *env, c ctx) []*env {
	args := fs[1:]
	if len(args) > 0 && args[0].is("--") {
		args = args[1:]
	}
	switch {
	case len(args) > 1 && args[0].is("%s", `%s\n`, "%d", `%d\n`, "%b", `%b\n`):
		c.out.add(joined(args[1:]))
	case len(args) == 1 && !strings.Contains(args[0].prefix(), "%"):
		v := args[0].value
		if text, ok := v.text(); ok && strings.HasSuffix(text, `\n`) && len(v) == 1 {
			p := v[0]
			p.text = strings.TrimSuffix(text, `\n`)
			v = value{p}
		}
		c.out.add(v)
	default:
		c.out.addUnknown()
	}
	return []*env{e}
}

func (in *interp) cat(fs []field, e *env, c ctx) []*env {
	files := 0
	for _, f := range fs[1:] {
		if !strings.HasPrefix(f.prefix(), "-") {
			c.out.add(fileText(f.value, ""))
			files++
		}
	}
	if files == 0 && c.in != nil {
		c.out.add(c.in)
	}
	return []*env{e}
}

// filter writes some of what it reads. The ids of processes stay what they are;
// other text is not known any more.
func (in *interp) filter(fs []field, e *env, c ctx) []*env {
	base, _ := fs[0].text()
	base = path.Base(base)
	operands, scripts := 0, 0
	switch base {
	case "awk", "gawk", "mawk", "sed", "grep", "egrep", "fgrep":
		scripts = 1
	case "tr":
		scripts = 2
	}
	valued := map[string]string{
		"head": "nc", "tail": "ncs", "cut": "dfbc", "awk": "Fvf", "gawk": "Fvf", "mawk": "Fvf", "sed": "ef", "grep": "efmABC", "sort": "tko", "uniq": "fsw",
	}[base]
	var file value
	for i := 1; i < len(fs); i++ {
		p := fs[i].prefix()
		if len(p) > 1 && p[0] == '-' {
			if (p == "-e" || p == "-f") && scripts == 1 {
				scripts = 0
			}
			if len(p) == 2 && len(fs[i].value) <= 1 && strings.IndexByte(valued, p[1]) >= 0 {
				i++
			}
			continue
		}
		if operands++; operands > scripts {
			file = fs[i].value
		}
	}
	if file != nil {
		c.out.add(fileText(file, ""))
		return []*env{e}
	}
	in.pass(base, fs, c)
	return []*env{e}
}

// pass hands on what standard input holds, as far as a filter leaves it known.
func (in *interp) pass(base string, fs []field, c ctx) {
	h := c.in.only()
	switch {
	case c.in == nil || h == nil || len(h.targets) == 0 && !h.listing:
		c.out.addUnknown()
	case h.listing:
		in.grepListing(base, fs, c)
	default:
		c.out.add(c.in)
	}
}

// sortedFuncs yields the functions whose names start so, in order.
func sortedFuncs(src *source, prefix string) iter.Seq[string] {
	return func(yield func(string) bool) {
		var names []string
		for name := range src.funcs {
			if strings.HasPrefix(name, prefix) {
				names = append(names, name)
			}
		}
		slices.Sort(names)
		for _, name := range names {
			if !yield(name) {
				return
			}
		}
	}
}

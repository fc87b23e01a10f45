package shell

import (
	"path"
	"strings"

	"github.com/siglint/siglint/passes/senders"
	"mvdan.cc/sh/v3/syntax"
)

// call follows a simple command.
func (in *interp) call(call *syntax.CallExpr, e *env, c ctx) []*env {
	if len(call.Args) == 0 {
		for _, a := range call.Assigns {
			in.assign(a, e, c)
		}
		return []*env{e}
	}
	before := make(map[string]variable)
	for _, a := range call.Assigns {
		if a.Name != nil {
			before[a.Name.Value] = e.vars[a.Name.Value]
		}
		in.assign(a, e, c)
	}
	fs := in.fields(call.Args, e, c)
	es := in.run(fs, e, c)
	for name, v := range before {
		for _, e := range es {
			if e.vars[name] = v; v.value == nil && v.list == nil {
				delete(e.vars, name)
			}
		}
	}
	return es
}

func (in *interp) assign(a *syntax.Assign, e *env, c ctx) {
	if a.Name == nil {
		in.word(a.Value, e, c)
		return
	}
	name := a.Name.Value
	if a.Naked {
		return
	}
	if a.Array != nil {
		var list []value
		for _, el := range a.Array.Elems {
			if el.Value != nil {
				for _, f := range in.fields([]*syntax.Word{el.Value}, e, c) {
					list = append(list, f.value)
				}
			}
		}
		if a.Append {
			list = append(append([]value(nil), e.vars[name].list...), list...)
		}
		if len(list) > 1000 {
			list = nil
		}
		e.vars[name] = variable{list: list}
		return
	}
	v := in.word(a.Value, e, c)
	switch {
	case a.Index != nil || c.sums[name]:
		v = variableHole("$" + name)
	case a.Append:
		v = append(append(value(nil), e.vars[name].value...), v...)
	}
	e.set(name, v)
}

// declare follows export, local, readonly, declare.
func (in *interp) declare(d *syntax.DeclClause, e *env, c ctx) {
	for _, a := range d.Args {
		in.assign(a, e, c)
	}
}

// run follows a command whose words are expanded. Wrappers come back here.
func (in *interp) run(fs []field, e *env, c ctx) []*env {
	if len(fs) == 0 || !in.step() {
		return []*env{e}
	}
	if c.depth++; c.depth > maxDepth {
		return []*env{e}
	}
	word, ok := fs[0].text()
	if !ok || len(in.s.Args) > 0 && word == in.s.Args[0] && strings.Contains(word, "/") {
		return in.dynamic(fs, e, c)
	}
	if !strings.Contains(word, "/") {
		if decls, _ := c.src.lookup(word); decls != nil {
			f := e.clone()
			f.params = &params{zero: e.params.zero, open: false}
			for _, arg := range fs[1:] {
				if h := arg.only(); h != nil && h.rest {
					f.params.open = true
					break
				}
				f.params.list = append(f.params.list, arg.value)
			}
			if f.params.open && len(f.params.list) == 0 && e.params.open && len(e.params.list) == 0 {
				f.params = e.params // "$@"
			}
			f.start = f.params
			return in.leave(in.function(word, f, c), e)
		}
	}
	base := path.Base(word)
	if h, ok := builtins[base]; ok {
		return h(in, fs, e, c)
	}
	if h, ok := commands[base]; ok {
		h(in, fs, e, c)
		return []*env{e}
	}
	if w, ok := wrappers[base]; ok {
		return in.wrapped(w, fs, e, c)
	}
	in.other(word, fs, e, c)
	return []*env{e}
}

// leave gives the paths that come out of a function the caller's parameters.
func (in *interp) leave(es []*env, caller *env) []*env {
	for _, e := range es {
		e.params, e.start, e.checked = caller.params, caller.start, caller.checked
		e.arm, e.hint = caller.arm, caller.hint
	}
	return in.merge(es)
}

// function follows the bodies that a function may have.
func (in *interp) function(name string, e *env, c ctx) []*env {
	decls, src := c.src.lookup(name)
	in.called[name] = true
	in.asked = true
	again := 0
	for _, n := range c.calls {
		if n == name {
			again++
		}
	}
	if again > 1 || len(c.calls) > 40 {
		return []*env{e}
	}
	c.calls = append(c.calls[:len(c.calls):len(c.calls)], name)
	c.src = src
	if h := wordHint(name); h != noHint {
		c.hint = h
	}
	c.brk = nil
	c.checked = c.checked || e.checked
	e.checked = false
	var out []*env
	for i, d := range decls {
		if i >= 4 {
			break
		}
		ret := new(frame)
		c.ret = ret
		out = append(out, in.stmt(d.Body, e.clone(), c)...)
		out = append(out, ret.paths...)
	}
	return in.merge(out)
}

// dynamic follows a command whose name is not known: the script's own file, or a
// function named by a parameter.
func (in *interp) dynamic(fs []field, e *env, c ctx) []*env {
	h := fs[0].only()
	switch {
	case h != nil && h.src == "$0" || h == nil && in.s.Args != nil && fs[0].String() == in.s.Args[0]:
		return in.again(fs[1:], e, c)
	case h != nil && (h.rest || h.param > 0) || h == nil && strings.HasSuffix(fs[0].prefix(), "_"):
		for name := range sortedFuncs(in.top, fs[0].prefix()) {
			if !in.called[name] {
				f := e.clone()
				f.params = &params{zero: e.params.zero, open: true}
				f.start = f.params
				in.function(name, f, c)
			}
		}
		return []*env{e}
	case h != nil && h.own && len(fs) > 1 && sudoVariable(h.src):
		return in.wrapped(wrappers["sudo"], fs, e, c)
	}
	if !in.scriptCall(fs[0].String(), fs, e, c) {
		in.other("", fs, e, c)
	}
	return []*env{e}
}

// sudoVariable reports whether a variable, by its name, holds sudo or nothing.
func sudoVariable(src string) bool {
	name := strings.ToLower(src)
	return strings.Contains(name, "sudo") || strings.Contains(name, "as_root") || strings.Contains(name, "doas")
}

// again runs the script from within itself, with other parameters. Where the
// script is read for all its actions, that one is found anyway.
func (in *interp) again(args []field, e *env, c ctx) []*env {
	key := joined(args).String()
	if in.s.Args == nil || in.selves[key] || len(in.selves) > 20 {
		return []*env{e}
	}
	in.selves[key] = true
	f := in.first()
	f.params.open = false
	f.params.list = nil
	for _, a := range args {
		f.params.list = append(f.params.list, a.value)
	}
	f.start = f.params
	f.arm, f.hint = e.arm, e.hint
	c.ret, c.brk = nil, nil
	in.stmts(in.top.stmts, []*env{f}, c)
	return []*env{e}
}

// other notes a command that this package knows nothing of.
func (in *interp) other(word string, fs []field, e *env, c ctx) {
	in.asked = in.asked || !quiet(word)
	if strings.Contains(word, "trap") && len(fs) > 2 {
		in.trap(fs, e, c) // a function of another file that adds to the traps
		return
	}
	if !quiet(word) {
		c.out.addUnknown()
	}
	if path.Base(word) == "git" && len(fs) > 2 && fs[1].is("clone") {
		e.fetched = true
	}
	if word != "" && !quiet(word) {
		in.ran(word, fs, c)
	}
	if in.ownBinary(word, fs, e, c) || in.scriptCall(word, fs, e, c) || in.helper(word, fs, e, c) {
		return
	}
	if word == "" || strings.Contains(word, "/") || strings.HasSuffix(word, ".sh") {
		in.note(fs, e, c)
	}
}

// note keeps the call for others.
func (in *interp) note(fs []field, e *env, c ctx) {
	call := Call{
		Context: in.context(e), Guarded: checked(e, c), Ignores: c.ignored,
		Intent: in.intent("", e, c),
	}
	call.Pos, call.End = in.span(fs)
	for _, f := range fs {
		text, _ := f.text()
		call.Args = append(call.Args, text)
	}
	for _, other := range in.calls {
		if other.Pos == call.Pos && equalArgs(other.Args, call.Args) {
			return
		}
	}
	if len(in.calls) < maxSends {
		in.calls = append(in.calls, call)
	}
}

func equalArgs(a, b []string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

func checked(e *env, c ctx) bool { return c.checked || e.checked || e.passed }

// quiet reports whether a command neither writes an answer nor does anything
// that matters here.
func quiet(word string) bool {
	base := path.Base(word)
	if strings.HasPrefix(base, "log_") || strings.HasPrefix(base, "vlog_") {
		return true
	}
	switch base {
	case "[", "test", "rm", "mkdir", "touch", "chown", "chmod", "install", "sleep", "mv", "cp", "ln", "logger",
		"umask", "ulimit", "wait", "getopts", "type", "hash", "mkfifo", "restorecon", "rmdir", "usleep", "sync", "let", "shopt":
		return true
	}
	return false
}

// emit records a send; the command is fs.
func (in *interp) emit(fs []field, e *env, c ctx, s senders.Send) {
	if len(in.sends) >= maxSends {
		return
	}
	s.File = in.s.File
	s.Pos, s.End = in.span(fs)
	s.Context = in.context(e)
	s.Guarded = checked(e, c)
	s.IgnoresError = c.ignored
	if s.Intent == "" {
		s.Intent = in.intent(s.Signal, e, c)
	}
	in.sends = append(in.sends, s)
}

// span returns where a command stands: from its first word to its last.
func (in *interp) span(fs []field) (from, to senders.Position) {
	end := fs[0].end
	for _, f := range fs {
		end = max(end, f.end)
	}
	return in.between(fs[0].pos, end)
}

// text follows shell text that the script makes, in the same shell.
func (in *interp) text(v value, e *env, c ctx) []*env {
	if c.shells++; c.shells > maxShell {
		in.bound(0, "shells are nested more than %d deep", maxShell)
		return []*env{e}
	}
	src, holes := compose(v, c.src)
	if strings.TrimSpace(src.text) == "" || len(src.text) > maxValue {
		return []*env{e}
	}
	in.steps += len(src.text) / 16
	_ = src.parse(syntax.LangPOSIX, syntax.LangBash) // what cannot be parsed here is not known
	e = e.clone()
	for name, h := range holes {
		e.vars[name] = variable{value: value{{hole: h}}}
	}
	c.src = src
	c.brk = nil
	es := in.stmts(src.stmts, []*env{e}, c)
	if len(src.traps) > 0 {
		in.finish(es, e, c)
	}
	return es
}

// shell follows text in a shell of its own, with these parameters.
func (in *interp) shell(v value, args []field, e *env, c ctx) {
	f := e.clone()
	p := &params{zero: certain("sh")}
	for i, a := range args {
		if i == 0 {
			p.zero = a.value
		} else {
			p.list = append(p.list, a.value)
		}
	}
	f.params, f.start = p, p
	f.arm, f.hint = e.arm, e.hint
	f.checked = false
	c.checked = checked(e, c)
	c.ret, c.brk = nil, nil
	in.text(v, f, c)
}

// holeName starts the names of the variables that stand for holes.
const holeName = "_hole"

// compose makes a source of a value. Holes become variables with names that no
// script uses.
func compose(v value, parent *source) (*source, map[string]*hole) {
	src := &source{parent: parent, place: []int{}}
	holes := make(map[string]*hole)
	var b strings.Builder
	for _, p := range v {
		text := p.text
		if p.hole != nil {
			name := holeName + strings.Repeat("_", len(holes)%50)
			holes[name] = p.hole
			text = "${" + name + "}"
		}
		for i := range len(text) {
			if p.direct && p.hole == nil {
				src.place = append(src.place, p.off+i)
			} else {
				src.place = append(src.place, p.off)
			}
		}
		b.WriteString(text)
	}
	src.text = b.String()
	return src, holes
}

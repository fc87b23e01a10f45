package shell

import (
	"path"
	"strings"
)

// A wrapper is a command that runs another one, given behind its own words.
type wrapper struct {
	grammar
	words  int  // operands before the command
	assign bool // NAME=VALUE may stand before the command
	run    func(in *interp, w wrapper, fs []field, e *env, c ctx) []*env
}

var wrappers map[string]wrapper

func init() {
	simple := func(short string, long ...string) wrapper { return wrapper{grammar: grammar{short: short, long: long}} }
	after := func(n int, w wrapper) wrapper { w.words = n; return w }
	special := func(run func(in *interp, w wrapper, fs []field, e *env, c ctx) []*env) wrapper {
		return wrapper{run: run}
	}
	sudo := wrapper{grammar: grammar{short: "ugpCrtThDRUa", long: []string{"user", "group", "prompt", "close-from", "role", "type", "command-timeout", "host", "chdir", "chroot", "other-user"}}, assign: true}
	env := wrapper{grammar: grammar{short: "uC", long: []string{"unset", "chdir"}}, assign: true}
	wrappers = map[string]wrapper{
		"sudo":            sudo,
		"doas":            simple("uC"),
		"env":             env,
		"nice":            simple("n", "adjustment"),
		"ionice":          simple("cnpPu", "class", "classdata"),
		"chrt":            after(1, simple("TPD")),
		"taskset":         after(1, simple("")),
		"timeout":         after(1, simple("sk", "signal", "kill-after")),
		"gtimeout":        after(1, simple("sk", "signal", "kill-after")),
		"nohup":           simple(""),
		"exec":            simple("a"),
		"command":         {run: commandBuiltin},
		"builtin":         simple(""),
		"time":            simple("fo", "format", "output"),
		"busybox":         simple(""),
		"toybox":          simple(""),
		"setsid":          simple(""),
		"stdbuf":          simple("ioe", "input", "output", "error"),
		"unbuffer":        simple(""),
		"setpriv":         simple("", "reuid", "regid", "groups", "inh-caps", "ambient-caps", "bounding-set", "securebits", "pdeathsig", "ruid", "euid", "rgid", "egid"),
		"chroot":          after(1, simple("", "userspec", "groups")),
		"nsenter":         simple("tSGrw", "target", "setuid", "setgid"),
		"unshare":         simple("RwSG", "root", "wd", "setuid", "setgid", "kill-child", "map-user", "map-group"),
		"systemd-run":     simple("pHMEu", "unit", "property", "description", "slice", "uid", "gid", "nice", "working-directory", "setenv", "on-active", "on-calendar", "machine", "host"),
		"systemd-cat":     simple("tp", "identifier", "priority"),
		"systemd-inhibit": simple("", "what", "who", "why", "mode"),
		"setuidgid":       after(1, simple("")),
		"s6-setuidgid":    after(1, simple("")),
		"chpst":           simple("uUbemdofpcrtn/"),
		"gosu":            after(1, simple("")),
		"su-exec":         after(1, simple("")),
		"pkexec":          simple("", "user"),
		"fakeroot":        simple(""),
		"catchsegv":       simple(""),
		"cgexec":          simple("g"),
		"prlimit":         simple(""),
		"numactl":         simple("mCN"),
		"trickle":         simple("udw"),
		"runcon":          simple("turl", "type", "user", "role", "range"),
		"lxc-attach":      simple("n", "name"),
		"then":            simple(""),
		"su":              special((*interp).su),
		"runuser":         special((*interp).su),
		"sh":              special((*interp).sh),
		"bash":            special((*interp).sh),
		"dash":            special((*interp).sh),
		"ash":             special((*interp).sh),
		"ksh":             special((*interp).sh),
		"mksh":            special((*interp).sh),
		"zsh":             special((*interp).sh),
		"ssh":             special((*interp).ssh),
		"flock":           special((*interp).flock),
		"xargs":           special((*interp).xargs),
		"find":            special((*interp).find),
		"watch":           special((*interp).watch),
	}
}

// wrapped goes on with the command behind a wrapper.
func (in *interp) wrapped(w wrapper, fs []field, e *env, c ctx) []*env {
	if w.run != nil {
		return w.run(in, w, fs, e, c)
	}
	_, rest := w.options(fs[1:])
	for w.assign && len(rest) > 0 && strings.Contains(rest[0].prefix(), "=") {
		name, _, _ := strings.Cut(rest[0].prefix(), "=")
		e.set(name, rest[0].cut(len(name)+1))
		rest = rest[1:]
	}
	if len(rest) <= w.words {
		return []*env{e}
	}
	rest = rest[w.words:]
	if rest[0].is("--") {
		rest = rest[1:]
	}
	name, _ := fs[0].text()
	return in.outside(name, rest, e, c)
}

// outside runs a command as a program: no function of the script is meant.
func (in *interp) outside(wrapper string, fs []field, e *env, c ctx) []*env {
	switch path.Base(wrapper) {
	case "exec":
		c.execs = true
		in.run(fs, e.clone(), c)
		return in.exit(nil, e, c)
	case "builtin", "time", "then", "busybox", "toybox":
		return in.run(fs, e, c)
	}
	in.inShell(fs, e, c)
	return []*env{e}
}

// commandBuiltin follows command NAME; command -v only asks for a path.
func commandBuiltin(in *interp, _ wrapper, fs []field, e *env, c ctx) []*env {
	opts, rest := grammar{}.options(fs[1:])
	if len(rest) == 0 {
		return []*env{e}
	}
	if has(opts, "v", "V") {
		if text, ok := rest[0].text(); ok {
			c.out.add(constant(text))
		}
		return []*env{e}
	}
	if word, ok := rest[0].text(); ok {
		if h, ok := commands[path.Base(word)]; ok {
			h(in, rest, e, c) // past a function of that name
			return []*env{e}
		}
	}
	return in.run(rest, e, c)
}

// su follows su and runuser: USER -c TEXT, or -u USER COMMAND.
func (in *interp) su(_ wrapper, fs []field, e *env, c ctx) []*env {
	g := grammar{short: "cgGswu", long: []string{"command", "session-command", "group", "supp-group", "shell", "whitelist-environment", "user"}}
	opts, rest := g.options(fs[1:])
	if has(opts, "u", "user") && !has(opts, "c", "command") {
		in.inShell(rest, e, c)
		return []*env{e}
	}
	g.mixed = true
	opts, rest = g.options(fs[1:])
	if o, ok := last(opts, "c", "command", "session-command"); ok {
		if len(rest) > 0 && rest[0].is("-") {
			rest = rest[1:]
		}
		in.shell(o.value, rest[min(1, len(rest)):], e, c)
	}
	return []*env{e}
}

// sh follows a shell that is given text: by -c, on standard input, or in a file.
func (in *interp) sh(_ wrapper, fs []field, e *env, c ctx) []*env {
	isText := false
	i := 1
	for ; i < len(fs); i++ {
		p := fs[i].prefix()
		switch {
		case fs[i].is("-", "--"):
			i++
		case strings.HasPrefix(p, "--"):
			if fs[i].is("--rcfile", "--init-file") {
				i++
			}
			continue
		case len(p) > 1 && (p[0] == '-' || p[0] == '+'):
			isText = isText || p[0] == '-' && strings.Contains(p, "c")
			if strings.HasSuffix(p, "o") || strings.HasSuffix(p, "O") {
				i++
			}
			continue
		}
		break
	}
	rest := fs[min(i, len(fs)):]
	switch {
	case isText && len(rest) > 0:
		in.shell(rest[0].value, rest[1:], e, c)
	case !isText && len(rest) == 0 && c.in != nil:
		if h := c.in.only(); h == nil {
			in.shell(c.in, nil, e, c)
		}
	case !isText && len(rest) > 0:
		in.asked = true
		c.out.addUnknown()
		word, _ := rest[0].text()
		if !in.scriptCall(word, rest, e, c) && !in.helper(word, rest, e, c) {
			in.note(rest, e, c)
		}
	default:
		c.out.addUnknown()
	}
	return []*env{e}
}

// ssh follows a command on another machine, or text that it reads there.
func (in *interp) ssh(_ wrapper, fs []field, e *env, c ctx) []*env {
	_, rest := grammar{short: "BbcDEeFIiJLlmOopQRSWw"}.options(fs[1:])
	switch {
	case len(rest) > 2 && rest[1].is("--"):
		in.shell(joined(rest[2:]), nil, e, c)
	case len(rest) > 1:
		in.shell(joined(rest[1:]), nil, e, c)
	case len(rest) == 1 && c.in != nil && c.in.only() == nil:
		in.shell(c.in, nil, e, c)
	}
	return []*env{e}
}

// flock follows flock FILE COMMAND and flock FILE -c TEXT.
func (in *interp) flock(_ wrapper, fs []field, e *env, c ctx) []*env {
	_, rest := grammar{short: "wE", long: []string{"timeout", "wait", "conflict-exit-code"}}.options(fs[1:])
	if len(rest) < 2 {
		return []*env{e}
	}
	rest = rest[1:]
	if rest[0].is("-c", "--command") && len(rest) > 1 {
		in.shell(rest[1].value, nil, e, c)
		return []*env{e}
	}
	in.inShell(rest, e, c)
	return []*env{e}
}

func (in *interp) watch(_ wrapper, fs []field, e *env, c ctx) []*env {
	_, rest := grammar{short: "nq", long: []string{"interval", "equexit"}}.options(fs[1:])
	if len(rest) > 0 {
		in.shell(joined(rest), nil, e, c)
	}
	return []*env{e}
}

// xargs adds what it reads to the command.
func (in *interp) xargs(_ wrapper, fs []field, e *env, c ctx) []*env {
	g := grammar{short: "adEILnPsJR", long: []string{"arg-file", "delimiter", "max-args", "max-procs", "max-chars", "process-slot-var"}}
	opts, rest := g.options(fs[1:])
	input := c.in
	if o, ok := last(opts, "a", "arg-file"); ok {
		input = fileText(o.value, "")
	}
	if input == nil {
		input = unknown("")
	}
	if len(rest) == 0 {
		c.out.add(input)
		return []*env{e}
	}
	var b builder
	b.split(input)
	b.flush()
	mark := ""
	if o, ok := last(opts, "I", "J"); ok {
		mark, _ = o.value.text()
	} else if o, ok := last(opts, "i", "replace"); ok {
		if mark, _ = o.value.text(); mark == "" {
			mark = "{}"
		}
	}
	args := append([]field(nil), rest...)
	if mark == "" {
		at := rest[len(rest)-1]
		for _, v := range b.fields {
			args = append(args, field{v, at.pos, at.end})
		}
	} else {
		for i := range args {
			args[i].value = replaced(args[i].value, mark, b.fields)
		}
	}
	c.in = nil
	in.inShell(args, e, c)
	return []*env{e}
}

// replaced puts the words in place of a mark.
func replaced(v value, mark string, words []value) value {
	text, ok := v.text()
	if !ok || !strings.Contains(text, mark) || len(words) != 1 {
		return v
	}
	before, after, _ := strings.Cut(text, mark)
	out := value{}
	at := part{}
	if len(v) > 0 {
		at = v[0]
	}
	if before != "" {
		at.text = before
		out = append(out, at)
	}
	out = append(out, words[0]...)
	if after != "" {
		at.text, at.off = after, at.off+len(before)+len(mark)
		out = append(out, at)
	}
	return out
}

// find follows -exec and its kin.
func (in *interp) find(_ wrapper, fs []field, e *env, c ctx) []*env {
	c.out.addUnknown()
	for i := 1; i < len(fs); i++ {
		if !fs[i].is("-exec", "-execdir", "-ok", "-okdir") {
			continue
		}
		var args []field
		for i++; i < len(fs) && !fs[i].is(";") && !(fs[i].is("+") && len(args) > 0); i++ {
			f := fs[i]
			if f.is("{}") {
				f.value = unknown("{}")
			}
			args = append(args, f)
		}
		if len(args) > 0 {
			in.inShell(args, e, c)
		}
	}
	return []*env{e}
}

package shell

import (
	"path"
	"strings"

	"github.com/siglint/siglint/passes/senders"
)

var pkillGrammar = grammar{
	short: "dFgGNPrstuUO", // -x, -c and -f take none
	long: []string{"signal", "pidfile", "parent", "pgroup", "group", "session", "terminal", "euid", "uid", "ns", "nslist",
		"cgroup", "env", "older", "runstates", "delimiter", "queue"},
	mixed: true,
}

// pkill follows pkill: by pattern, or by pidfile.
func (in *interp) pkill(fs []field, e *env, c ctx) {
	s := sig{name: "SIGTERM"}
	given := false
	args := []field{}
	for _, f := range fs[1:] {
		if g, ok := in.signalWord(f); ok && !given && !f.is("-l") {
			s, given = g, true
			continue
		}
		if word, ok := f.cut(1).text(); ok && strings.HasPrefix(f.prefix(), "-") && !given {
			if near, bad := looksLikeSignal(word); bad && word == strings.ToUpper(word) && len(word) > 2 && len(f.prefix()) > 1 {
				in.misspelt(word, near, f)
				return
			}
		}
		args = append(args, f)
	}
	opts, rest := pkillGrammar.options(args)
	if o, ok := last(opts, "signal"); ok {
		s = in.signal(o.value, o.at)
	}
	if s.none {
		return
	}
	for _, t := range in.matching(opts, rest) {
		in.emit(fs, e, c, t.send("pkill", s))
	}
}

// matching returns the processes that the arguments of pkill and pgrep choose.
func (in *interp) matching(opts []option, rest []field) []target {
	if o, ok := last(opts, "F", "pidfile"); ok {
		t := target{kind: senders.Pidfile, text: o.value.String()}
		if len(rest) > 0 {
			t.pattern = choice(rest[0].value, opts)
		}
		return []target{t}
	}
	if len(rest) == 0 {
		if len(opts) == 0 {
			return nil
		}
		t := target{kind: senders.UnknownTarget}
		if o, ok := last(opts, "u", "euid", "U", "uid"); ok {
			t.note = "every process of user " + o.value.String()
		} else if o, ok := last(opts, "P", "parent"); ok {
			t.note = "the children of " + o.value.String()
		}
		return []target{t}
	}
	t := target{kind: senders.ProcessName, text: rest[0].String(), pattern: choice(rest[0].value, opts)}
	if o, ok := last(opts, "u", "euid", "U", "uid"); ok {
		t.note = "of user " + o.value.String()
	}
	return []target{t}
}

// choice is how pkill and pgrep match; nil if the words are not known.
func choice(v value, opts []option) *senders.Pattern {
	text, ok := v.text()
	if !ok {
		return nil
	}
	full := has(opts, "f", "full")
	return &senders.Pattern{Regexp: text, Exact: has(opts, "x", "exact"), Full: full, Comm: !full}
}

func (in *interp) pgrep(fs []field, e *env, c ctx) []*env {
	opts, rest := pkillGrammar.options(fs[1:])
	if ts := in.matching(opts, rest); len(ts) > 0 && !has(opts, "c", "count") {
		c.out.add(processes("", ts...))
	}
	return []*env{e}
}

func (in *interp) pidof(fs []field, e *env, c ctx) []*env {
	_, rest := grammar{short: "oSd"}.options(fs[1:])
	var ts []target
	for _, f := range rest {
		ts = append(ts, named(f.value))
	}
	if len(ts) > 0 {
		c.out.add(processes("", ts...))
	}
	return []*env{e}
}

// named is a process named in full, as pidof and killall have it.
func named(v value) target {
	t := target{kind: senders.ProcessName, text: v.String()}
	if text, ok := v.text(); ok {
		t.pattern = &senders.Pattern{Regexp: path.Base(text), Literal: true, Exact: true}
	}
	return t
}

// ps writes a listing; a grep behind it chooses from that.
func (in *interp) ps(fs []field, e *env, c ctx) []*env {
	opts, _ := grammar{short: "CoptuUgG", long: []string{"format", "pid"}, mixed: true}.options(fs[1:])
	if o, ok := last(opts, "C"); ok {
		t := named(o.value)
		if t.pattern != nil {
			t.pattern.Comm = true
		}
		c.out.add(processes("", t))
		return []*env{e}
	}
	if has(opts, "p", "pid") {
		c.out.addUnknown()
		return []*env{e}
	}
	c.out.add(value{{hole: &hole{listing: true}}})
	return []*env{e}
}

// grepListing chooses processes from what ps writes.
func (in *interp) grepListing(base string, fs []field, c ctx) {
	word := ""
	for _, f := range fs[1:] {
		text, ok := f.text()
		if !ok {
			c.out.addUnknown()
			return
		}
		if strings.HasPrefix(text, "-") {
			if strings.Contains(text, "v") && strings.HasSuffix(base, "grep") {
				c.out.add(c.in)
				return
			}
			continue
		}
		word = text
		break
	}
	switch {
	case strings.HasSuffix(base, "awk"):
		rest, ok := strings.CutPrefix(strings.TrimSpace(word), "/")
		if !ok {
			c.out.add(c.in)
			return
		}
		word, _, _ = strings.Cut(rest, "/")
	case !strings.HasSuffix(base, "grep"):
		c.out.add(c.in)
		return
	}
	name := unbracket(word)
	if name == "" || !plainName(name) {
		c.out.addUnknown()
		return
	}
	c.out.add(processes("", target{kind: senders.ProcessName, text: name, pattern: &senders.Pattern{Regexp: word, Full: true}}))
}

// unbracket undoes the [d]aemon that keeps grep from finding itself.
func unbracket(word string) string {
	if len(word) > 3 && word[0] == '[' && word[2] == ']' {
		return word[1:2] + word[3:]
	}
	return word
}

func plainName(s string) bool {
	for i := range len(s) {
		if c := s[i]; !('a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("._-+/ :=", c) >= 0) {
			return false
		}
	}
	return true
}

func (in *interp) killall(fs []field, e *env, c ctx) {
	s := sig{name: "SIGTERM"}
	args := []field{}
	given := false
	for _, f := range fs[1:] {
		if g, ok := in.signalWord(f); ok && !given {
			s, given = g, true
			continue
		}
		args = append(args, f)
	}
	opts, rest := grammar{short: "sunoyZtcd", long: []string{"signal", "user", "ns", "older-than", "younger-than", "context"}, mixed: true}.options(args)
	if has(opts, "l", "list", "V", "version") {
		return
	}
	if o, ok := last(opts, "s", "signal"); ok {
		s = in.signal(o.value, o.at)
	} else if !given {
		for _, f := range args {
			word, ok := f.cut(1).text()
			if near, bad := looksLikeSignal(word); ok && bad && strings.HasPrefix(f.prefix(), "-") && !strings.HasPrefix(f.prefix(), "--") {
				in.misspelt(word, near, f)
				return
			}
		}
	}
	if s.none {
		return
	}
	regexp := has(opts, "r", "regexp")
	for _, f := range rest {
		t := named(f.value)
		if t.pattern != nil {
			if text, _ := f.text(); strings.Contains(text, "/") {
				t.pattern.Regexp = text
			}
			if regexp {
				t.pattern = &senders.Pattern{Regexp: t.text}
			}
		}
		in.emit(fs, e, c, t.send("killall", s))
	}
	if o, ok := last(opts, "u", "user"); ok && len(rest) == 0 {
		t := target{kind: senders.UnknownTarget, note: "every process of user " + o.value.String()}
		in.emit(fs, e, c, t.send("killall", s))
	}
}

func (in *interp) killall5(fs []field, e *env, c ctx) {
	s := sig{name: "SIGTERM"}
	for _, f := range fs[1:] {
		if g, ok := in.signalWord(f); ok {
			s = g
			break
		}
	}
	if !s.none {
		in.emit(fs, e, c, target{kind: senders.UnknownTarget, note: "every process"}.send("killall5", s))
	}
}

func (in *interp) skill(fs []field, e *env, c ctx) {
	s := sig{name: "SIGTERM"}
	args := []field{}
	for _, f := range fs[1:] {
		if g, ok := in.signalWord(f); ok {
			s = g
			continue
		}
		args = append(args, f)
	}
	opts, rest := grammar{short: "tucp", long: []string{"tty", "user", "command", "pid"}}.options(args)
	if s.none || has(opts, "l", "L", "n") {
		return
	}
	if o, ok := last(opts, "c", "command"); ok {
		rest = append(rest, field{value: o.value})
	}
	for _, f := range rest {
		in.emit(fs, e, c, named(f.value).send("skill", s))
	}
}

// fuser follows fuser -k, which kills those that hold a file.
func (in *interp) fuser(fs []field, e *env, c ctx) {
	s := sig{name: "SIGKILL"}
	kills := false
	var files []string
	for i := 1; i < len(fs); i++ {
		f := fs[i]
		p := f.prefix()
		if g, ok := in.signalWord(f); ok {
			s = g
			continue
		}
		switch {
		case f.is("-n", "--namespace"):
			i++
		case f.is("--kill"):
			kills = true
		case len(p) > 1 && p[0] == '-' && p[1] != '-':
			kills = kills || strings.Contains(p, "k")
		default:
			files = append(files, f.String())
		}
	}
	if kills && !s.none {
		t := target{kind: senders.UnknownTarget, text: strings.Join(files, " "), note: "the processes that use it"}
		in.emit(fs, e, c, t.send("fuser", s))
	} else if !kills && len(files) > 0 {
		c.out.addUnknown()
	}
}

package shell

import (
	"strings"

	"github.com/siglint/siglint/passes/senders"
)

var startStopGrammar = grammar{
	short: "xapPInusRcgrdkNOe",
	long: []string{"exec", "startas", "pidfile", "pid", "ppid", "name", "user", "signal", "retry", "chuid", "group", "chroot",
		"chdir", "umask", "nicelevel", "procsched", "iosched", "output", "notify-timeout", "env", "stdout", "stderr", "wait"},
	mixed: true,
}

// startStop follows start-stop-daemon --stop.
func (in *interp) startStop(fs []field, e *env, c ctx) {
	opts, _ := startStopGrammar.options(fs[1:])
	stops := has(opts, "K", "stop") || has(opts, "s", "signal") && !has(opts, "S", "start", "T", "status")
	if !stops || has(opts, "S", "start", "T", "status", "t", "test", "H", "help", "V", "version") {
		return
	}
	t := in.startStopTarget(opts)
	for _, s := range in.startStopSignals(opts) {
		if s.none {
			continue
		}
		in.emit(fs, e, c, t.send("start-stop-daemon", s))
	}
}

// startStopTarget returns the process that all the selectors choose.
func (in *interp) startStopTarget(opts []option) target {
	t := target{kind: senders.UnknownTarget}
	name, hasName := last(opts, "n", "name")
	if hasName {
		t.kind, t.text = senders.ProcessName, name.value.String()
		if text, ok := name.value.text(); ok {
			t.pattern = &senders.Pattern{Regexp: text, Literal: true, Exact: true, Comm: true}
		}
	}
	if exec, ok := last(opts, "x", "exec", "a", "startas"); ok {
		if has(opts, "x", "exec") {
			exec, _ = last(opts, "x", "exec")
		}
		t.kind, t.text = senders.ProcessName, exec.value.String()
	}
	if pid, ok := last(opts, "pid"); ok {
		if ts := in.pid(pid.value, ctx{}); len(ts) > 0 {
			t = ts[0]
		}
	}
	if file, ok := last(opts, "p", "pidfile"); ok {
		t.kind, t.text = senders.Pidfile, file.value.String()
	}
	if user, ok := last(opts, "u", "user"); ok && t.kind == senders.UnknownTarget {
		t.note = "every process of user " + user.value.String()
	}
	return t
}

// startStopSignals returns the signals that --signal and --retry say. In a
// schedule numbers are seconds.
func (in *interp) startStopSignals(opts []option) []sig {
	first := sig{name: "SIGTERM"}
	if o, ok := last(opts, "s", "signal"); ok {
		v := o.value
		if strings.HasPrefix(v.prefix(), "-") {
			v = v.cut(1)
		}
		first = in.signal(v, o.at)
	}
	retry, ok := last(opts, "R", "retry")
	if !ok || !strings.Contains(retry.value.String(), "/") {
		return []sig{first}
	}
	var out []sig
	seen := make(map[string]bool)
	for _, item := range splitSlash(retry.value) {
		text, known := item.text()
		if !known || text == "" || text == "forever" || strings.Trim(text, "0123456789") == "" {
			continue
		}
		s := in.signal(constant(strings.TrimPrefix(text, "-")), retry.at)
		if !seen[s.name] {
			seen[s.name] = true
			out = append(out, s)
		}
	}
	return out
}

func splitSlash(v value) []value {
	var out []value
	var cur value
	for _, p := range v {
		if p.hole != nil {
			cur = append(cur, p)
			continue
		}
		for i, text := range strings.Split(p.text, "/") {
			if i > 0 {
				out, cur = append(out, cur), nil
			}
			cur = append(cur, part{text: text})
		}
	}
	return append(out, cur)
}

// killproc follows the LSB function of that name, and its cousins of other
// distributions: killproc [-SIGNAL] [-p PIDFILE] PROGRAM [SIGNAL].
func (in *interp) killproc(fs []field, e *env, c ctx) {
	s := sig{name: "SIGTERM"}
	t := target{kind: senders.UnknownTarget}
	program := false
	for i := 1; i < len(fs); i++ {
		f := fs[i]
		p := f.prefix()
		if g, ok := in.signalWord(f); ok {
			s = g
			continue
		}
		switch {
		case f.is("-p", "-d", "-b", "-t"):
			if i+1 < len(fs) && f.is("-p") {
				t.kind, t.text = senders.Pidfile, fs[i+1].String()
			}
			i++
		case strings.HasPrefix(p, "-p") && len(f.String()) > 2:
			t.kind, t.text = senders.Pidfile, f.cut(2).String()
		case strings.HasPrefix(p, "-"):
		case !program:
			program = true
			if t.kind != senders.Pidfile {
				t.kind, t.text = senders.ProcessName, f.String()
			}
		default:
			s = in.signal(f.value, f)
			if !optionVariable(f) && s.name == "" && !s.none {
				s = sig{}
			}
		}
	}
	if !s.none && (program || t.kind == senders.Pidfile) {
		in.emit(fs, e, c, t.send("killproc", s))
	}
}

// pidofproc writes the process that a pidfile or a program's name leads to.
func (in *interp) pidofproc(fs []field, e *env, c ctx) {
	opts, rest := grammar{short: "p"}.options(fs[1:])
	if o, ok := last(opts, "p"); ok {
		c.out.add(processes("", target{kind: senders.Pidfile, text: o.value.String()}))
	} else if len(rest) > 0 {
		c.out.add(processes("", named(rest[0].value)))
	}
}

// sv letters, and the words of runit's control.
var svSignals = map[string]string{
	"h": "SIGHUP", "hup": "SIGHUP", "reload": "SIGHUP", "a": "SIGALRM", "alarm": "SIGALRM", "i": "SIGINT", "interrupt": "SIGINT",
	"q": "SIGQUIT", "quit": "SIGQUIT", "1": "SIGUSR1", "2": "SIGUSR2", "t": "SIGTERM", "term": "SIGTERM", "k": "SIGKILL", "kill": "SIGKILL",
	"p": "SIGSTOP", "pause": "SIGSTOP", "c": "SIGCONT", "cont": "SIGCONT",
}

// sv follows runit's sv COMMAND SERVICE...
func (in *interp) sv(fs []field, e *env, c ctx) {
	_, rest := grammar{short: "w"}.options(fs[1:])
	if len(rest) < 2 {
		return
	}
	word, ok := rest[0].text()
	if name := svSignals[word]; ok && name != "" {
		in.supervised(fs, rest[1:], "sv", sig{name: name}, e, c)
	}
}

// svc follows daemontools' svc and s6's s6-svc, whose letters differ a little.
func (in *interp) svc(fs []field, e *env, c ctx) {
	via := "svc"
	letters := "haitkpcq12"
	g := grammar{}
	if strings.HasSuffix(fs[0].String(), "s6-svc") {
		via, letters, g.short = "s6-svc", "haqitkpc12by", "sT"
	}
	opts, rest := g.options(fs[1:])
	for _, o := range opts {
		s := sig{name: svSignals[o.name]}
		switch {
		case o.name == "b" && via == "s6-svc":
			s.name = "SIGABRT"
		case o.name == "y" && via == "s6-svc":
			s.name = "SIGWINCH"
		case o.name == "s" && via == "s6-svc":
			s = in.signal(o.value, o.at)
		case !strings.Contains(letters, o.name):
			continue
		}
		if !s.none {
			in.supervised(fs, rest, via, s, e, c)
		}
	}
}

// supervised sends to services of a supervisor.
func (in *interp) supervised(fs, services []field, via string, s sig, e *env, c ctx) {
	for _, f := range services {
		text := strings.TrimSuffix(f.String(), "/")
		if i := strings.LastIndexByte(text, '/'); i >= 0 {
			text = text[i+1:]
		}
		in.emit(fs, e, c, target{kind: senders.Unit, text: text}.send(via, s))
	}
}

func (in *interp) supervisorctl(fs []field, e *env, c ctx) {
	_, rest := grammar{short: "csupr", long: []string{"configuration", "serverurl", "username", "password", "history-file"}}.options(fs[1:])
	if len(rest) < 3 || !rest[0].is("signal") {
		return
	}
	if s := in.signal(rest[1].value, rest[1]); !s.none {
		in.supervised(fs, rest[2:], "supervisorctl", s, e, c)
	}
}

func (in *interp) pm2(fs []field, e *env, c ctx) {
	if len(fs) < 4 || !fs[1].is("sendSignal") {
		return
	}
	if s := in.signal(fs[2].value, fs[2]); !s.none {
		in.supervised(fs, fs[3:], "pm2", s, e, c)
	}
}

func (in *interp) launchctl(fs []field, e *env, c ctx) {
	if len(fs) < 4 || !fs[1].is("kill") {
		return
	}
	if s := in.signal(fs[2].value, fs[2]); !s.none {
		in.supervised(fs, fs[3:], "launchctl", s, e, c)
	}
}

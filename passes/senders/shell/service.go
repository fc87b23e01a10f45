package shell

import (
	"path"
	"strings"

	"github.com/siglint/siglint/passes/senders"
)

var systemctlGrammar = grammar{
	short: "HMPnopst",
	long: []string{"host", "machine", "property", "lines", "output", "signal", "type", "kill-who", "kill-whom", "kill-value", "state",
		"root", "image", "job-mode", "check-inhibitors", "preset-mode", "timestamp", "what"},
	mixed: true,
}

// systemctl follows the verbs that send a signal or ask for a reload.
func (in *interp) systemctl(fs []field, e *env, c ctx) {
	opts, rest := systemctlGrammar.options(fs[1:])
	if len(rest) == 0 {
		return
	}
	verb, _ := rest[0].text()
	switch verb {
	case "kill":
		in.systemctlKill(fs, opts, rest[1:], e, c)
	case "reload", "force-reload", "reload-or-restart", "try-reload-or-restart", "reload-or-try-restart", "condreload":
		for _, f := range rest[1:] {
			in.emit(fs, e, c, senders.Send{
				Via: "systemctl-reload", Action: verb, TargetKind: senders.Unit, Target: f.String(), Unit: unitFile(f.String()),
				Intent: senders.Survive,
			})
		}
	case "show":
		o, ok := last(opts, "p", "property", "P")
		if ok && o.value.String() == "MainPID" && len(rest) > 1 {
			u := rest[1].String()
			c.out.add(processes("", target{kind: senders.MainPID, text: u, unit: unitFile(u)}))
			return
		}
		c.out.addUnknown()
	default:
		c.out.addUnknown()
	}
}

func (in *interp) systemctlKill(fs []field, opts []option, units []field, e *env, c ctx) {
	s := sig{name: "SIGTERM"}
	if o, ok := last(opts, "s", "signal"); ok {
		s = in.signal(o.value, o.at)
	}
	if s.none {
		return
	}
	whole := true
	if o, ok := last(opts, "kill-who", "kill-whom"); ok {
		text, known := o.value.text()
		whole = !known || strings.HasPrefix(text, "all") || strings.HasPrefix(text, "cgroup")
	}
	for _, f := range units {
		t := target{kind: senders.Unit, text: f.String(), unit: unitFile(f.String())}
		send := t.send("systemctl-kill", s)
		send.WholeUnit = whole
		in.emit(fs, e, c, send)
	}
}

// unitFile completes the name of a unit as systemctl does.
func unitFile(name string) string {
	switch path.Ext(name) {
	case ".service", ".socket", ".device", ".mount", ".automount", ".swap", ".target", ".path", ".timer", ".slice", ".scope":
		return name
	}
	return name + ".service"
}

func (in *interp) machinectl(fs []field, e *env, c ctx) {
	opts, rest := systemctlGrammar.options(fs[1:])
	if len(rest) == 0 || !rest[0].is("kill") {
		return
	}
	s := sig{name: "SIGTERM"}
	if o, ok := last(opts, "s", "signal"); ok {
		s = in.signal(o.value, o.at)
	}
	for _, f := range rest[1:] {
		if !s.none {
			in.emit(fs, e, c, target{kind: senders.Container, text: f.String()}.send("machinectl", s))
		}
	}
}

// service follows service NAME ACTION, and OpenRC's rc-service.
func (in *interp) service(fs []field, e *env, c ctx) {
	via, _ := fs[0].text()
	_, rest := grammar{}.options(fs[1:])
	if len(rest) >= 2 {
		in.initAction(fs, path.Base(via), rest[0].String(), rest[1], e, c)
	}
}

func (in *interp) invokeRC(fs []field, e *env, c ctx) {
	_, rest := grammar{}.options(fs[1:])
	if len(rest) >= 2 {
		in.initAction(fs, "invoke-rc.d", rest[0].String(), rest[1], e, c)
	}
}

// initAction records that an init script is asked for an action that is likely
// to end in a signal. Starting, stopping and restarting are no sends.
func (in *interp) initAction(fs []field, via, name string, action field, e *env, c ctx) {
	word, ok := action.text()
	if !ok || !asks(word) {
		return
	}
	intent := actionIntent(word)
	in.emit(fs, e, c, senders.Send{
		Via: via, Action: word, TargetKind: senders.InitScript, Target: name, Intent: intent,
	})
}

// asks reports whether an action is a request to a running program.
func asks(action string) bool {
	if wordHint(action) == survive {
		return true
	}
	for _, w := range senders.NameWords(action) {
		switch w {
		case "dump", "toggle", "usr1", "usr2", "rollover":
			return true
		}
	}
	return false
}

// scriptCall recognises /etc/init.d/NAME ACTION.
func (in *interp) scriptCall(word string, fs []field, e *env, c ctx) bool {
	dir := path.Base(path.Dir(word))
	if dir != "init.d" && dir != "rc.d" || len(fs) < 2 || !strings.Contains(word, "/") {
		return false
	}
	in.initAction(fs, "init-script", word, fs[1], e, c)
	return true
}

// ownBinary recognises the conventions by which programs signal their running
// selves: nginx -s reload, squid -k rotate, httpd -k graceful, apachectl graceful.
func (in *interp) ownBinary(word string, fs []field, e *env, c ctx) bool {
	if word == "" {
		return false
	}
	graceful := len(fs) == 2 && fs[1].is("graceful")
	for i := 0; i+1 < len(fs); i++ {
		if !graceful && (i == 0 || !fs[i].is("-s", "-k")) {
			continue
		}
		action, ok := fs[i+1].text()
		if ok && (wordHint(action) == survive && action != "restart" || action == "stop" || action == "quit" || action == "shutdown") && plainAction(action) {
			in.emit(fs, e, c, senders.Send{
				Via: "own-binary", Action: action, TargetKind: senders.UnknownTarget, Target: joined(fs).String(), Intent: actionIntent(action),
			})
			return true
		}
	}
	return false
}

func plainAction(word string) bool {
	return strings.Trim(word, "abcdefghijklmnopqrstuvwxyz-") == ""
}

// helper recognises a script of a package that is asked to rotate or to reload.
func (in *interp) helper(word string, fs []field, e *env, c ctx) bool {
	if !strings.HasPrefix(word, "/") {
		return false
	}
	if dir := path.Base(path.Dir(word)); dir == "bin" || dir == "sbin" {
		return false // a program; what it does with the word cannot be told
	}
	action := path.Base(word)
	if len(fs) > 1 {
		if text, ok := fs[1].text(); ok && plainAction(text) && asks(text) {
			action = text
		}
	}
	if !asks(action) {
		return false
	}
	in.note(fs, e, c)
	in.emit(fs, e, c, senders.Send{
		Via: "helper-script", Action: action, TargetKind: senders.UnknownTarget, Target: joined(fs).String(), Intent: actionIntent(action),
	})
	return true
}

func (in *interp) initctl(fs []field, e *env, c ctx) {
	_, rest := grammar{}.options(fs[1:])
	if len(rest) == 2 && rest[0].is("reload") {
		in.emit(fs, e, c, target{kind: senders.Unit, text: rest[1].String()}.send("initctl", sig{name: "SIGHUP"}))
	}
}

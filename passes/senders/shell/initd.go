package shell

import (
	"path"
	"strings"

	"github.com/siglint/siglint/passes/senders"
	"mvdan.cc/sh/v3/syntax"
)

// initScript reports whether Debian's init-d-script runs the file: it reads the
// file for its variables and functions and calls these by their names.
func initScript(src *source) bool {
	line, _, _ := strings.Cut(src.text, "\n")
	if strings.HasPrefix(line, "#!") && strings.Contains(line, "init-d-script") {
		return true
	}
	found := false
	for _, s := range src.stmts {
		syntax.Walk(s, func(n syntax.Node) bool {
			call, ok := n.(*syntax.CallExpr)
			if ok && len(call.Args) == 2 && call.Args[0].Lit() == "." && path.Base(call.Args[1].Lit()) == "init-d-script" {
				found = true
			}
			return !found
		})
	}
	return found
}

// initActions are the actions of init-d-script and the functions that it calls
// for them, besides do_ACTION itself.
var initActions = []struct {
	action string
	calls  []string
}{
	{"start", []string{"do_start_prepare", "do_start_cmd", "do_start_cleanup"}},
	{"stop", []string{"do_stop_prepare", "do_stop_cmd", "do_stop_cleanup"}},
	{"reload", []string{"do_reload_prepare", "do_reload_cmd", "do_reload_cleanup"}},
	{"force-reload", []string{"do_force_reload"}},
	{"restart", []string{"do_restart_prepare", "do_restart_cleanup"}},
	{"status", nil},
}

// initFunctions follows the functions as init-d-script would call them.
func (in *interp) initFunctions(e *env, c ctx) {
	for _, a := range initActions {
		if len(in.s.Args) > 1 && in.s.Args[1] != a.action && !(in.s.Args[1] == "force-reload" && a.action == "reload") {
			continue
		}
		f := e.clone()
		f.arm, f.hint = a.action, hintOf(a.action)
		f.checked, f.passed = false, false
		for _, name := range append(a.calls, "do_"+strings.ReplaceAll(a.action, "-", "_")) {
			for _, name := range []string{name, name + "_override"} {
				if decls, _ := c.src.lookup(name); decls != nil {
					in.function(name, f.clone(), c)
				}
			}
		}
	}
	if len(in.s.Args) <= 1 || in.s.Args[1] == "reload" || in.s.Args[1] == "force-reload" {
		in.reloadSignal(e, c)
	}
}

// reloadSignal follows `alias do_reload=do_reload_sigusr1`. Despite its name
// that function of init-d-script sends signal 1, HUP. RELOAD_SIGNAL=USR1 is the
// newer way.
func (in *interp) reloadSignal(e *env, c ctx) {
	s := sig{name: "SIGHUP"}
	var at field
	for _, stmt := range in.top.stmts {
		call, ok := stmt.Cmd.(*syntax.CallExpr)
		if ok && len(call.Args) == 2 && call.Args[0].Lit() == "alias" && in.top.raw(call.Args[1]) == "do_reload=do_reload_sigusr1" {
			at = field{pos: in.top.at(int(call.Pos().Offset())), end: in.top.end(int(call.End().Offset()))}
		}
	}
	if at.end == 0 {
		if at = in.assignment("RELOAD_SIGNAL"); at.end == 0 {
			return
		}
		s = in.signal(e.vars["RELOAD_SIGNAL"].value, at)
	}
	if s.none {
		return
	}
	f := e.clone()
	f.arm, f.hint, f.checked = "reload", survive, false
	in.emit([]field{at}, f, c, in.initTarget(e).send("start-stop-daemon", s))
}

// initTarget returns the process that init-d-script chooses: by pidfile and name.
func (in *interp) initTarget(e *env) target {
	get := func(name string) value { v, _ := e.vars[name]; return v.value }
	name := get("NAME")
	if text, ok := get("DAEMON").text(); ok && len(name) == 0 && text != "" && text != "none" {
		name = constant(path.Base(text))
	}
	command := get("COMMAND_NAME")
	if len(command) == 0 {
		command = name
	}
	t := target{kind: senders.ProcessName, text: command.String()}
	if text, ok := command.text(); ok && text != "" && text != "none" {
		t.pattern = &senders.Pattern{Regexp: text, Literal: true, Exact: true, Comm: true}
	}
	switch file := get("PIDFILE").String(); {
	case file == "none":
	case file != "":
		t.kind, t.text = senders.Pidfile, file
	case name.String() != "":
		t.kind, t.text = senders.Pidfile, "/var/run/"+name.String()+".pid"
	}
	if t.text == "" {
		t.kind = senders.UnknownTarget
	}
	return t
}

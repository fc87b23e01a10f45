package shell

import (
	"path"
	"slices"
	"strings"

	"github.com/siglint/siglint/passes/senders"
	"mvdan.cc/sh/v3/syntax"
)

// openRC reports whether OpenRC, or OpenWrt's rc.common, runs the file: it calls
// functions by the names of the actions.
func openRC(text string) bool {
	line, _, _ := strings.Cut(text, "\n")
	if !strings.HasPrefix(line, "#!") {
		return false
	}
	for _, word := range strings.Fields(line[2:]) {
		switch path.Base(word) {
		case "openrc-run", "runscript", "rc.common":
			return true
		}
	}
	return false
}

// serviceFunctions follows the functions that OpenRC would call.
func (in *interp) serviceFunctions(e *env, c ctx) {
	for _, stmt := range in.top.stmts {
		f, ok := stmt.Cmd.(*syntax.FuncDecl)
		if !ok || f.Name == nil || in.called[f.Name.Value] {
			continue
		}
		action := f.Name.Value
		for _, suffix := range []string{"_pre", "_post", "_service"} {
			action = strings.TrimSuffix(action, suffix)
		}
		if len(in.s.Args) > 1 && in.s.Args[1] != action {
			continue
		}
		g := e.clone()
		g.arm, g.hint = action, hintOf(action)
		g.checked, g.passed = false, false
		in.function(f.Name.Value, g, c)
	}
}

// reloadOfRC follows the reload that FreeBSD's rc.subr offers a script which asks
// for it by extra_commands: it sends sig_reload, HUP where that is not set.
func (in *interp) reloadOfRC(e *env, c ctx) {
	if e == nil || len(in.s.Args) > 1 && in.s.Args[1] != "reload" {
		return
	}
	words, _ := e.vars["extra_commands"].text()
	_, own := e.vars["reload_cmd"]
	if own || !slices.Contains(strings.Fields(words), "reload") || !in.runsRC() {
		return
	}
	s := sig{name: "SIGHUP"}
	at := in.assignment("sig_reload")
	if at.end > 0 {
		s = in.signal(e.vars["sig_reload"].value, at)
	} else {
		at = in.assignment("extra_commands")
	}
	if s.none {
		return
	}
	f := e.clone()
	f.arm, f.hint, f.checked = "reload", survive, false
	in.emit([]field{at}, f, c, targetOfRC(e).send("rc.subr", s))
}

func targetOfRC(e *env) target {
	if file := e.vars["pidfile"].String(); file != "" {
		return target{kind: senders.Pidfile, text: file}
	}
	for _, name := range []string{"procname", "command"} {
		if v := e.vars[name].value; len(v) > 0 {
			return target{kind: senders.ProcessName, text: v.String()}
		}
	}
	return target{kind: senders.UnknownTarget}
}

// runsRC reports whether the script ends in run_rc_command.
func (in *interp) runsRC() bool {
	return slices.ContainsFunc(in.top.stmts, func(s *syntax.Stmt) bool { return commandWord(s) == "run_rc_command" })
}

// assignment returns where the script sets a variable, outside of functions.
func (in *interp) assignment(name string) field {
	for _, s := range in.top.stmts {
		call, ok := s.Cmd.(*syntax.CallExpr)
		if !ok || len(call.Args) > 0 {
			continue
		}
		for _, a := range call.Assigns {
			if a.Name != nil && a.Name.Value == name {
				return field{pos: in.top.at(int(a.Pos().Offset())), end: in.top.end(int(a.End().Offset()))}
			}
		}
	}
	return field{}
}

package systemd

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/siglint/siglint/passes/senders"
	"github.com/siglint/siglint/passes/senders/shell"
	"github.com/siglint/siglint/passes/signals"
)

// execs are the directives that hold command lines, and what sends in them want.
var execs = map[string]senders.Intent{
	"ExecReload":     senders.Survive,
	"ExecReloadPost": senders.Survive,
	"ExecStop":       senders.End,
	"ExecStopPre":    senders.End,
	"ExecStopPost":   senders.End,
	"ExecStart":      senders.UnknownIntent,
	"ExecStartPre":   senders.UnknownIntent,
	"ExecStartPost":  senders.UnknownIntent,
	"ExecCondition":  senders.UnknownIntent,
}

// killers are the directives that name a signal that systemd sends.
var killers = map[string]bool{
	"KillSignal": true, "RestartKillSignal": true, "FinalKillSignal": true, "WatchdogSignal": true, "ReloadSignal": true, "SendSIGHUP": true,
}

// Sends returns the signals that the unit's directives send, in the order of their
// places; those of merged drop-ins behind them, each with the file it stands in.
// The SIGTERM of an ordinary stop has no place, and is not among them.
func (u *Unit) Sends() []senders.Send {
	var out []senders.Send
	for _, d := range u.inForce(slices.Sorted(maps.Keys(execs))...) {
		out = append(out, u.execSends(d)...)
	}
	for _, key := range slices.Sorted(maps.Keys(killers)) {
		if d, ok := u.last(key); ok {
			out = append(out, u.signalSends(d)...)
		}
	}
	if d, ok := u.last("Type"); ok && u.Type == "notify-reload" && u.value("ReloadSignal") == "" {
		s := u.send(d, "SIGHUP", senders.Survive)
		s.TargetKind, s.WholeUnit = senders.MainPID, false
		s.Note = "the default ReloadSignal of Type=notify-reload"
		out = append(out, s)
	}
	order := make(map[string]int)
	for _, d := range u.directives {
		if _, ok := order[d.file]; !ok {
			order[d.file] = len(order)
		}
	}
	slices.SortStableFunc(out, func(a, b senders.Send) int {
		return cmp.Or(cmp.Compare(order[a.File], order[b.File]), cmp.Compare(a.Pos.Line, b.Pos.Line), cmp.Compare(a.Pos.Column, b.Pos.Column))
	})
	return out
}

// execSends returns the sends in the command lines of a directive.
func (u *Unit) execSends(d directive) []senders.Send {
	cmds, _ := commands(d.value)
	var out []senders.Send
	for _, c := range cmds {
		script := u.script(c, d.file, "systemd "+d.key, execs[d.key])
		sends, _ := shell.Sends(script)
		if s, ok := stopScript(d, script); ok && len(sends) == 0 {
			sends = append(sends, s)
		}
		for _, s := range sends {
			s.Directive = d.key
			s.IgnoresError = s.IgnoresError || c.ignores
			s.Shell = s.TargetKind == senders.MainPID && s.Unit == "" && u.Shell
			if s.Unit == "" {
				s.Unit = u.Name
			}
			if d.key == "ExecReload" && (s.Signal == "SIGINT" || s.Signal == "SIGQUIT") {
				s.Intent = senders.Survive // systemd takes the unit to go on
			}
			out = append(out, s)
		}
	}
	return out
}

// stopScript returns the request of an ExecStop that asks a shell script to stop
// the program: most likely by a signal.
func stopScript(d directive, script senders.Script) (senders.Send, bool) {
	calls := shell.Read(script).Calls
	if !strings.HasPrefix(d.key, "ExecStop") || len(calls) != 1 || len(calls[0].Args) < 2 || calls[0].Args[1] != "stop" {
		return senders.Send{}, false
	}
	c := calls[0]
	if !strings.HasSuffix(c.Args[0], ".sh") {
		return senders.Send{}, false
	}
	return senders.Send{
		File: d.file, Pos: c.Pos, End: c.End, Context: c.Context, Action: "stop", Via: "helper-script",
		TargetKind: senders.UnknownTarget, Target: strings.Join(c.Args, " "),
		Guarded: c.Guarded, IgnoresError: c.Ignores, Intent: senders.End,
	}, true
}

// signalSends returns the send of a directive that names a signal.
func (u *Unit) signalSends(d directive) []senders.Send {
	if d.key == "SendSIGHUP" {
		switch strings.ToLower(d.value.s) {
		case "yes", "true", "on", "1", "y", "t":
			return []senders.Send{u.send(d, "SIGHUP", senders.End)}
		}
		return nil
	}
	name, _, ok := signals.Parse(d.value.s)
	if !ok {
		return nil
	}
	s := u.send(d, name, senders.End)
	switch d.key {
	case "ReloadSignal":
		if u.Type != "notify-reload" {
			return nil // has no effect
		}
		s.Intent, s.TargetKind, s.WholeUnit = senders.Survive, senders.MainPID, false
	case "WatchdogSignal":
		s.TargetKind, s.WholeUnit = senders.MainPID, false
	case "KillSignal", "RestartKillSignal":
		if u.KillMode == "none" {
			return nil
		}
	}
	return []senders.Send{s}
}

// send returns the send of a directive that systemd itself obeys.
func (u *Unit) send(d directive, signal string, intent senders.Intent) senders.Send {
	return senders.Send{
		File: d.file, Pos: d.pos, End: d.value.end(),
		Context: "systemd " + d.key, Signal: signal, Via: "unit-directive", Directive: d.key,
		TargetKind: senders.Unit, Target: u.Name, Unit: u.Name, Intent: intent, Shell: u.Shell,
		WholeUnit: u.KillMode == "" || u.KillMode == "control-group",
	}
}

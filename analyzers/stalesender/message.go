package stalesender

import (
	"fmt"
	"slices"
	"strings"

	"github.com/siglint/siglint/passes/senders"
	"github.com/siglint/siglint/passes/signals"
)

// message says what happens at run time, to a reader who never read signal(7).
func (o *opinion) message() string {
	if o.hit.Also {
		return o.collateral()
	}
	return fmt.Sprintf("%s sends %s to %s, which %s; %s",
		sender(o.send), o.send.Signal, o.program.Binary, o.handling(), o.outcome())
}

// collateral says what happens to a program that the pattern does not mean.
func (o *opinion) collateral() string {
	also := fmt.Sprintf("the pattern %q also matches %s", o.send.Pattern.Regexp, o.program.Binary)
	if o.category == ok {
		return also + fmt.Sprintf("; %s ends it as well", sender(o.send))
	}
	return also + fmt.Sprintf(", which gets %s and %s; %s", o.send.Signal, o.handling(), o.outcome())
}

// handling is what the code of the program says of the signal.
func (o *opinion) handling() string {
	signal := o.send.Signal
	switch {
	case o.conditional():
		return "handles it " + o.cell.Condition + ", which is not so here"
	case o.category == Abrupt:
		return fmt.Sprintf("handles %s, not %s", o.program.orderly(signal, o.command), signal)
	case o.cell.Disposition == signals.Ignored:
		return "ignores it"
	case o.cell.Disposition == signals.Caught && o.cell.Effect == signals.Nothing:
		return "catches it and does nothing"
	case o.cell.Disposition == signals.Caught:
		return "takes it as a request to end"
	case o.command != "":
		return fmt.Sprintf("does not handle it when started as %q", o.program.Binary+" "+o.command)
	}
	return "does not handle it"
}

// outcome is what becomes of the process.
func (o *opinion) outcome() string {
	text := map[string]string{
		Kills:     "the process dies",
		Dumps:     "the process writes a goroutine dump and exits with status 2",
		Shutsdown: "the process ends",
		Lost:      "nothing happens",
		Swallowed: "nothing happens",
		Abrupt:    "the process dies without an orderly end",
	}[o.category]
	if o.category == Unstoppable {
		text = "the process does not end"
	}
	switch {
	case o.category == Kills || o.category == Shutsdown || o.category == Dumps && o.intent == senders.Survive:
		text += afterwards(o)
	case o.category == Unstoppable && o.hit.Unit != nil && strings.HasPrefix(o.send.Context, "systemd"):
		text += ", and systemd kills it after TimeoutStopSec"
	case o.category == Lost && strings.HasPrefix(o.send.Context, "logrotate"):
		text += ", and the log is not reopened"
	}
	return text
}

// cleanDeaths are the signals of which systemd takes a death for a clean end.
var cleanDeaths = []string{"SIGHUP", "SIGINT", "SIGTERM", "SIGPIPE"}

// afterwards tells what systemd makes of the end of a process, where the unit
// that runs it is known.
func afterwards(o *opinion) string {
	if o.hit.Unit == nil {
		return ""
	}
	clean := o.category == Shutsdown || o.category == Kills && slices.Contains(cleanDeaths, o.send.Signal)
	switch restart := o.hit.Unit.Restart; {
	case restart == "" || restart == "no":
		return " and stays down"
	case restart == "always", restart == "on-success" && clean, restart == "on-failure" && !clean:
		return fmt.Sprintf(", and systemd starts a new one (Restart=%s)", restart)
	case clean:
		return fmt.Sprintf(" and stays down: to Restart=%s that is a clean end", restart)
	}
	return " and stays down"
}

// sender is the grammatical subject: the command or directive.
func sender(s *senders.Send) string {
	if s.Directive != "" {
		return s.Directive
	}
	switch s.Via {
	case "stopsignal":
		return "STOPSIGNAL"
	case "go":
		return "the call"
	case "":
		return "the script"
	case "start-stop-daemon":
		return s.Via
	}
	return strings.ReplaceAll(s.Via, "-", " ")
}

// related are the other ends of the story in the program's code.
func (o *opinion) related() []Related {
	signal := o.send.Signal
	var found []Related
	add := func(p Place, format string, args ...any) {
		if p.File != "" || p.Pos.IsValid() {
			found = append(found, Related{Place: p, Message: fmt.Sprintf(format, args...)})
		}
	}
	if o.category == Abrupt {
		other := o.program.orderly(signal, o.command)
		cell, _ := o.program.cell(other, o.command)
		add(cell.Handler, "%s is handled here", other)
	}
	switch o.cell.Disposition {
	case signals.Caught:
		add(o.cell.Handler, "%s is registered here", signal)
		if o.cell.Effect == signals.Terminates {
			add(o.cell.Branch, "%s ends the program here", signal)
		}
	case signals.Ignored:
		add(o.cell.Handler, "%s is ignored here", signal)
	default:
		add(o.program.Main, "%s starts here, without a handler for %s", o.program.Binary, signal)
	}
	return found
}

// reason is the verdict in words, for the list of all sends.
func (o *opinion) reason() string {
	switch {
	case o.program.Signals == nil:
		return o.hit.How
	case o.send.Signal == "SIGKILL" || o.send.Signal == "SIGSTOP":
		return o.hit.How + "; no program can handle " + o.send.Signal
	case o.category == unknown && o.intent == senders.UnknownIntent:
		return o.hit.How + "; what the sender wants is not known"
	case o.category == unknown && o.cell != nil && o.cell.Condition != "":
		return fmt.Sprintf("%s; on %s it %s %s", o.hit.How, o.send.Signal, does(o.cell), o.cell.Condition)
	case o.category == unknown:
		return o.hit.How + "; what it does with " + o.send.Signal + " cannot be told"
	case o.category == ok && o.cell.Disposition == signals.DefaultAction:
		return fmt.Sprintf("%s; %s does what the sender wants by default", o.hit.How, o.send.Signal)
	case o.category == ok:
		return fmt.Sprintf("%s; on %s it %s", o.hit.How, o.send.Signal, does(o.cell))
	}
	return o.hit.How + "; it " + o.handling() + "; " + o.outcome()
}

// does says in a few words what a handler makes of a signal.
func does(cell *Cell) string {
	switch {
	case cell.Action != "":
		return cell.Action
	case cell.Effect == signals.Terminates:
		return "ends"
	case cell.Effect == signals.Nothing:
		return "does nothing"
	}
	return "acts"
}

// asked says how an indirect sender comes to send.
func asked(s *senders.Send) string {
	what := strings.ReplaceAll(s.Via, "-", " ")
	if s.Action != "" && !strings.Contains(what, s.Action) {
		what += " " + s.Action
	}
	return what + " ends there, from here"
}

// unmatched is about a pattern that chooses nothing.
func unmatched(s *senders.Send) string {
	remedy := s.Via + " signals nothing"
	if s.Via == "pkill" || s.Via == "pgrep" {
		remedy += " without -f"
	}
	return fmt.Sprintf("%q is longer than the 15 bytes the kernel keeps of a process name; %s", s.Pattern.Regexp, remedy)
}

// repeated is about a script that runs for every log.
func repeated(s *senders.Send) string {
	return fmt.Sprintf("%s sends %s once for each rotated log; sharedscripts would send it once", sender(s), s.Signal)
}

// conditional reports whether the finding holds only where the condition of
// the handler does not.
func (o *opinion) conditional() bool {
	return o.cell != nil && o.cell.Condition != "" && o.cell.Disposition != signals.DefaultAction &&
		verdicts[meeting{o.intent, o.cell.Disposition, o.cell.Effect}] != o.category
}

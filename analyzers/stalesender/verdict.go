package stalesender

import (
	"path"
	"strings"

	"github.com/siglint/siglint/passes/senders"
	"github.com/siglint/siglint/passes/signals"
)

// The categories: one word for each kind of mistake, a heading each on the page.
const (
	Kills       = "kills"       // not handled, and the default action ends the process
	Dumps       = "dumps"       // the process writes a goroutine dump and exits with status 2
	Shutsdown   = "shutsdown"   // caught, as a request to end
	Lost        = "lost"        // not handled, and the runtime drops it
	Swallowed   = "swallowed"   // caught or ignored on purpose, and nothing happens
	Unstoppable = "unstoppable" // sent to end the process, which lives on
	Abrupt      = "abrupt"      // a stop signal not caught, while another is, for an orderly end
	Collateral  = "collateral"  // the pattern chooses another program as well
	Unmatched   = "unmatched"   // the pattern chooses no process ever
	Repeated    = "repeated"    // sent once for each rotated file
	Misspelt    = "misspelt"    // no such signal
	Noreason    = "noreason"    // a comment that silences this check and does not say why
	Needless    = "needless"    // a comment that silences nothing
	Unnamed     = "unnamed"     // a comment that names no check
	Misnamed    = "misnamed"    // a comment that names another check

	ok      = "ok"      // what the sender wants is what happens
	unknown = "unknown" // it cannot be told
)

// A meeting is a sender's intent and what the program makes of its signal.
type meeting struct {
	intent      senders.Intent
	disposition signals.Disposition
	effect      signals.Effect
}

// verdicts is the table of all meetings that can be judged; any other is unknown.
// A handler that goes on after a stop signal may well end the program later,
// when the last request is answered: that meeting is not here.
// docs/checks/stalesender.md shows it to users.
var verdicts = map[meeting]string{
	{senders.Survive, signals.DefaultAction, signals.Terminates}: Kills,
	{senders.Survive, signals.DefaultAction, signals.Dumps}:      Dumps,
	{senders.Survive, signals.DefaultAction, signals.Stops}:      ok, // who suspends a process knows it
	{senders.Survive, signals.DefaultAction, signals.Nothing}:    Lost,
	{senders.Survive, signals.Caught, signals.Continues}:         ok,
	{senders.Survive, signals.Caught, signals.Terminates}:        Shutsdown,
	{senders.Survive, signals.Caught, signals.Dumps}:             Dumps,
	{senders.Survive, signals.Caught, signals.Stops}:             ok,
	{senders.Survive, signals.Caught, signals.Nothing}:           Swallowed,
	{senders.Survive, signals.Ignored, signals.Nothing}:          Swallowed,

	{senders.End, signals.DefaultAction, signals.Terminates}: Abrupt, // ok for a program that handles no stop signal
	{senders.End, signals.DefaultAction, signals.Dumps}:      Dumps,
	{senders.End, signals.DefaultAction, signals.Stops}:      Unstoppable,
	{senders.End, signals.DefaultAction, signals.Nothing}:    Unstoppable,
	{senders.End, signals.Caught, signals.Terminates}:        ok,
	{senders.End, signals.Caught, signals.Dumps}:             ok,
	{senders.End, signals.Caught, signals.Nothing}:           Unstoppable,
	{senders.End, signals.Ignored, signals.Nothing}:          Unstoppable,
}

// verdict looks a meeting up, and refines the one entry that depends on more.
func verdict(intent senders.Intent, signal string, cell *Cell, p *Program, command string) string {
	v, found := verdicts[meeting{intent, cell.Disposition, cell.Effect}]
	switch {
	case !found || cell.May || cell.Open && v != ok:
		return unknown
	case v == Shutsdown && !cell.Agreed && scattered(cell.Registered):
		return unknown // parts of the program that may never run together
	case v == Abrupt && p.orderly(signal, command) == "":
		return ok // its author leaves every end to the kernel
	}
	return v
}

// scattered reports whether a signal is registered in several packages.
func scattered(registered []string) bool {
	for _, place := range registered {
		if path.Dir(place) != path.Dir(registered[0]) {
			return true
		}
	}
	return false
}

// orderly is a stop signal, other than the given one, that the program catches
// to end in good order; empty if there is none.
func (p *Program) orderly(signal, command string) string {
	for _, other := range []string{"SIGTERM", "SIGINT", "SIGQUIT"} {
		if other == signal {
			continue
		}
		cell, _ := p.cell(other, command)
		if cell != nil && cell.Disposition == signals.Caught && cell.Effect == signals.Terminates && cell.Condition == "" && !cell.May {
			return other
		}
	}
	return ""
}

// intentOf is what the sender wants. Where the file does not tell, the signal
// does: nobody sends SIGTERM for a reload, nor SIGUSR1 for an end.
func intentOf(s *senders.Send) senders.Intent {
	switch s.Signal {
	case "SIGTERM":
		return senders.End
	case "SIGKILL", "SIGSTOP", "SIGCONT":
		return senders.UnknownIntent // not to be handled, or not about handling
	}
	if s.Directive == "WatchdogSignal" || s.Directive == "FinalKillSignal" {
		return senders.UnknownIntent // a dump, or an end by force, is what they are for
	}
	if dumpSignals[s.Signal] && !managed(s.Context) {
		return senders.UnknownIntent // sent by hand, these are for the dump
	}
	if s.Intent != "" && s.Intent != senders.UnknownIntent {
		return s.Intent
	}
	switch s.Signal {
	case "SIGHUP", "SIGUSR1", "SIGUSR2":
		return senders.Survive
	case "SIGINT":
		return senders.End
	}
	return senders.UnknownIntent
}

// dumpSignals are those that people send to see what a Go program is doing.
var dumpSignals = map[string]bool{"SIGQUIT": true, "SIGABRT": true}

// managed reports whether a send belongs to how a program is run, so that its
// context tells what it is for, and not to a script somebody calls.
func managed(context string) bool {
	kind, directive, _ := strings.Cut(context, " ")
	return directive != "" && kind != "shell" && kind != "make" && kind != "workflow"
}

// severities of the categories; a user may set one for all.
var severities = map[string]string{
	Kills: "error", Dumps: "error", Shutsdown: "error",
	Lost: "warning", Swallowed: "warning", Unstoppable: "warning", Abrupt: "warning",
	Collateral: "warning", Unmatched: "warning", Misspelt: "warning", Noreason: "warning",
	Needless: "warning", Unnamed: "warning", Misnamed: "warning",
	Repeated: "note",
}

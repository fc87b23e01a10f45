// Package picture draws who signals whom: senders on one side, programs on the
// other, the signals between, and what happens when one arrives.
//
// It is pure. It takes what others have read and writes SVG, HTML, DOT or a
// matrix for the terminal, the same bytes for the same input. Everything that
// comes from files is escaped for the medium.
package picture

import (
	"cmp"
	"slices"
	"strings"

	"github.com/siglint/siglint/passes/contract"
	"github.com/siglint/siglint/passes/signals"
)

// A Web is what is drawn.
type Web struct {
	Title    string // a module path, or the name of a folder
	GOOS     string
	Base     string // prefix of the links to files: "", "../", ...
	Senders  []Sender
	Programs []Program
}

// A Sender is one place in a file that sends a signal.
type Sender struct {
	File         string // slash-separated
	Line, Column int
	Context      string // kind of file and script or directive: "logrotate postrotate"
	Signal       string // empty where the file does not say
	Action       string // then the word it uses: "reload"
	Target       string
	Ends         []End // what it ends in; empty where that is not known
	Bad          bool  // a mistake, according to the checks
	Category     string
	Reason       string // in words
}

// An End is the program and the signal that a sender comes to.
type End struct {
	Program string // import path; empty where the target is none of the programs
	Command string // subcommand, where that matters
	Signal  string // empty where it is not known
}

// A Program is one that may be signalled.
type Program struct {
	Package  string
	Binary   string
	Signals  map[string]contract.Entry // nil where nothing is known of the program
	Commands map[string]map[string]contract.Entry
}

// An Outcome is what happens to a program.
type Outcome int

// The outcomes, from the kindest to the least known.
const (
	Survives Outcome = iota
	ShutsDown
	Dies
	Nothing
	Unknown
)

// Outcomes lists all of them.
var Outcomes = []Outcome{Survives, ShutsDown, Dies, Nothing, Unknown}

// String gives the words for people.
func (o Outcome) String() string {
	return [...]string{"survives", "shuts down", "dies", "nothing happens", "unknown"}[o]
}

// class names the outcome in style sheets and attributes.
func (o Outcome) class() string {
	return [...]string{"survives", "shuts", "dies", "nothing", "unknown"}[o]
}

// OutcomeOf reads an entry of a contract.
func OutcomeOf(e contract.Entry) Outcome {
	switch e.Effect {
	case signals.Continues:
		return Survives
	case signals.Terminates, signals.Dumps:
		if e.Disposition == signals.Caught {
			return ShutsDown
		}
		return Dies
	case signals.Stops:
		return Dies // suspended: it serves nobody, until someone sends SIGCONT
	case signals.Nothing:
		return Nothing
	}
	return Unknown
}

// program finds a program by import path.
func (w *Web) program(pkg string) *Program {
	for i := range w.Programs {
		if w.Programs[i].Package == pkg && pkg != "" {
			return &w.Programs[i]
		}
	}
	return nil
}

// entry says what a program does with a signal.
func (w *Web) entry(p *Program, command, signal string) contract.Entry {
	if signals.Uncatchable(signal) {
		return contract.Entry{Disposition: signals.DefaultAction, Effect: signals.KernelDefault(w.GOOS, signal)}
	}
	if p.Signals == nil {
		return contract.Entry{Disposition: signals.UnknownDisposition, Effect: signals.UnknownEffect}
	}
	if e, ok := p.Commands[command][signal]; ok {
		return e
	}
	if e, ok := p.Signals[signal]; ok {
		return e
	}
	d, effect := signals.Default(w.GOOS, signal)
	return contract.Entry{Disposition: d, Effect: effect}
}

// outcome says what happens at one end of a sender.
func (w *Web) outcome(e End) Outcome {
	p := w.program(e.Program)
	if p == nil || e.Signal == "" {
		return Unknown
	}
	return OutcomeOf(w.entry(p, e.Command, e.Signal))
}

// describe says what a program does with a signal, in words.
func describe(e contract.Entry) string {
	var text string
	switch byChoice := e.Disposition == signals.Caught; {
	case e.Effect == signals.Continues:
		text = cmp.Or(clean(e.Action), "handles it")
	case e.Effect == signals.Nothing && e.Disposition == signals.Ignored:
		text = "ignored"
	case e.Effect == signals.Nothing && byChoice:
		text = "swallowed"
	case e.Effect == signals.Nothing:
		text = "lost"
	case byChoice && e.Effect != signals.UnknownEffect:
		text = "shuts down"
		if a := clean(e.Action); strings.HasPrefix(a, text) {
			text = a
		} else if a != "" {
			text += ": " + a
		}
	case e.Effect == signals.Terminates:
		text = "terminates the process"
	case e.Effect == signals.Dumps:
		text = "dumps goroutines, exits"
	case e.Effect == signals.Stops:
		text = "suspends the process"
	default:
		text = "not known"
	}
	if c := clean(e.Condition); c != "" {
		text += ", " + c
	}
	return text
}

// clean puts text on one line, without control characters.
func clean(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0 || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 {
			return ' ' // control characters, and those that turn the direction of text
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
	return strings.Join(strings.Fields(s), " ")
}

// kinds are the groups of senders, in the order they are drawn, by the first
// word of the context.
var kinds = []struct{ word, title string }{
	{"logrotate", "logrotate"},
	{"newsyslog", "newsyslog"},
	{"systemd", "systemd units"},
	{"init", "init scripts"},
	{"supervisor", "supervisors"},
	{"cron", "cron"},
	{"shell", "shell scripts"},
	{"container", "containers"},
	{"kubernetes", "Kubernetes"},
	{"make", "makefiles"},
	{"workflow", "workflows"},
	{"go", "Go code"},
}

// sameKind maps further first words to those above.
var sameKind = map[string]string{
	"supervisord": "supervisor", "monit": "supervisor", "runit": "supervisor", "s6": "supervisor",
	"crontab": "cron", "maintainer": "shell", "script": "shell", "dockerfile": "container", "compose": "container",
	"docker": "container", "helm": "kubernetes", "makefile": "make", "unit": "systemd", "initscript": "init",
}

// kind gives the group of a sender and its place among the groups.
func (s *Sender) kind() (title string, order int) {
	word, _, _ := strings.Cut(strings.ToLower(clean(s.Context)), " ")
	word = cmp.Or(sameKind[word], word)
	for i, k := range kinds {
		if k.word == word {
			return k.title, i
		}
	}
	return cmp.Or(word, "other files"), len(kinds)
}

// Sort puts senders and programs in the order of their names and places.
func (w *Web) Sort() {
	slices.SortStableFunc(w.Senders, func(a, b Sender) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column), cmp.Compare(a.Signal, b.Signal), cmp.Compare(a.Target, b.Target))
	})
	slices.SortStableFunc(w.Programs, func(a, b Program) int {
		return cmp.Or(cmp.Compare(a.Binary, b.Binary), cmp.Compare(a.Package, b.Package))
	})
}

// bySignal orders signals by number, those without one last.
func bySignal(a, b string) int {
	return cmp.Or(cmp.Compare(signalOrder(a), signalOrder(b)), cmp.Compare(a, b))
}

func signalOrder(sig string) int {
	if n := signals.Number("linux", sig); n > 0 {
		return n
	}
	return 1000
}

// ends is what the sender comes to, also where nothing is known of it.
func (s *Sender) ends() []End {
	if len(s.Ends) == 0 {
		return []End{{Signal: s.Signal}}
	}
	return s.Ends
}

// outcome is the worst that a sender does, as far as it is known.
func (s *Sender) outcome(w *Web) Outcome {
	worst := Outcome(-1)
	for _, e := range s.ends() {
		if o := w.outcome(e); severity(o) > severity(worst) {
			worst = o
		}
	}
	return max(worst, 0)
}

// severity orders outcomes for one sender that has several.
func severity(o Outcome) int {
	return map[Outcome]int{-1: 0, Unknown: 1, Survives: 2, Nothing: 3, ShutsDown: 4, Dies: 5}[o]
}

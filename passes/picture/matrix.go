package picture

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/siglint/siglint/passes/contract"
	"github.com/siglint/siglint/passes/signals"
)

// Matrix writes programs against signals, for a terminal: what each program
// does with each signal that somebody sends or some program handles, and how
// many senders send it.
func Matrix(w io.Writer, web *Web) error {
	if len(web.Programs) == 0 {
		_, err := fmt.Fprintln(w, "No program here receives signals.")
		return err
	}
	m := newMatrix(web)
	var b bytes.Buffer
	m.write(&b)
	_, err := w.Write(b.Bytes())
	return err
}

type matrix struct {
	web     *Web
	signals []string
	sent    map[End]int // by program and signal
	bad     map[End]bool
	other   int // ends at none of the programs
}

// always are the signals that every daemon should have an answer to.
var always = []string{"SIGHUP", "SIGINT", "SIGTERM"}

func newMatrix(web *Web) *matrix {
	m := &matrix{web: web, signals: slices.Clone(always), sent: map[End]int{}, bad: map[End]bool{}}
	for i := range web.Senders {
		s := &web.Senders[i]
		for _, e := range s.ends() {
			if web.program(e.Program) == nil || e.Signal == "" {
				m.other++
				continue
			}
			e.Command = ""
			m.sent[e]++
			m.bad[e] = m.bad[e] || s.Bad
			m.signals = append(m.signals, e.Signal)
		}
	}
	for _, p := range web.Programs {
		if own := handled(p); len(own) <= maxHandled {
			m.signals = append(m.signals, own...)
		}
	}
	slices.SortFunc(m.signals, bySignal)
	m.signals = slices.Compact(m.signals)
	return m
}

// maxHandled is how many signals a program handles that names them: one that
// catches all of them would fill the matrix with columns of no interest.
const maxHandled = 10

// handled lists the signals to which a program does anything.
func handled(p Program) []string {
	var list []string
	for sig, e := range p.Signals {
		if e.Disposition == signals.Caught || e.Disposition == signals.Ignored {
			list = append(list, sig)
		}
	}
	return list
}

func (m *matrix) write(b *bytes.Buffer) {
	table := [][]string{append([]string{""}, m.signals...)}
	for i := range m.web.Programs {
		p := &m.web.Programs[i]
		line := []string{m.web.title(p)}
		for _, sig := range m.signals {
			line = append(line, m.cell(p, sig))
		}
		table = append(table, line)
	}
	widths := make([]int, len(table[0]))
	for _, line := range table {
		for i, cell := range line {
			widths[i] = max(widths[i], columns(cell))
		}
	}
	for _, line := range table {
		var text strings.Builder
		for i, cell := range line {
			text.WriteString(cell + strings.Repeat(" ", widths[i]-columns(cell)+2))
		}
		b.WriteString(strings.TrimRight(text.String(), " ") + "\n")
	}
	m.legend(b)
}

// cell is what a program does with a signal, then the number of its senders.
func (m *matrix) cell(p *Program, sig string) string {
	e := m.web.entry(p, "", sig)
	text := short(e)
	if e.Condition != "" {
		text += "*"
	}
	at := End{Program: p.Package, Signal: sig}
	if n := m.sent[at]; n > 0 {
		text += fmt.Sprintf(" ←%d", n)
	}
	if m.bad[at] {
		text += "!"
	}
	return text
}

// short is one word for what happens.
func short(e contract.Entry) string {
	switch o := OutcomeOf(e); {
	case o == ShutsDown:
		return "ends"
	case e.Effect == signals.Dumps:
		return "dumps"
	case e.Effect == signals.Stops:
		return "stops"
	case o == Dies:
		return "dies"
	case o == Survives:
		return "acts"
	case o == Unknown:
		return "?"
	case e.Disposition == signals.Ignored:
		return "ignored"
	case e.Disposition == signals.Caught:
		return "swallowed"
	}
	return "lost"
}

// meanings explains the words, in the order they are listed.
var meanings = []struct{ word, text string }{
	{"acts", "acts on it and lives on"},
	{"ends", "shuts down by choice"},
	{"dies", "killed by it"},
	{"dumps", "goroutine dump, exit status 2"},
	{"stops", "suspended"},
	{"ignored", "signal.Ignore"},
	{"swallowed", "caught, and nothing acts on it"},
	{"lost", "dropped by the runtime"},
	{"?", "not known"},
	{"*", "only under a condition"},
	{"←n", "n places here send it"},
	{"!", "one of them is a mistake"},
}

// legend explains the words that occur.
func (m *matrix) legend(b *bytes.Buffer) {
	used := map[string]bool{"←n": len(m.sent) > 0}
	for i := range m.web.Programs {
		for _, sig := range m.signals {
			e := m.web.entry(&m.web.Programs[i], "", sig)
			used[short(e)] = true
			used["*"] = used["*"] || e.Condition != ""
		}
	}
	for _, bad := range m.bad {
		used["!"] = used["!"] || bad
	}
	b.WriteByte('\n')
	for _, m := range meanings {
		if used[m.word] {
			fmt.Fprintf(b, "%s%s%s\n", m.word, strings.Repeat(" ", 11-columns(m.word)), m.text)
		}
	}
	if m.other > 0 {
		fmt.Fprintf(b, "\nSenders to none of these programs, or to one that is not known: %d\n", m.other)
	}
}

// Package newsyslog reads newsyslog.conf, the BSDs' and macOS's list of logs to
// rotate and of processes to signal afterwards.
package newsyslog

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/siglint/siglint/passes/senders"
	"github.com/siglint/siglint/passes/senders/shell"
	"github.com/siglint/siglint/passes/senders/splice"
	"github.com/siglint/siglint/passes/signals"
)

// maxFile bounds what is read.
const maxFile = 2 << 20

var (
	octal = regexp.MustCompile(`^[0-7]{3,4}$`)
	flags = regexp.MustCompile(`^(-|[A-Za-z]+)$`)
)

// A field is a word of a line.
type field struct{ start, end int }

// Read returns what newsyslog signals for the logs of the file. A log without
// a pidfile has syslogd signalled, which is nobody's program here.
func Read(file string, content []byte) ([]senders.Send, []senders.Problem) {
	if len(content) > maxFile {
		return nil, splice.TooLarge(file)
	}
	r := &reader{src: splice.NewSource(file, content)}
	for n := range r.src.Lines() {
		r.line(r.src.Line(n))
	}
	return r.sends, r.problems
}

type reader struct {
	src      *splice.Source
	sends    []senders.Send
	problems []senders.Problem
}

func (r *reader) text(f field) string { return r.src.Text[f.start:f.end] }

// line reads
//
//	logfile [owner:group] mode count size when [flags] [pidfile|command] [signal]
func (r *reader) line(start, end int) {
	fields := r.fields(start, end)
	if len(fields) < 2 {
		return
	}
	fields = fields[1:]
	if strings.Contains(r.text(fields[0]), ":") {
		fields = fields[1:]
	}
	if len(fields) < 5 || !octal.MatchString(r.text(fields[0])) {
		return // not a log, or one of which syslogd alone hears
	}
	fields = fields[4:]
	set := ""
	if flags.MatchString(r.text(fields[0])) {
		set, fields = strings.ToUpper(r.text(fields[0])), fields[1:]
	}
	switch {
	case len(fields) == 0 || strings.Contains(set, "N"):
		return // nobody is signalled
	case r.src.Text[fields[0].start] == '"', strings.Contains(set, "R"):
		r.command(fields[0])
	case r.src.Text[fields[0].start] == '/':
		r.pidfile(fields, strings.Contains(set, "U"))
	}
}

// fields splits a line at blanks, with double quotes around a command.
func (r *reader) fields(start, end int) []field {
	var found []field
	for i := start; i < end; {
		c := r.src.Text[i]
		if c == ' ' || c == '\t' {
			i++
			continue
		}
		if c == '#' {
			break
		}
		from := i
		if c == '"' {
			for i++; i < end && r.src.Text[i] != '"'; i++ {
			}
			i = min(i+1, end)
		}
		for i < end && r.src.Text[i] != ' ' && r.src.Text[i] != '\t' {
			i++
		}
		found = append(found, field{from, i})
	}
	return found
}

// command reads a command that is run in place of a signal.
func (r *reader) command(f field) {
	if r.src.Text[f.start] == '"' {
		f.start++
		if f.end > f.start && r.src.Text[f.end-1] == '"' {
			f.end--
		}
	}
	t := splice.NewText(r.src)
	t.Keep(f.start, f.end)
	sends, problems := shell.Sends(t.Script("newsyslog command", senders.Survive))
	r.sends = append(r.sends, sends...)
	r.problems = append(r.problems, problems...)
}

// pidfile reads a pidfile and the signal, HUP if there is none.
func (r *reader) pidfile(fields []field, group bool) {
	s := senders.Send{
		File: r.src.File, Pos: r.src.Pos(fields[0].start), End: r.src.Pos(fields[0].end),
		Context: "newsyslog", Signal: "SIGHUP", Via: "newsyslog",
		TargetKind: senders.Pidfile, Target: r.text(fields[0]), Intent: senders.Survive,
	}
	if group {
		s.Note = "the whole process group"
	}
	if len(fields) > 1 {
		f := fields[1]
		s.End = r.src.Pos(f.end)
		if n, err := strconv.Atoi(r.text(f)); err == nil {
			s.Signal = signals.NameOf("freebsd", n) // the numbers are those of the BSDs
		} else {
			name, problem := r.src.Signal(f.start, f.end)
			if problem != nil {
				r.problems = append(r.problems, *problem)
			}
			s.Signal = name
		}
	}
	if s.Signal != "" {
		r.sends = append(r.sends, s)
	}
}

// Package supervisor reads the configurations of supervisord and of monit,
// which start, stop and signal programs.
package supervisor

import (
	"bytes"
	"path"
	"regexp"
	"strings"

	"github.com/siglint/siglint/passes/senders"
	"github.com/siglint/siglint/passes/senders/shell"
	"github.com/siglint/siglint/passes/senders/splice"
)

// maxFile bounds what is read.
const maxFile = 2 << 20

// Read returns what supervisord or monit, whichever the file is for, sends.
func Read(file string, content []byte) ([]senders.Send, []senders.Problem) {
	if len(content) > maxFile {
		return nil, splice.TooLarge(file)
	}
	r := &reader{src: splice.NewSource(file, content)}
	switch {
	case IsSupervisord(content):
		r.supervisord()
	case IsMonit(content):
		r.monit()
	}
	return r.sends, r.problems
}

var (
	section = regexp.MustCompile(`(?m)^\[(program|eventlistener|fcgi-program):([^\]\n]+)\]`)
	check   = regexp.MustCompile(`(?mi)^[ \t]*check[ \t]+(process|program|host|file|system|device|directory|fifo|network|filesystem)[ \t]+\S`)
)

// IsSupervisord reports whether the content is one for supervisord.
func IsSupervisord(content []byte) bool {
	return bytes.Contains(content, []byte(":")) && section.Match(content)
}

// IsMonit reports whether the content is one for monit.
func IsMonit(content []byte) bool { return check.Match(content) }

type reader struct {
	src      *splice.Source
	sends    []senders.Send
	problems []senders.Problem
}

func (r *reader) shell(t *splice.Text, context string, intent senders.Intent) {
	sends, problems := shell.Sends(t.Script(context, intent))
	r.sends = append(r.sends, sends...)
	r.problems = append(r.problems, problems...)
}

// A program is a section of supervisord's.
type program struct {
	name    string
	command *splice.Text
	stop    [2]int // where the value of stopsignal stands
}

// supervisord goes through the sections. A line that starts with a blank goes
// on with the value above.
func (r *reader) supervisord() {
	var p *program
	var last *splice.Text
	for n := range r.src.Lines() {
		start, end := r.src.Line(n)
		line := r.src.Text[start:end]
		switch {
		case line == "" || line[0] == '#' || line[0] == ';':
		case line[0] == '[':
			r.finish(p)
			p, last = nil, nil
			if m := section.FindStringSubmatch(line); m != nil {
				p = &program{name: m[2]}
			}
		case line[0] == ' ' || line[0] == '\t':
			if last != nil {
				from, to := value(r.src.Text, start, end)
				last.Put(" ", start, from)
				last.Keep(from, to)
			}
		case p != nil:
			last = r.setting(p, start, end)
		}
	}
	r.finish(p)
}

// setting reads one line; it returns the text that the next line may continue.
func (r *reader) setting(p *program, start, end int) *splice.Text {
	sep := strings.IndexAny(r.src.Text[start:end], "=:")
	if sep < 0 {
		return nil
	}
	from, to := value(r.src.Text, start+sep+1, end)
	switch strings.TrimSpace(r.src.Text[start : start+sep]) {
	case "command":
		p.command = splice.NewText(r.src)
		p.command.Keep(from, to)
		return p.command
	case "stopsignal":
		p.stop = [2]int{from, to}
	}
	return nil
}

// value trims blanks, and a comment that a blank and a semicolon start.
func value(text string, from, to int) (int, int) {
	if n := strings.Index(text[from:to], " ;"); n >= 0 {
		to = from + n
	}
	for from < to && (text[from] == ' ' || text[from] == '\t') {
		from++
	}
	for to > from && (text[to-1] == ' ' || text[to-1] == '\t') {
		to--
	}
	return from, to
}

// finish gives what the program is sent to stop it, if the section says so.
func (r *reader) finish(p *program) {
	if p == nil {
		return
	}
	binary, inShell := "", false
	if p.command != nil {
		r.shell(p.command, "supervisord command", senders.UnknownIntent)
		binary, inShell = commandName(p.command.String())
	}
	if p.stop[1] <= p.stop[0] {
		return
	}
	name, problem := r.src.Signal(p.stop[0], p.stop[1])
	if problem != nil {
		r.problems = append(r.problems, *problem)
	}
	if name == "" {
		return
	}
	s := senders.Send{
		File: r.src.File, Pos: r.src.Pos(p.stop[0]), End: r.src.Pos(p.stop[1]),
		Context: "supervisord stopsignal", Signal: name, Via: "stopsignal", Directive: "stopsignal",
		TargetKind: senders.ProcessName, Target: binary, Intent: senders.End, Shell: inShell,
	}
	if binary == "" {
		s.TargetKind = senders.UnknownTarget
	}
	r.sends = append(r.sends, s)
}

// commandName returns the base name of the program that a command line starts.
// supervisord starts no shell; where the line does, the shell may stay in front.
func commandName(line string) (name string, inShell bool) {
	words := strings.Fields(line)
	for len(words) > 0 {
		word := path.Base(strings.Trim(words[0], `"'`))
		switch {
		case word == "env" || word == "exec" || word == "sudo" || strings.Contains(word, "=") && !strings.Contains(words[0], "/"):
			words = words[1:]
			continue
		case word == "sh" || word == "bash" || word == "dash":
			if len(words) > 3 && words[1] == "-c" && strings.Trim(words[2], `"'`) == "exec" {
				words = words[3:]
				continue
			}
			return "", true
		case strings.ContainsAny(word, "%$"):
			return "", false
		}
		return word, false
	}
	return "", false
}

// monit goes through the words and strings. A string behind start, stop,
// restart or exec is a command; monit runs it without a shell.
func (r *reader) monit() {
	text := r.src.Text
	action := ""
	for i := 0; i < len(text); {
		switch c := text[i]; {
		case c == '#':
			for i < len(text) && text[i] != '\n' {
				i++
			}
		case c == '"' || c == '\'':
			end := strings.IndexByte(text[i+1:], c)
			if end < 0 {
				return
			}
			if action != "" {
				t := splice.NewText(r.src)
				t.Keep(i+1, i+1+end)
				r.shell(t, "monit "+action, intents[action])
			}
			action = ""
			i += end + 2
		case isWord(c):
			from := i
			for i < len(text) && isWord(text[i]) {
				i++
			}
			switch word := strings.ToLower(text[from:i]); word {
			case "start", "stop", "restart", "exec":
				action = word
			case "program":
				// start program = "..."
			default:
				action = ""
			}
		default:
			i++ // blanks, and = between
		}
	}
}

// intents are what monit's commands want. It starts what exec names for any reason.
var intents = map[string]senders.Intent{
	"start": senders.UnknownIntent, "stop": senders.End, "restart": senders.End, "exec": senders.UnknownIntent,
}

func isWord(c byte) bool {
	return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' || c == '/' || c == '_' || c == '.' || c == '-' || c >= 0x80
}

package logrotate

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/siglint/siglint/passes/senders"
)

// A finding is something wrong: what is so, and what logrotate then does. The
// latter may be learnt only further down the file.
type finding struct {
	src        *source
	from, to   int
	severity   string
	text, then string
	counted    bool // logrotate exits with an error for it
}

func (f *finding) result() (senders.Problem, *Error) {
	from, to := f.src.pos(f.from), f.src.pos(f.to)
	message := f.text
	if f.then != "" {
		message += "; " + f.then
	}
	return senders.Problem{File: f.src.name, Pos: from.Position(), End: to.Position(), Severity: f.severity, Message: message},
		&Error{File: f.src.name, Pos: from, End: to, Text: f.text}
}

// The sentences that several mistakes share.
func takes(name, what, value string) string {
	return name + " takes " + what + ", not " + quote(strings.TrimSpace(value))
}

func notClosed(what, by string) string { return what + " is not closed by " + by }

// quote quotes text of the file, cut where it is long.
func quote(s string) string {
	const most = 60
	if len(s) > most {
		s = s[:most] + "..."
	}
	return strconv.Quote(s)
}

func (r *reader) report(f *finding) {
	if len(r.findings) < maxFindings {
		r.findings = append(r.findings, f)
	}
}

// older notes that a version of logrotate still in use does something else.
func (m *machine) older(from, to int, text, then string) {
	m.report(&finding{src: m.src, from: from, to: to, severity: "note", text: text, then: then})
}

// wrong raises a mistake. In a section it costs the section, and reading goes
// on; outside it costs the rest of the file.
func (m *machine) wrong(from, to int, text string) bool {
	if m.cur == m.def {
		return m.fatal(from, to, text)
	}
	m.at = afterMistake
	m.mistake = &finding{src: m.src, from: from, to: to, severity: "error", text: text, counted: true}
	m.report(m.mistake)
	return true
}

// fatal raises a mistake that costs the rest of the file, the open section included.
func (m *machine) fatal(from, to int, text string) bool {
	then := "logrotate does not read on"
	switch {
	case m.cur != m.def && m.cur.Brace.Offset > m.cur.Pos.Offset:
		then = "logrotate drops the section and the rest of the file"
	case strings.TrimSpace(string(m.src.text[:min(from, len(m.src.text))])) == "":
		then = "logrotate drops the whole file"
	}
	m.report(&finding{src: m.src, from: from, to: to, severity: "error", text: text, then: then, counted: true})
	return false
}

// droppedTo ends the search for the "}" of a section that has a mistake.
func (m *machine) droppedTo(brace int) {
	then := "logrotate drops the section"
	lost := m.src.text[min(m.mistake.to, brace):brace]
	switch {
	case strings.HasSuffix(m.mistake.text, "before the next one"):
		then = "logrotate drops both"
	case header.Match(lost):
		then = "logrotate drops the section and all that follows up to a } in the first column"
	default:
		for k, s := range m.cur.Scripts {
			if s != nil && s.owner == m.cur {
				m.droppedScript(Kind(k))
			}
		}
		if m.mistake.then != "" {
			then += " and its " + m.mistake.then
		}
	}
	m.mistake.then = then
	m.mistake = nil
}

// header matches a line that opens a section.
var header = regexp.MustCompile(`(?m)^[ \t]*[/"'~][^\n{}]*\{`)

// droppedScript remembers that a script is lost with its section.
func (m *machine) droppedScript(kind Kind) {
	if m.mistake.then == "" || kind == Postrotate {
		m.mistake.then = kind.String()
	}
}

// unclosedScript says that no endscript follows.
func (m *machine) unclosedScript() {
	s := m.script
	s.End, s.BodyEnd = m.src.pos(m.i), m.src.pos(m.i)
	then := "logrotate drops the section"
	if m.cur == m.def {
		then = "logrotate drops what the file says outside of sections"
	}
	m.report(&finding{src: m.src, from: s.Pos.Offset, to: s.BodyPos.Offset, severity: "error", counted: true,
		text: notClosed(s.Kind.String(), "endscript"), then: then})
}

// swallowed matches a line in a body that can only be logrotate's own.
var swallowed = regexp.MustCompile(`(?m)^[ \t]*(prerotate|postrotate|firstaction|lastaction|preremove)[ \t\r]*$`)

// checkBody looks for an endscript that was forgotten or misplaced.
func (m *machine) checkBody(s *Script) {
	from, to, end := s.Pos.Offset, s.BodyPos.Offset, s.End.Offset
	if other := swallowed.FindStringSubmatchIndex(s.Body); other != nil {
		s.swallows = true
		then := "its body runs on into the " + s.Body[other[2]:other[3]] + " below"
		if header.MatchString(s.Body[:other[0]]) {
			then = "its body runs on through the next section, which logrotate never sees"
		}
		m.report(&finding{src: m.src, from: from, to: to, severity: "error", text: notClosed(s.Kind.String(), "endscript"), then: then})
	}
	if s.BodyEnd.Line == s.Pos.Line {
		m.older(end-len("endscript"), end, "endscript stands on the line of "+s.Kind.String(),
			"logrotate up to 3.21 takes what follows for the script")
	}
	if end < len(m.src.text) && m.src.text[end] == '}' {
		m.report(&finding{src: m.src, from: end, to: end + 1, severity: "warning",
			text: "logrotate does not see a } right behind endscript", then: "the section stays open"})
	}
}

// textAfterBrace says what becomes of text behind the "}" of a section.
func (m *machine) textAfterBrace() {
	end := lineEnd(m.src.text, m.i)
	text := string(m.src.text[m.i:end])
	if text[0] == '#' || strings.TrimSpace(text) == "" {
		return // a comment, or a carriage return
	}
	f := &finding{src: m.src, from: m.i, to: end, severity: "warning", text: "logrotate does not read on behind } in a line"}
	if header.MatchString(text) {
		f.severity, f.then = "error", "the section that starts there is lost, and what stands in it holds for all that follow"
	}
	m.report(f)
}

// strayText says what is wrong with a byte that cannot start an item.
func strayText(text []byte, i int) string {
	switch {
	case strings.HasPrefix(string(text[i:min(i+3, len(text))]), "\ufeff"):
		return "the text starts with a byte order mark"
	case text[i] == '\r':
		return "the line ends in a carriage return"
	case text[i] == '{':
		return "there is no path before {"
	case text[i] < ' ' || text[i] > '~':
		return "a line starts with the byte " + strconv.QuoteToASCII(string(rune(text[i])))
	}
	return quote(string(text[i])) + " starts neither a directive nor a path"
}

// unknown says what a word that is no directive may have been meant for.
func (m *machine) unknown(name string, from int) {
	f := &finding{src: m.src, from: from, to: from + len(name), severity: "warning", text: "unknown directive " + quote(name)}
	switch meant := similar(name); {
	case name == "endscript":
		f.text, f.then = "endscript closes no script", "logrotate skips the line"
	case meant != "":
		f.text += "; did you mean " + meant + "?"
	case shellWords[name]:
		f.text, f.then = name+" stands outside of a script", "logrotate skips the line"
	default:
		f.then = "logrotate skips the line"
	}
	m.report(f)
}

// shellWords are first words of lines that were meant for a script.
var shellWords = map[string]bool{
	"cat": true, "docker": true, "echo": true, "exit": true, "fi": true, "if": true, "invoke": true, "kill": true,
	"killall": true, "pkill": true, "rm": true, "service": true, "systemctl": true, "test": true, "then": true,
}

// similar returns the word of logrotate that name is a misspelling of, or "".
func similar(name string) string {
	if _, ok := directives[strings.ToLower(name)]; ok {
		return strings.ToLower(name)
	}
	best, least := "", 2
	if len(name) < 6 {
		least = 1
	}
	try := func(known string) {
		if d := distance(strings.ToLower(name), known, least); d < least || d == least && (best == "" || known < best) {
			best, least = known, d
		}
	}
	for known := range directives {
		try(known)
	}
	for _, known := range append(kindNames[:], "endscript") {
		try(known)
	}
	return best
}

// distance counts the edits from a to b; past most it returns more than most.
func distance(a, b string, most int) int {
	if len(a)-len(b) > most || len(b)-len(a) > most {
		return most + 1
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		diagonal := row[0]
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := diagonal
			if a[i-1] != b[j-1] {
				cost++
			}
			diagonal, row[j] = row[j], min(cost, row[j]+1, row[j-1]+1)
		}
	}
	return row[len(b)]
}

// replacedScripts reports scripts that never run because a later one of the
// same section took their place.
func (r *reader) replacedScripts() {
	kept := map[*Section]bool{r.global: true}
	for _, s := range r.logs {
		kept[s] = true
	}
	for _, s := range r.scripts {
		if s.replaced == nil || len(s.users) > 0 || !kept[s.owner] || !s.replaced.Closed || s.File != s.replaced.File {
			continue // it runs, or nothing does there
		}
		r.report(&finding{src: s.src, from: s.Pos.Offset, to: s.BodyPos.Offset, severity: "warning",
			text: s.Kind.String() + " is replaced by a later one", then: "it never runs"})
	}
}

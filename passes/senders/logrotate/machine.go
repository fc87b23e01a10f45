package logrotate

import (
	"bytes"
	"strings"
)

// A place says what the machine expects next.
type place int

const (
	inItems       place = iota // a comment, directive, path list or "}"
	afterBrace                 // blanks and the end of the line
	afterMistake               // one byte goes unseen before the search for a "}" starts
	inBody                     // the first word of a line of a script
	inDropped                  // the first word of a line of a section that is being dropped
	inDroppedBody              // the same in a script there
)

// A machine reads one file. Its state is that of logrotate's readConfigFile,
// byte for byte: where logrotate loses a byte, so does the machine.
type machine struct {
	*reader
	src  *source
	def  *Section // the defaults: the global ones, or the section that includes this file
	cur  *Section // the section being read, or def
	i    int      // the byte at hand
	at   place
	skip bool // the rest of the line is not looked at

	script  *Script  // being read, if its text is kept
	mistake *finding // for which a section is being dropped
	last    *Script  // that ended last
	failed  bool     // logrotate reports an error and goes on
}

// run reads the file and reports whether logrotate does so without an error.
func (m *machine) run() bool {
	for ; m.i < len(m.src.text); m.i++ {
		if !m.step(m.src.text[m.i]) {
			return m.abort()
		}
	}
	if m.script != nil {
		m.unclosedScript()
		return m.abort()
	}
	switch {
	case m.mistake != nil && m.at == afterMistake:
		// The file ends before logrotate has noticed.
		m.mistake.then = "the file ends there, and logrotate keeps the section"
	case m.mistake != nil:
		m.mistake.then = "logrotate finds no } in the first column below it, and runs the section without what follows"
		m.cur.End = m.src.pos(m.i)
	case m.cur != m.def:
		m.cur.End = m.src.pos(m.i)
		m.report(&finding{src: m.src, from: m.cur.Pos.Offset, to: m.cur.Brace.Offset + 1, severity: "warning",
			text: notClosed("the section of "+quote(m.cur.Pattern), "}"), then: "logrotate keeps it"})
	}
	return !m.failed
}

// abort gives up the file: the open section is lost.
func (m *machine) abort() bool {
	if m.cur != m.def {
		m.drop()
	}
	return false
}

// drop ends the current section, which logrotate does not keep. What it
// removes is the newest of its list; an included file may have added others
// since, and then the broken section stays in place of one of them.
func (m *machine) drop() {
	m.cur.End = m.src.pos(m.i)
	last := len(m.logs) - 1
	m.forget(m.logs[last])
	m.dropped = append(m.dropped, m.logs[last])
	m.logs = m.logs[:last]
	m.cur = m.def
}

// step takes one byte, and more where a word or value starts there. It
// reports false when logrotate gives up the file.
func (m *machine) step(c byte) bool {
	if m.skip {
		m.skip = c != '\n'
		return true
	}
	switch m.at {
	case inItems:
		return m.item(c)
	case afterBrace:
		m.braceEnd(c)
	case afterMistake:
		m.failed = true
		m.at = inDropped
	case inBody, inDroppedBody:
		m.body()
	case inDropped:
		m.droppedLine(c)
	}
	return true
}

// item takes the first byte of an item.
func (m *machine) item(c byte) bool {
	switch {
	case isBlank(c) || c == '\n':
		return true
	case c == '#':
		m.skip = true
		return true
	case isAlpha(c):
		return m.keyword()
	case c == '/' || c == '"' || c == '\'' || c == '~':
		return m.section()
	case c == '}':
		return m.closeSection()
	}
	return m.wrong(m.i, m.i+1, strayText(m.src.text, m.i))
}

// keyword takes a directive or the start of a script. One byte after the word
// is taken with it.
func (m *machine) keyword() bool {
	from := m.i
	name := m.word()
	if m.i < len(m.src.text) && !isSpace(m.src.text[m.i]) && m.src.text[m.i] != '=' {
		return m.wrong(from, m.i+1, quote(name)+" must be followed by a blank, not by "+quote(string(m.src.text[m.i])))
	}
	if kind, ok := kindOf(name); ok {
		m.openScript(kind, from)
		return true
	}
	if d, ok := directives[name]; ok {
		return d(m, name, from)
	}
	m.unknown(name, from)
	if m.i < len(m.src.text) && m.src.text[m.i] != '\n' {
		m.skip = true
	}
	return true
}

// word takes blanks and the letters behind them.
func (m *machine) word() string {
	text := m.src.text
	for m.i < len(text) && isBlank(text[m.i]) {
		m.i++
	}
	from := m.i
	for m.i < len(text) && isAlpha(text[m.i]) {
		m.i++
	}
	return string(text[from:m.i])
}

// line takes the rest of the line, without white space at its end unless the
// file ends there. It leaves the machine on the byte before the newline.
func (m *machine) line() (value string, from int) {
	from = m.i
	end := len(m.src.text)
	if n := bytes.IndexByte(m.src.text[from:], '\n'); n >= 0 {
		end = from + n
	}
	m.i = end - 1
	value = string(m.src.text[from:end])
	if end < len(m.src.text) {
		value = strings.TrimRight(value, " \t\n\v\f\r")
	}
	return cString(value), from
}

// value takes the value of a directive, with or without "=". It is missing
// where the line ends.
func (m *machine) value() (value string, from int, ok bool) {
	text, i := m.src.text, m.i
	blanks := func() {
		for i < len(text) && isBlank(text[i]) {
			i++
		}
	}
	blanks()
	if i < len(text) && text[i] == '=' {
		i++
		blanks()
	}
	if i < len(text) && text[i] == '\n' {
		return "", i, false
	}
	m.i = i
	value, from = m.line()
	return value, from, true
}

// section takes a path list and its "{".
func (m *machine) section() bool {
	from := m.i
	if m.cur != m.def {
		return m.wrong(from, lineEnd(m.src.text, from), "the section of "+quote(m.cur.Pattern)+" is not closed before the next one")
	}
	s := &Section{File: m.src.name, Pos: m.src.pos(from), settings: m.def.settings}
	m.logs = append(m.logs, s)
	m.cur = s
	list, mistake := m.pathList()
	s.Brace, s.End, s.Pattern = m.src.pos(m.i), m.src.pos(m.i), list.text.String()
	if mistake != "" {
		return m.fatal(from, lineEnd(m.src.text, from), mistake)
	}
	words, ok := splitWords(list.text.String())
	if !ok || len(words) == 0 {
		return m.fatal(from, m.i+1, "there is no path before {")
	}
	for _, w := range words {
		p := &Path{Pos: m.src.pos(list.source(w.start)), End: m.src.pos(list.source(w.end-1) + 1), Text: w.text}
		s.Paths = append(s.Paths, p)
		m.claim(s, p)
	}
	return true
}

// pathList takes everything up to the first "{", quotes or no quotes. Lines
// that start with # are left out.
func (m *machine) pathList() (list *pathText, mistake string) {
	list = &pathText{}
	comment, lineStart := false, true
	for ; m.i < len(m.src.text); m.i++ {
		c := m.src.text[m.i]
		switch {
		case c == 0:
			return list, "a NUL byte ends the path list before its {"
		case c == '\n':
			comment, lineStart = false, true
		case lineStart && c == '#':
			comment, lineStart = true, false
		case !isSpace(c):
			lineStart = false
		}
		switch {
		case comment:
		case c == '}':
			return list, "} stands in a path list without {"
		case c == '{':
			list.trim()
			return list, ""
		default:
			list.add(c, m.i)
		}
	}
	return list, "a path list is not followed by {"
}

// closeSection takes the "}" of a section.
func (m *machine) closeSection() bool {
	if m.cur == m.def {
		return m.fatal(m.i, m.i+1, "} closes no section")
	}
	m.cur.Closed = true
	m.cur.End = m.src.pos(m.i + 1)
	m.cur = m.def
	m.at = afterBrace
	return true
}

// braceEnd takes what stands behind the "}" of a section on its line.
func (m *machine) braceEnd(c byte) {
	if isBlank(c) {
		return
	}
	m.at = inItems
	if c != '\n' {
		m.skip = true
		m.textAfterBrace()
	}
}

// openScript takes the keyword of a script; its body starts right behind it.
func (m *machine) openScript(kind Kind, from int) {
	s := &Script{
		src:  m.src,
		File: m.src.name, Kind: kind, Global: m.cur == m.global, Template: m.template,
		Pos: m.src.pos(from), BodyPos: m.src.pos(m.i), owner: m.cur,
	}
	if old := m.cur.Scripts[kind]; old != nil && old.owner == m.cur {
		old.replaced = s
	}
	m.cur.Scripts[kind] = nil
	m.scripts = append(m.scripts, s)
	m.script = s
	m.at = inBody
}

// body takes the first word of a line of a script.
func (m *machine) body() {
	word := m.word()
	if word != "endscript" {
		m.skip = m.i < len(m.src.text) && m.src.text[m.i] != '\n'
		return
	}
	if m.at == inDroppedBody {
		m.at = inDropped
		return
	}
	m.at = inItems
	m.endScript()
}

// endScript gives the body its end: the line on which endscript stands, or
// the keyword's own line.
func (m *machine) endScript() {
	s := m.script
	from, end := s.BodyPos.Offset, m.i-len("endscript")
	for end > from && m.src.text[end] != '\n' {
		end--
	}
	end++
	s.End, s.BodyEnd, s.Closed = m.src.pos(m.i), m.src.pos(end), true
	s.Body = cString(string(m.src.text[from:end]))
	s.owner.Scripts[s.Kind] = s
	m.script, m.last = nil, s
	m.checkBody(s)
}

// droppedLine takes the start of a line of a section that is being dropped.
func (m *machine) droppedLine(c byte) {
	if c == '}' {
		m.at = inItems
		m.droppedTo(m.i)
		m.drop()
		return
	}
	if kind, ok := kindOf(m.word()); ok {
		m.at = inDroppedBody
		m.droppedScript(kind)
		return
	}
	m.skip = m.i < len(m.src.text) && m.src.text[m.i] != '\n'
}

// lineEnd returns where the line of an offset ends, white space left out.
func lineEnd(text []byte, off int) int {
	end := len(text)
	if n := bytes.IndexByte(text[off:], '\n'); n >= 0 {
		end = off + n
	}
	for end > off+1 && isSpace(text[end-1]) {
		end--
	}
	return end
}

// A pathText is a path list without its comments, and where its bytes are.
type pathText struct {
	text   strings.Builder
	pieces []piece
}

// A piece is a run of bytes that follow each other in the source.
type piece struct{ start, source int }

func (l *pathText) add(c byte, off int) {
	n := l.text.Len()
	if len(l.pieces) == 0 || l.pieces[len(l.pieces)-1].source+n-l.pieces[len(l.pieces)-1].start != off {
		l.pieces = append(l.pieces, piece{n, off})
	}
	l.text.WriteByte(c)
}

// trim drops white space at the end, but for the first byte.
func (l *pathText) trim() {
	s := l.text.String()
	if len(s) > 1 {
		s = s[:1] + strings.TrimRight(s[1:], " \t\n\v\f\r")
	}
	l.text.Reset()
	l.text.WriteString(s)
}

// source returns the offset in the file of byte i of the list.
func (l *pathText) source(i int) int {
	lo, hi := 0, len(l.pieces)
	for hi-lo > 1 {
		if mid := (lo + hi) / 2; l.pieces[mid].start <= i {
			lo = mid
		} else {
			hi = mid
		}
	}
	return l.pieces[lo].source + i - l.pieces[lo].start
}

package container

import (
	"encoding/json"
	"regexp"
	"strings"

	"github.com/siglint/siglint/passes/senders"
	"github.com/siglint/siglint/passes/senders/shell"
	"github.com/siglint/siglint/passes/senders/splice"
)

// Dockerfile returns what a Dockerfile says of signals: STOPSIGNAL, and what
// its commands send. Of several stages, the stop signal of the last one counts.
func Dockerfile(file string, content []byte) ([]senders.Send, []senders.Problem) {
	d := readDockerfile(file, content)
	senders.Sort(d.sends)
	return d.sends, d.problems
}

// Builds returns the programs that a Dockerfile builds under names of their own.
func Builds(file string, content []byte) []shell.Build {
	return readDockerfile(file, content).builds
}

// A dockerfile goes through the instructions in order.
type dockerfile struct {
	*reader
	escape byte
	vars   map[string]string
	stage  *stage
	stages map[string]*stage // by name
	noEnd  map[string]bool   // words that end no here-document from some line on
}

// A stage is what its image would run.
type stage struct {
	entrypoint, cmd *command
	health          []senders.Script
	stop            [2]int // where the value of STOPSIGNAL stands
	windows         bool   // its shell is not sh
}

// A command is the value of CMD or ENTRYPOINT.
type command struct {
	words []string // exec form
	line  string   // shell form
	shell bool
}

func readDockerfile(file string, content []byte) *dockerfile {
	if len(content) > maxFile {
		return &dockerfile{reader: &reader{problems: splice.TooLarge(file)}}
	}
	src := splice.NewSource(file, content)
	d := &dockerfile{
		reader: &reader{src: src}, escape: escapeDirective(src), vars: make(map[string]string),
		stage: &stage{}, stages: make(map[string]*stage), noEnd: make(map[string]bool),
	}
	for n := 0; n < src.Lines(); {
		n = d.instruction(n)
	}
	d.finish()
	return d
}

var directive = regexp.MustCompile(`^#[ \t]*([a-zA-Z]+)[ \t]*=[ \t]*(\S+)`)

// escapeDirective returns the character that continues lines. Only the first
// lines, as long as they are directives, may set it.
func escapeDirective(src *splice.Source) byte {
	for n := range src.Lines() {
		start, end := src.Line(n)
		m := directive.FindStringSubmatch(src.Text[start:end])
		if m == nil {
			break
		}
		if strings.EqualFold(m[1], "escape") && m[2] == "`" {
			return '`'
		}
	}
	return '\\'
}

var (
	word    = regexp.MustCompile(`^[ \t]*([A-Za-z]+)(?:[ \t]+|$)`)
	heredoc = regexp.MustCompile(`<<-?["']?([A-Za-z_][A-Za-z0-9_]*)["']?`)
	flag    = regexp.MustCompile(`^--[a-z-]+(?:=\S*)?[ \t]+`)
)

// instruction reads the instruction on line n and returns the next line.
func (d *dockerfile) instruction(n int) int {
	start, end := d.src.Line(n)
	m := word.FindStringSubmatch(d.src.Text[start:end])
	if m == nil {
		return n + 1 // a comment, an empty line, or junk
	}
	name := strings.ToUpper(m[1])
	t := splice.NewText(d.src)
	n = d.logical(t, n, start+len(m[0]))
	bodies := n
	if name == "RUN" || name == "COPY" || name == "ADD" {
		n = d.heredocs(t, n)
	}
	d.take(name, t, n > bodies)
	return n
}

// logical adds the rest of the instruction to t, continuation lines included,
// and returns the line behind it. Comments between them are left out.
func (d *dockerfile) logical(t *splice.Text, n, from int) int {
	for first := true; n < d.src.Lines(); n++ {
		start, end := d.src.Line(n)
		if trimmed := strings.TrimLeft(d.src.Text[start:end], " \t"); !first && (trimmed == "" || trimmed[0] == '#') {
			continue
		}
		if first {
			start, first = from, false
		}
		trimmed := strings.TrimRight(d.src.Text[start:end], " \t")
		if trimmed == "" || trimmed[len(trimmed)-1] != d.escape {
			t.Keep(start, end)
			return n + 1
		}
		t.Keep(start, start+len(trimmed)-1)
		t.Put(" ", start+len(trimmed)-1, end)
	}
	return n
}

// heredocs adds the bodies of here-documents and returns the line behind them.
func (d *dockerfile) heredocs(t *splice.Text, n int) int {
	for _, m := range heredoc.FindAllStringSubmatch(t.String(), 8) {
		if d.noEnd[m[1]] {
			return n
		}
		body := n
		for ; body < d.src.Lines(); body++ {
			start, end := d.src.Line(body)
			if strings.TrimLeft(d.src.Text[start:end], "\t") == m[1] {
				break
			}
		}
		if body == d.src.Lines() {
			d.noEnd[m[1]] = true
			return n // not closed: no here-document
		}
		for ; n <= body; n++ {
			start, end := d.src.Line(n)
			t.Put("\n", start, start)
			t.Keep(start, end)
		}
	}
	return n
}

// take acts on one instruction.
func (d *dockerfile) take(name string, t *splice.Text, body bool) {
	switch name {
	case "FROM":
		d.from(strings.Fields(t.String()))
	case "ARG", "ENV":
		d.set(t.String())
	case "SHELL":
		var words []string
		d.stage.windows = json.Unmarshal([]byte(t.String()), &words) == nil && len(words) > 0 && !shells[strings.TrimPrefix(words[0], "/bin/")]
	case "STOPSIGNAL":
		text := strings.TrimSpace(t.String())
		if n := strings.Index(t.String(), text); text != "" {
			d.stage.stop = [2]int{t.Offset(n), t.Offset(n+len(text)-1) + 1}
		}
	case "CMD":
		d.stage.cmd = d.command(t, "dockerfile CMD")
	case "ENTRYPOINT":
		d.stage.entrypoint, d.stage.cmd = d.command(t, "dockerfile ENTRYPOINT"), nil
	case "HEALTHCHECK":
		d.healthcheck(t)
	case "RUN":
		d.run(t, body)
	}
}

// from starts a stage, which may be made from an earlier one.
func (d *dockerfile) from(words []string) {
	next := &stage{}
	for len(words) > 0 && strings.HasPrefix(words[0], "--") {
		words = words[1:]
	}
	if len(words) == 0 {
		return
	}
	if base := d.stages[strings.ToLower(words[0])]; base != nil {
		*next = *base
	}
	if len(words) > 2 && strings.EqualFold(words[1], "as") {
		d.stages[strings.ToLower(words[2])] = next
	}
	d.stage = next
}

var setting = regexp.MustCompile(`^\s*([A-Za-z_][A-Za-z0-9_]*)(?:=("[^"$]*"|'[^']*'|[^\s"'$]+)|\s+([^\s=$]+))\s*$`)

// set notes a variable whose value is plain.
func (d *dockerfile) set(text string) {
	if m := setting.FindStringSubmatch(text); m != nil {
		d.vars[m[1]] = strings.Trim(m[2], `"'`) + m[3]
	}
}

// command reads CMD or ENTRYPOINT, and what a shell form sends.
func (d *dockerfile) command(t *splice.Text, context string) *command {
	if words, ok := execForm(t.String()); ok {
		if i := shellScript(words); i > 0 {
			d.shell(d.element(t, words, i).Script(context, senders.UnknownIntent), process{})
		}
		return &command{words: words}
	}
	if d.stage.windows {
		return &command{}
	}
	d.shell(t.Script(context, senders.UnknownIntent), process{})
	return &command{line: t.String(), shell: true}
}

// execForm reads a command in the form of a JSON list.
func execForm(text string) (words []string, ok bool) {
	text = strings.TrimSpace(text)
	return words, strings.HasPrefix(text, "[") && json.Unmarshal([]byte(text), &words) == nil
}

// shellScript returns which of the words is the script of a shell, or 0.
func shellScript(words []string) int {
	for i := 0; i+2 < len(words) && i < 4; i++ {
		base := words[i][strings.LastIndexByte(words[i], '/')+1:]
		if shells[base] && strings.HasPrefix(words[i+1], "-") && strings.HasSuffix(words[i+1], "c") {
			return i + 2
		}
	}
	return 0
}

// element returns word n of a list, in its place.
func (d *dockerfile) element(t *splice.Text, words []string, n int) *splice.Text {
	out := splice.NewText(d.src)
	list := t.String()
	at := strings.IndexByte(list, '[') + 1
	for i := 0; i <= n; i++ {
		for at < len(list) && list[at] != '"' {
			at++
		}
		for at++; at < len(list) && list[at] != '"'; {
			width := 1
			if list[at] == '\\' {
				width = 2
				if at+1 < len(list) && list[at+1] == 'u' {
					width = 6
				}
			}
			end := min(at+width, len(list))
			if i == n {
				d.unescape(out, t, at, end)
			}
			at = end
		}
		at++
	}
	if out.String() != words[n] { // surrogates and the like: the word, roughly placed
		whole := splice.NewText(d.src)
		whole.Put(words[n], t.Offset(0), t.Offset(t.Len()))
		return whole
	}
	return out
}

// unescape adds one character of a JSON string.
func (d *dockerfile) unescape(out, t *splice.Text, at, end int) {
	text := t.String()[at:end]
	var s string
	if text[0] != '\\' || json.Unmarshal([]byte(`"`+text+`"`), &s) != nil {
		out.Add(t, at, end)
		return
	}
	out.Put(s, t.Offset(at), t.Offset(end-1)+1)
}

func (d *dockerfile) healthcheck(t *splice.Text) {
	text := t.String()
	off := 0
	for m := flag.FindString(text[off:]); m != ""; m = flag.FindString(text[off:]) {
		off += len(m)
	}
	d.stage.health = nil
	m := word.FindStringSubmatch(text[off:])
	if m == nil || !strings.EqualFold(m[1], "CMD") {
		return // NONE
	}
	rest := splice.NewText(d.src)
	rest.Add(t, off+len(m[0]), len(text))
	words, list := execForm(rest.String())
	if list {
		if i := shellScript(words); i > 0 {
			rest = d.element(rest, words, i)
		} else {
			words := splice.NewText(d.src)
			words.Put(quoteAll(rest.String()), rest.Offset(0), rest.Offset(rest.Len()))
			rest = words
		}
	}
	if !d.stage.windows {
		d.stage.health = append(d.stage.health, rest.Script("dockerfile HEALTHCHECK", senders.UnknownIntent))
	}
}

// quoteAll turns a JSON list into a command line.
func quoteAll(list string) string {
	words, _ := execForm(list)
	for i := range words {
		words[i] = splice.Quote(words[i])
	}
	return strings.Join(words, " ")
}

// run reads a command of the build. A here-document right behind RUN is its script.
func (d *dockerfile) run(t *splice.Text, body bool) {
	if d.stage.windows {
		return
	}
	text := t.String()
	off := 0
	for m := flag.FindString(text[off:]); m != ""; m = flag.FindString(text[off:]) {
		off += len(m)
	}
	command := splice.NewText(d.src)
	command.Add(t, off, len(text))
	if words, ok := execForm(command.String()); ok {
		i := shellScript(words)
		if i == 0 {
			return
		}
		command = d.element(command, words, i)
	} else if first, rest, _ := strings.Cut(command.String(), "\n"); body && heredoc.ReplaceAllString(strings.TrimSpace(first), "") == "" {
		script := splice.NewText(d.src)
		script.Add(command, len(first)+1, len(first)+1+max(strings.LastIndexByte(rest, '\n'), 0))
		command = script
	}
	d.shell(command.Script("dockerfile RUN", senders.UnknownIntent), process{})
}

func (d *dockerfile) shell(s senders.Script, p process) {
	s.Vars = d.vars
	d.script(s, p)
}

// finish reads what needs the whole last stage: whom its stop signal meets.
func (d *dockerfile) finish() {
	p := d.stage.process()
	for _, s := range d.stage.health {
		d.shell(s, p)
	}
	if d.stage.stop[1] > d.stage.stop[0] {
		d.stop(d.stage.stop[0], d.stage.stop[1], "dockerfile STOPSIGNAL", p)
	}
}

// process returns the first process of a stage's image.
func (s *stage) process() process {
	switch {
	case s.entrypoint == nil && s.cmd == nil:
		return process{}
	case s.entrypoint == nil:
		return s.cmd.process(nil)
	}
	return s.entrypoint.process(s.cmd)
}

// process returns what a command becomes; args are the CMD behind an ENTRYPOINT.
func (c *command) process(args *command) process {
	if c.shell {
		return startedByShell(c.line)
	}
	words := c.words
	if args != nil && !args.shell {
		words = append(words[:len(words):len(words)], args.words...)
	}
	return started(words)
}

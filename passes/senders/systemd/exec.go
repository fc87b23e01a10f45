package systemd

import (
	"strings"

	"github.com/siglint/siglint/passes/senders"
	"github.com/siglint/siglint/passes/senders/shell"
)

// A command is one command line of an Exec directive.
type command struct {
	ignores bool   // "-": a failure does not count
	argv0   bool   // "@": the second word is what the program is called
	literal bool   // ":": variables are not expanded
	words   []text // without quotes; each byte has its place
}

// commands splits the value of an Exec directive as systemd does. Ok is false if
// its quotes are not closed.
func commands(v text) (out []command, ok bool) {
	var cur command
	start := true
	flush := func() {
		if len(cur.words) > 0 {
			out = append(out, cur)
		}
		cur, start = command{}, true
	}
	for i := 0; ; {
		for i < len(v.s) && strings.IndexByte(blanks, v.s[i]) >= 0 {
			i++
		}
		switch {
		case i >= len(v.s):
			flush()
			return out, true
		case v.s[i] == ';' && (i+1 == len(v.s) || strings.IndexByte(blanks, v.s[i+1]) >= 0):
			flush()
			i++
			continue
		case start:
			i = cur.prefixes(v.s, i)
			start = false
			continue
		}
		w, next, closed := word(v, i)
		if !closed {
			flush()
			return out, false
		}
		cur.words = append(cur.words, w)
		i = next
	}
}

// prefixes reads the signs before a program.
func (c *command) prefixes(s string, i int) int {
	for ; i < len(s); i++ {
		switch s[i] {
		case '-':
			c.ignores = true
		case '@':
			c.argv0 = true
		case ':':
			c.literal = true
		case '+', '!', '|':
		default:
			return i
		}
	}
	return i
}

// word reads one word from byte i on and takes its quotes and escapes away.
func word(v text, i int) (w text, next int, closed bool) {
	var b strings.Builder
	var pos []senders.Position
	put := func(c byte, at int) {
		b.WriteByte(c)
		pos = append(pos, v.pos[at])
	}
	quote := byte(0)
	for ; i < len(v.s); i++ {
		c := v.s[i]
		switch {
		case c == '\\' && i+1 < len(v.s):
			i = escape(v.s, i, put)
		case quote != 0 && c == quote:
			quote = 0
		case quote == 0 && (c == '"' || c == '\''):
			quote = c
		case quote == 0 && strings.IndexByte(blanks, c) >= 0:
			return text{b.String(), append(pos, v.pos[i])}, i, true
		default:
			put(c, i)
		}
	}
	return text{b.String(), append(pos, v.end())}, i, quote == 0
}

var letters = map[byte]byte{'a': 7, 'b': 8, 'f': 12, 'n': 10, 'r': 13, 't': 9, 'v': 11, 's': ' '}

// escape reads a backslash and what it makes special; it returns the last byte read.
func escape(s string, i int, put func(byte, int)) int {
	c := s[i+1]
	switch {
	case letters[c] != 0:
		put(letters[c], i)
	case c == 'x' && i+3 < len(s) && hex(s[i+2]) >= 0 && hex(s[i+3]) >= 0:
		put(byte(hex(s[i+2])<<4|hex(s[i+3])), i)
		return i + 3
	case strings.IndexByte(`\"'; `, c) >= 0:
		put(c, i+1)
	default:
		put('\\', i) // kept, as systemd does with a warning
		put(c, i+1)
	}
	return i + 1
}

func hex(c byte) int {
	if 'A' <= c && c <= 'F' {
		c += 'a' - 'A'
	}
	return strings.IndexByte("0123456789abcdef", c)
}

// script puts a command line in the form of shell text that means the same: words
// in quotes, variables where systemd expands them.
func (u *Unit) script(c command, file, context string, intent senders.Intent) senders.Script {
	var b strings.Builder
	var pos []senders.Position
	put := func(s string, at senders.Position) {
		b.WriteString(s)
		for range len(s) {
			pos = append(pos, at)
		}
	}
	for i, w := range c.words {
		if i == 1 && c.argv0 {
			continue
		}
		u.quote(w, c.literal, put)
		put(" ", w.end())
	}
	return senders.Script{
		File: file, Context: context, Intent: intent, Text: b.String(), Vars: u.environment,
		At: func(i int) senders.Position {
			if len(pos) == 0 {
				return senders.Position{Line: 1, Column: 1}
			}
			return pos[min(max(i, 0), len(pos)-1)]
		},
	}
}

// quote writes one word.
func (u *Unit) quote(w text, literal bool, put func(string, senders.Position)) {
	if name, ok := strings.CutPrefix(w.s, "$"); ok && !literal && isName(name) {
		put(w.s, w.pos[0]) // a word of its own is split
		return
	}
	open := true
	put("'", w.pos[0])
	toggle := func(want bool, at senders.Position) {
		if open != want {
			put("'", at)
			open = want
		}
	}
	for i := 0; i < len(w.s); i++ {
		switch rest := w.s[i:]; {
		case rest[0] == '\'':
			toggle(false, w.pos[i])
			put(`\'`, w.pos[i])
		case strings.HasPrefix(rest, "$$") && !literal:
			toggle(true, w.pos[i])
			put("$", w.pos[i])
			i++
		case strings.HasPrefix(rest, "${") && !literal && isName(braced(rest)):
			toggle(false, w.pos[i])
			put(`"${`+braced(rest)+`}"`, w.pos[i])
			i += len(braced(rest)) + 2
		case rest[0] == '%' && len(rest) > 1:
			s, ok := u.specifier(rest[1])
			if !ok {
				s = rest[:2]
			}
			toggle(true, w.pos[i])
			put(strings.ReplaceAll(s, "'", ""), w.pos[i])
			i++
		default:
			toggle(true, w.pos[i])
			put(rest[:1], w.pos[i])
		}
	}
	toggle(false, w.end())
}

// braced returns the name in "${name}...".
func braced(s string) string {
	name, _, ok := strings.Cut(s[2:], "}")
	if !ok {
		return ""
	}
	return name
}

func isName(s string) bool {
	for i := range len(s) {
		c := s[i]
		if !(c == '_' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || i > 0 && '0' <= c && c <= '9') {
			return false
		}
	}
	return s != ""
}

// specifier returns what %c stands for in a system unit, as far as the file tells.
func (u *Unit) specifier(c byte) (string, bool) {
	stem := strings.TrimSuffix(u.Name, ".service")
	prefix, instance, isInstance := strings.Cut(stem, "@")
	switch c {
	case '%':
		return "%", true
	case 't':
		return "/run", true
	case 'S':
		return "/var/lib", true
	case 'C':
		return "/var/cache", true
	case 'L':
		return "/var/log", true
	case 'E':
		return "/etc", true
	case 'n':
		return u.Name, !isInstance || instance != ""
	case 'N':
		return stem, !isInstance || instance != ""
	case 'p', 'P':
		return prefix, true
	case 'i', 'I':
		return instance, instance != ""
	}
	return "", false
}

// start finds the program that ExecStart runs in the end.
func (u *Unit) start(v text) {
	cmds, _ := commands(v)
	if len(cmds) == 0 {
		return
	}
	c := cmds[len(cmds)-1]
	runs := shell.Programs(u.script(c, u.File, "systemd ExecStart", senders.UnknownIntent))
	u.Binary = u.expand(c.words[0].s)
	if len(runs) == 0 {
		for _, w := range c.words[1:] {
			u.Args = append(u.Args, u.expand(w.s))
		}
		return
	}
	p := runs[len(runs)-1]
	for _, r := range runs {
		if r.Exec {
			p = r
		}
	}
	u.Binary, u.Args = p.Args[0], p.Args[1:]
	u.Shell = isShell(c.words[0].s) && !p.Exec && len(runs) > 1
}

func isShell(file string) bool {
	switch file[strings.LastIndexByte(file, '/')+1:] {
	case "sh", "bash", "dash", "ash", "ksh", "zsh":
		return true
	}
	return false
}

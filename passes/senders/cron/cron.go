// Package cron reads crontabs: those of users, and those below /etc/cron.d,
// which name a user before the command.
package cron

import (
	"path"
	"regexp"
	"strings"

	"github.com/siglint/siglint/passes/senders"
	"github.com/siglint/siglint/passes/senders/shell"
	"github.com/siglint/siglint/passes/senders/splice"
)

// maxFile bounds what is read, maxVars the settings that are heeded.
const (
	maxFile = 2 << 20
	maxVars = 100
)

var (
	// entry matches the time of a job, and what stands behind it.
	entry = regexp.MustCompile(`^[ \t]*(?:@[a-z]+|[0-9*][^ \t]*(?:[ \t]+[0-9*A-Za-z][^ \t]*){4})[ \t]+`)
	// setting matches a variable of the environment.
	setting  = regexp.MustCompile(`^[ \t]*("[A-Za-z_][A-Za-z0-9_]*"|'[A-Za-z_][A-Za-z0-9_]*'|[A-Za-z_][A-Za-z0-9_]*)[ \t]*=[ \t]*(.*?)[ \t]*$`)
	userName = regexp.MustCompile(`^[a-z_][a-z0-9_.-]*[ \t]+`)
)

// Read returns what the jobs of a crontab send.
func Read(file string, content []byte) ([]senders.Send, []senders.Problem) {
	if len(content) > maxFile {
		return nil, splice.TooLarge(file)
	}
	src := splice.NewSource(file, content)
	r := &reader{src: src, user: namesUsers(src), vars: make(map[string]string)}
	for n := range src.Lines() {
		r.line(src.Line(n))
	}
	return r.sends, r.problems
}

// A reader goes through the lines in order: a variable holds for what follows.
type reader struct {
	src      *splice.Source
	user     bool // a user stands before the command
	vars     map[string]string
	sends    []senders.Send
	problems []senders.Problem
}

func (r *reader) line(start, end int) {
	text := r.src.Text[start:end]
	if trimmed := strings.TrimLeft(text, " \t"); trimmed == "" || trimmed[0] == '#' {
		return
	}
	if m := setting.FindStringSubmatch(text); m != nil {
		if len(r.vars) < maxVars {
			r.vars[unquote(m[1])] = unquote(m[2])
		}
		return
	}
	m := entry.FindString(text)
	if m == "" {
		return // cron would refuse the line
	}
	start += len(m)
	if r.user {
		name := userName.FindString(r.src.Text[start:end])
		if name == "" {
			return
		}
		start += len(name)
	}
	script := command(r.src, start, end).Script("cron", senders.UnknownIntent)
	script.Vars = make(map[string]string, len(r.vars))
	for name, value := range r.vars {
		script.Vars[name] = value
	}
	sends, problems := shell.Sends(script)
	r.sends = append(r.sends, sends...)
	r.problems = append(r.problems, problems...)
}

// command returns the command of a line: as far as a percent sign, behind
// which its standard input stands. A backslash takes that meaning away.
func command(src *splice.Source, start, end int) *splice.Text {
	t := splice.NewText(src)
	from := start
	for i := start; i < end; i++ {
		switch {
		case src.Text[i] == '\\' && i+1 < end && src.Text[i+1] == '%':
			t.Keep(from, i)
			from = i + 1
			i++
		case src.Text[i] == '%':
			t.Keep(from, i)
			return t
		}
	}
	t.Keep(from, end)
	return t
}

// namesUsers reports whether the crontab is the system's: by its place, or
// because root stands where a command would.
func namesUsers(src *splice.Source) bool {
	dir, base := path.Split(src.File)
	switch path.Base(dir) {
	case "cron.d":
		return true
	case "crontabs", "tabs":
		return false
	case "etc":
		if base == "crontab" {
			return true
		}
	}
	if strings.HasSuffix(strings.TrimSuffix(base, ".in"), ".cron.d") {
		return true
	}
	for n := range src.Lines() {
		start, end := src.Line(n)
		if m := entry.FindString(src.Text[start:end]); m != "" && strings.HasPrefix(src.Text[start+len(m):end], "root ") {
			return true
		}
	}
	return false
}

// unquote takes away the quotes around a value.
func unquote(s string) string {
	if len(s) > 1 && (s[0] == '"' || s[0] == '\'') && s[len(s)-1] == s[0] {
		return s[1 : len(s)-1]
	}
	return s
}

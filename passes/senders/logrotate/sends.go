package logrotate

import (
	"regexp"

	"github.com/siglint/siglint/passes/senders"
	"github.com/siglint/siglint/passes/senders/shell"
)

// Sends returns what the scripts that logrotate runs send, and what is wrong
// in the file and its scripts. A script that runs for several sections gives
// its sends once.
func Sends(f *File) ([]senders.Send, []senders.Problem) {
	var sends []senders.Send
	problems := append([]senders.Problem(nil), f.Problems...)
	for _, s := range f.Scripts {
		if len(s.users) == 0 {
			continue // it never runs
		}
		found, bad := shell.Sends(s.script())
		for _, p := range bad {
			if !s.Template && (p.Category != "" || !s.swallows) {
				problems = append(problems, p)
			}
		}
		each := s.repeats()
		for i := range found {
			found[i].RepeatsEach = each
		}
		sends = append(sends, found...)
	}
	return sends, problems
}

// script returns the body as a shell script, run as logrotate runs it.
func (s *Script) script() senders.Script {
	args := []string{"logrotate_script"}
	if len(s.users) == 1 {
		if arg, ok := s.users[0].firstArg(s.Kind); ok {
			args = append(args, arg)
		}
	}
	return senders.Script{
		File: s.File, Context: "logrotate " + s.Kind.String(), Intent: senders.Survive,
		Text: s.Body, Start: s.BodyPos.Position(), Args: args,
	}
}

// firstArg returns the $1 of a script, if it is known beforehand: the path
// list of the section, or its one log.
func (s *Section) firstArg(k Kind) (string, bool) {
	switch {
	case k == Preremove:
		return "", false
	case k == Firstaction || k == Lastaction || s.Shared:
		return s.Pattern, true
	case len(s.Paths) == 1 && !s.Paths[0].Glob():
		return s.Paths[0].Text, true
	}
	return "", false
}

// ownFile matches a use of the log a script is run for, or of its new name.
var ownFile = regexp.MustCompile(`\$[12@*]|\$\{[12@*]`)

// repeats reports whether the script runs once for each of several files, and
// does the same each time.
func (s *Script) repeats() bool {
	if s.Kind != Prerotate && s.Kind != Postrotate || ownFile.MatchString(s.Body) {
		return false
	}
	for _, section := range s.users {
		if !section.Shared && section.several() {
			return true
		}
	}
	return false
}

// several reports whether the section is for more than one file, or may be.
func (s *Section) several() bool {
	n := 0
	for _, p := range s.Paths {
		switch {
		case p.refused:
		case p.Glob():
			return true
		default:
			n++
		}
	}
	return n > 1
}

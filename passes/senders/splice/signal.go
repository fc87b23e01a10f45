package splice

import (
	"fmt"
	"strings"

	"github.com/siglint/siglint/passes/senders"
	"github.com/siglint/siglint/passes/signals"
)

// Signal reads the signal at a place of the source. It is "" for none, for one
// that is filled in later, and for one that does not exist, which is a problem.
func (s *Source) Signal(off, end int) (name string, problem *senders.Problem) {
	word := strings.Trim(s.Text[off:end], `"' `)
	if strings.Trim(word, "0") == "" || strings.ContainsAny(word, "${}%@<>") {
		return "", nil
	}
	name, near, ok := signals.Parse(word)
	if ok {
		return name, nil
	}
	p := &senders.Problem{
		File: s.File, Pos: s.Pos(off), End: s.Pos(end), Category: "misspelt", Severity: "error",
		Message: fmt.Sprintf("unknown signal %q", word),
	}
	if near != "" {
		p.Message += fmt.Sprintf("; did you mean %s?", near)
	}
	return "", p
}

// TooLarge is the problem of a file that is not read for its size.
func TooLarge(file string) []senders.Problem {
	at := senders.Position{Line: 1, Column: 1}
	return []senders.Problem{{File: file, Pos: at, End: at, Severity: "error", Message: "the file is too large to be read"}}
}

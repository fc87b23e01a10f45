package shell

import (
	"path"
	"slices"
	"strings"
	"unicode"

	"github.com/siglint/siglint/passes/senders"
)

// A hint is what a name says of the sends below it.
type hint int

const (
	noHint hint = iota
	survive
	end
)

// Words at the start of which a name tells what it wants. The weak ones yield to
// an ending: graceful-stop.
var (
	surviveWords = []string{"reload", "reopen", "rotat", "logrotat", "reconf", "rehash", "reread"}
	weakWords    = []string{"refresh", "graceful", "flush", "upgrade"}
	endWords     = []string{"stop", "terminat", "shutdown", "restart", "quit", "halt", "teardown", "cleanup", "exit"}
)

// hintOf says what the names of one arm want: to end, if one of them does.
func hintOf(names ...string) hint {
	found := noHint
	for _, name := range names {
		switch wordHint(name) {
		case end:
			return end
		case survive:
			found = survive
		}
	}
	return found
}

// wordHint looks for telling words in a name such as do_reload or force-reload.
func wordHint(name string) hint {
	found := noHint
	for _, w := range nameWords(name) {
		switch {
		case startsWith(w, surviveWords):
			return survive
		case startsWith(w, endWords), w == "kill" && len(name) <= len("force-kill") && !strings.Contains(name, "_"):
			found = end
		case found == noHint && (startsWith(w, weakWords) || w == "hup" || w == "sighup"):
			found = survive
		}
	}
	return found
}

func startsWith(word string, prefixes []string) bool {
	return slices.ContainsFunc(prefixes, func(p string) bool { return strings.HasPrefix(word, p) })
}

// nameWords takes a name apart at signs and at capitals, in lower case.
func nameWords(name string) []string {
	var b strings.Builder
	lower := false
	for _, r := range name {
		if unicode.IsUpper(r) && lower {
			b.WriteByte(' ')
		}
		lower = unicode.IsLower(r)
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			b.WriteRune(unicode.ToLower(r))
		} else {
			b.WriteByte(' ')
		}
	}
	return strings.Fields(b.String())
}

// hintAt returns the nearest hint: of the function, of the arm, of the file.
func (in *interp) hintAt(e *env, c ctx) hint {
	switch {
	case c.hint != noHint:
		return c.hint
	case e.hint != noHint:
		return e.hint
	case in.s.Intent == senders.Survive:
		return survive
	case in.s.Intent == senders.End:
		return end
	case in.s.Context == "shell":
		return wordHint(path.Base(in.s.File))
	}
	return noHint
}

// intent says what a send wants of the program.
func (in *interp) intent(signal string, e *env, c ctx) senders.Intent {
	ending := false
	switch signal {
	case "SIGTERM", "SIGKILL", "SIGINT", "SIGQUIT", "SIGABRT":
		ending = true
	}
	switch h := in.hintAt(e, c); {
	case h == end, h == noHint && ending:
		return senders.End
	case h == survive && !ending:
		return senders.Survive
	}
	return senders.UnknownIntent
}

// actionIntent says what the word given to a service wants of it.
func actionIntent(action string) senders.Intent {
	switch wordHint(action) {
	case survive:
		return senders.Survive
	case end:
		return senders.End
	}
	return senders.UnknownIntent
}

// context names the arm, too.
func (in *interp) context(e *env) string {
	if e.arm == "" {
		return in.s.Context
	}
	return in.s.Context + " " + e.arm
}

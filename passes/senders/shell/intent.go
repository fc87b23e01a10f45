package shell

import (
	"path"

	"github.com/siglint/siglint/passes/senders"
)

// A hint is what a name says of the sends below it.
type hint int

const (
	noHint hint = iota
	survive
	end
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

// wordHint says what a name such as do_reload or force-reload wants.
func wordHint(name string) hint {
	switch senders.IntentOf(name) {
	case senders.Survive:
		return survive
	case senders.End:
		return end
	}
	return noHint
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

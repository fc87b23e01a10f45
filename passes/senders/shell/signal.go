package shell

import (
	"strings"

	"github.com/siglint/siglint/passes/signals"
)

// A sig is the signal of a send.
type sig struct {
	name string // "" if it is not known
	none bool   // nothing is sent: signal 0, or no such signal
}

// signal reads a signal. One that does not exist is a Problem, and nothing is sent.
func (in *interp) signal(v value, at field) sig {
	word, ok := v.text()
	if !ok {
		return sig{}
	}
	word = strings.TrimSpace(word)
	if strings.Trim(word, "0") == "" && word != "" || strings.EqualFold(word, "EXIT") {
		return sig{none: true}
	}
	name, near, ok := signals.Parse(word)
	switch {
	case ok:
		return sig{name: name}
	case word == "":
		return sig{}
	}
	in.misspelt(word, near, at)
	return sig{none: true}
}

func (in *interp) misspelt(word, near string, at field) {
	if near != "" {
		in.problem(at.pos, at.end, "misspelt", "error", "unknown signal %q; did you mean %s?", word, near)
	} else {
		in.problem(at.pos, at.end, "misspelt", "error", "unknown signal %q", word)
	}
}

// signalWord reads "-HUP" and "-9" as kill and its kin take them. Ok is false if
// the word is not meant as a signal.
func (in *interp) signalWord(f field) (s sig, ok bool) {
	p := f.prefix()
	if len(p) == 0 || p[0] != '-' || strings.HasPrefix(p, "--") {
		return sig{}, false
	}
	word, known := f.cut(1).text()
	switch {
	case !known && (p == "-" || strings.EqualFold(p, "-sig")):
		return sig{}, true
	case !known || word == "":
		return sig{}, false
	}
	if strings.Trim(word, "0") == "" {
		return sig{none: true}, true
	}
	if name, _, valid := signals.Parse(word); valid {
		return sig{name: name}, true
	}
	return sig{}, false
}

// looksLikeSignal reports whether an unknown option is a signal gone wrong:
// "-HUB", "-SIGHPU", "-99".
func looksLikeSignal(word string) (near string, ok bool) {
	if len(word) < 2 {
		return "", false
	}
	_, near, _ = signals.Parse(word)
	if strings.Trim(word, "0123456789") == "" {
		return "", true
	}
	if strings.HasPrefix(strings.ToUpper(word), "SIG") && len(word) > 4 {
		return near, true
	}
	return near, near != "" && len(word) >= 3 && word == strings.ToUpper(word)
}

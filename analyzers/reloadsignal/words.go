package reloadsignal

import (
	"slices"
	"strings"
	"unicode"

	"github.com/siglint/siglint/passes/consumers"
)

// reloadWords are the words of names whose functions read something anew.
var reloadWords = []string{
	"cert", "certificate", "certificates", "certs", "cfg", "conf", "config", "configuration", "configure", "load",
	"refresh", "rehash", "reload", "reloader", "reparse", "reread", "settings", "update",
}

// reopenWords are the words of names whose functions open a file anew.
var reopenWords = []string{"reopen", "rotate", "rotation", "rotator", "logrotate", "openlog"}

// askers begin the names of functions that only look.
var askers = []string{"get", "has", "is", "last", "len", "new", "should", "with"}

// says reports whether a name says outright that something is read or opened
// anew, and not only what it is about.
func says(act consumers.Act) bool {
	return slices.ContainsFunc(split(act.Name[strings.LastIndexByte(act.Name, '.')+1:]), func(w string) bool {
		return strings.HasPrefix(w, "re") && slices.Contains(reloadWords, w) || slices.Contains(reopenWords, w)
	})
}

// asks reports whether a function of this name only looks.
func asks(name string) bool {
	words := split(name[strings.LastIndexByte(name, '.')+1:])
	return len(words) > 0 && slices.Contains(askers, words[0])
}

// readers are the words of functions that reload if what they belong to is
// a configuration: cfg.Read, config.Parse.
var readers = []string{"apply", "parse", "read", "sync"}

// category says what kind of work an act is, by the words of its name. What
// stands before the last dot counts only for readers.
func category(act consumers.Act) string {
	dot := strings.LastIndexByte(act.Name, '.') + 1
	words, owner := split(act.Name[dot:]), split(act.Name[:dot])
	switch {
	case has(words, reopenWords), has(words, []string{"open"}) && has(words, []string{"log", "logs"}):
		return "reopen"
	case has(words, reloadWords), has(words, readers) && has(owner, reloadWords):
		return "reload"
	default:
		return "other"
	}
}

func has(words, list []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return slices.Contains(list, w) })
}

// split divides a name as code spells it into lower-case words:
// "s.reloadTLSConfig" has s, reload, tls, config.
func split(name string) []string {
	var words []string
	var word []rune
	flush := func() {
		if len(word) > 0 {
			words = append(words, strings.ToLower(string(word)))
			word = nil
		}
	}
	runes := []rune(name)
	for i, r := range runes {
		if !unicode.IsLetter(r) {
			flush()
			continue
		}
		upper := unicode.IsUpper(r)
		starts := i > 0 && upper && !unicode.IsUpper(runes[i-1])
		ends := i > 0 && upper && i+1 < len(runes) && unicode.IsLower(runes[i+1])
		if starts || ends {
			flush()
		}
		word = append(word, r)
	}
	flush()
	return words
}

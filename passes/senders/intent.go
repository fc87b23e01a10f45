package senders

import (
	"strings"
	"unicode"
)

// IntentOf returns what the name of a function or target says of the signals
// sent there: "reloadConfig", "stop-all".
func IntentOf(name string) Intent {
	intent := UnknownIntent
	for _, word := range nameWords(name) {
		switch {
		case starts(word, "reload", "reopen", "rotat", "refresh") || word == "hup" || word == "sighup":
			return Survive
		case starts(word, "stop", "shutdown", "terminat", "teardown", "restart", "clean", "quit") || word == "down" || word == "kill":
			intent = End
		}
	}
	return intent
}

func starts(word string, prefixes ...string) bool {
	for _, p := range prefixes {
		if strings.HasPrefix(word, p) {
			return true
		}
	}
	return false
}

// nameWords takes a name apart at signs and before capitals, in lower case.
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

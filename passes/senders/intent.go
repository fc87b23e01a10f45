package senders

import (
	"slices"
	"strings"
	"unicode"
)

// Words at the start of which a name tells what it wants. The weak ones yield to
// an ending: graceful-stop.
var (
	surviveWords = []string{"reload", "reopen", "rotat", "logrotat", "reconf", "rehash", "reread"}
	weakWords    = []string{"refresh", "graceful", "flush", "upgrade"}
	endWords     = []string{"stop", "terminat", "shutdown", "restart", "quit", "halt", "teardown", "cleanup", "exit"}
)

// IntentOf returns what the name of a function, target or action says of the
// signals sent there: "reloadConfig", "stop-all", "do_reload".
func IntentOf(name string) Intent {
	intent := UnknownIntent
	for _, word := range NameWords(name) {
		switch {
		case startsWith(word, surviveWords):
			return Survive
		case startsWith(word, endWords), word == "down", name == "clean",
			word == "kill" && len(name) <= len("force-kill") && !strings.Contains(name, "_"):
			intent = End
		case intent == UnknownIntent && (startsWith(word, weakWords) || word == "hup" || word == "sighup"):
			intent = Survive
		}
	}
	return intent
}

func startsWith(word string, prefixes []string) bool {
	return slices.ContainsFunc(prefixes, func(p string) bool { return strings.HasPrefix(word, p) })
}

// NameWords takes a name apart at signs and before capitals, in lower case.
func NameWords(name string) []string {
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

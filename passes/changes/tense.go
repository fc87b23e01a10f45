package changes

import "strings"

// irregular verbs that describe handlers, in the third person.
var irregular = map[string]string{
	"begins": "began", "does": "did", "gets": "got", "goes": "went", "is": "was", "keeps": "kept", "leaves": "left",
	"makes": "made", "puts": "put", "reads": "read", "rebuilds": "rebuilt", "resets": "reset", "reruns": "reran",
	"runs": "ran", "sends": "sent", "sets": "set", "shuts": "shut", "takes": "took", "tells": "told",
	"writes": "wrote", "rewrites": "rewrote", "has": "had", "rereads": "reread", "forwards": "forwarded",
	// a doubled consonant
	"cancels": "cancelled", "drops": "dropped", "logs": "logged", "skips": "skipped", "stops": "stopped",
	"swaps": "swapped", "plans": "planned", "unplugs": "unplugged",
}

// pastTense turns "reloads the configuration and restarts the listener" into
// what was done. Words in parentheses are names and stay.
func pastTense(s string) string {
	words := strings.Split(s, " ")
	verbNext := true
	for i, w := range words {
		if strings.HasPrefix(w, "(") {
			break // calls, quoted from the code
		}
		if verbNext {
			words[i] = past(w)
		}
		verbNext = w == "and" && i+1 < len(words) && isVerb(words[i+1]) || w == "then" && verbNext
	}
	return strings.Join(words, " ")
}

// isVerb guesses whether a word after "and" is a verb and no noun: only the
// verbs that handlers are described by are taken for one.
func isVerb(w string) bool {
	if _, ok := irregular[w]; ok || w == "then" {
		return true
	}
	switch strings.TrimPrefix(w, "re") {
	case "loads", "opens", "starts", "closes", "rotates", "flushes", "calls", "dumps", "toggles", "reloads", "reopens", "connects", "news", "prints", "continues", "executes", "upgrades", "cycles":
		return true
	}
	return false
}

func past(w string) string {
	if p, ok := irregular[w]; ok {
		return p
	}
	stem, ok := strings.CutSuffix(w, "s")
	switch {
	case !ok || stem == "" || strings.HasSuffix(stem, "s"):
		return w // not in the third person
	case strings.HasSuffix(stem, "ie"):
		return stem + "d" // copies: copied
	case hasAnySuffix(stem, "she", "che", "sse", "xe", "zze"):
		return stem + "d" // flushes: flushed
	case strings.HasSuffix(stem, "e"):
		return stem + "d"
	}
	return stem + "ed"
}

func hasAnySuffix(s string, suffixes ...string) bool {
	for _, suffix := range suffixes {
		if strings.HasSuffix(s, suffix) {
			return true
		}
	}
	return false
}

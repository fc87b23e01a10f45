package flow

import (
	"slices"
	"strings"
	"unicode"
)

// A Sort is the sort of work that a name promises.
type Sort string

// The sorts of work.
const (
	Reload Sort = "reload" // reads something anew
	Reopen Sort = "reopen" // opens a file anew
	Other  Sort = "other"
)

// A verb tells what a function does, by a word of its name. There are no
// participles: "reloading" is a state, and "reloaded" an event to tell of.
type verb struct {
	words    []string
	with     []string // another word of the name, or of what it belongs to, is one of these
	says     string
	sort     Sort
	outright bool // it can mean nothing else
}

var (
	configs = strings.Fields("cfg conf config configs configuration configurations settings")
	certs   = strings.Fields("cert certs certificate certificates")
	logs    = strings.Fields("log logs logfile logfiles")
	files   = strings.Fields("file files")
)

// verbs are looked up in this order: a name may have several.
var verbs = []verb{
	{strings.Fields("reopen reopens reopener"), nil, "reopens", Reopen, true},
	{strings.Fields("rotate rotates rotator rotation logrotate"), nil, "rotates", Reopen, true},
	{strings.Fields("reload reloads reloader"), nil, "reloads", Reload, true},
	{strings.Fields("rehash"), nil, "rehashes", Reload, true},
	{strings.Fields("reread"), nil, "rereads", Reload, true},
	{strings.Fields("reparse"), nil, "parses anew", Reload, true},
	{strings.Fields("reconfig reconfigure"), nil, "reconfigures", Reload, true},
	{strings.Fields("refresh refreshes refresher"), nil, "refreshes", Reload, true},
	{strings.Fields("restart restarts"), nil, "restarts", Other, false},
	{strings.Fields("relaunch relaunches"), nil, "relaunches", Other, false},
	{strings.Fields("upgrade upgrades"), nil, "upgrades", Other, false},
	{strings.Fields("dump dumps dumper"), nil, "dumps state", Other, true},
	{strings.Fields("stack stacks stacktrace stacktraces backtrace backtraces traceback tracebacks"), nil, "dumps stacks", Other, false},
	{strings.Fields("profile profiles profiler profiling"), nil, "profiles", Other, false},
	{strings.Fields("flush flushes"), nil, "flushes", Other, false},
	{strings.Fields("openlog openlogs"), nil, "opens a log", Reopen, false},
	{strings.Fields("open"), logs, "opens a log", Reopen, false},
	{strings.Fields("open"), files, "opens a file", Reopen, false},
	{strings.Fields("read"), configs, "reads", Reload, false},
	{strings.Fields("parse"), configs, "parses", Reload, false},
	{strings.Fields("apply"), configs, "applies", Reload, false},
	{strings.Fields("read"), certs, "reads", Reload, false},
	{strings.Fields("sync"), configs, "syncs", Reload, false},
	{strings.Fields("load loads"), nil, "loads", Reload, false},
	{strings.Fields("update updates"), configs, "updates", Reload, false},
	{strings.Fields("update updates"), certs, "updates", Reload, false},
	{strings.Fields("update updates"), nil, "updates", Other, false},
	{strings.Fields("toggle toggles"), nil, "toggles", Other, false},
	{strings.Fields("configure configures"), nil, "configures", Reload, false},
	{strings.Fields("set init setup install use process handle"), configs, "applies the configuration", Reload, false},
	{strings.Fields("set init setup install use process handle"), certs, "applies the certificates", Reload, false},
}

// tellers begin the names of functions that only show what the rest is about.
var tellers = strings.Fields("print log show list report write export emit publish send save check validate verify")

// verbOf finds the verb of a name as the code spells it, and the words that
// the name has behind it.
func verbOf(name string) (found verb, rest []string) {
	last := lastName(name)
	split := splitName(last)
	words, owner := lower(split), lower(splitName(strings.TrimSuffix(name, last)))
	if len(words) == 1 {
		if v, end := runTogether(words[0]); end != "" {
			return v, []string{end}
		}
	}
	shows := len(words) > 0 && slices.Contains(tellers, words[0])
	for _, v := range verbs {
		if shows && v.sort == Reload {
			continue
		}
		i := slices.IndexFunc(words, func(w string) bool { return slices.Contains(v.words, w) })
		if i >= 0 && (v.with == nil || overlap(words, v.with) || overlap(owner, v.with)) {
			return v, split[i+1:]
		}
	}
	return verb{}, nil
}

func hasVerb(name string) bool {
	v, _ := verbOf(name)
	return v.says != ""
}

// runTogether finds the verb that a name without capitals begins with, as
// reloadconfig does, and what follows it.
func runTogether(word string) (verb, string) {
	for _, v := range verbs {
		end, ok := strings.CutPrefix(word, v.words[0])
		switch {
		case !ok || end == "" || slices.Contains(v.words, word):
		case end == "d" || end == "ed" || end == "ing": // participles
		case v.outright, v.sort == Reload && strings.HasPrefix(end, "conf"):
			return v, end
		}
	}
	return verb{}, ""
}

func overlap(a, b []string) bool {
	return slices.ContainsFunc(a, func(w string) bool { return slices.Contains(b, w) })
}

func lower(words []string) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = strings.ToLower(w)
	}
	return out
}

// splitName divides a name as code spells it into words: "s.reloadTLSConfig"
// has s, reload, TLS, Config.
func splitName(name string) []string {
	var words []string
	runes := []rune(name)
	from := 0
	for i := 0; i <= len(runes); i++ {
		part := i < len(runes) && (unicode.IsLetter(runes[i]) || unicode.IsDigit(runes[i]))
		if part && (i == from || !startsWord(runes, i)) {
			continue
		}
		if i > from {
			words = append(words, string(runes[from:i]))
		}
		from = i
		if !part {
			from = i + 1
		}
	}
	return words
}

// startsWord reports whether a word of a camel-case name begins at i > 0.
func startsWord(name []rune, i int) bool {
	if !unicode.IsUpper(name[i]) {
		return false
	}
	return !unicode.IsUpper(name[i-1]) || i+1 < len(name) && unicode.IsLower(name[i+1])
}

package sendtest

import (
	"regexp"
	"slices"
	"strings"

	"github.com/siglint/siglint/passes/senders"
	"github.com/siglint/siglint/passes/signals"
)

// plain matches text that means what it says: nothing in it is quoted, expanded,
// substituted or continued.
var plain = regexp.MustCompile(`^[\w./:=+,@%-][\w./:=+,@% \t-]*$`)

// words are the commands behind a via that is not itself the word.
var words = map[string][]string{
	"docker-kill":      {"docker", "podman", "nerdctl", "compose", "kubectl", "oc", "ctr", "lxc", "incus", "kill"},
	"docker-stop":      {"docker", "podman", "nerdctl", "compose"},
	"systemctl-kill":   {"systemctl", "deb-systemd-invoke"},
	"systemctl-reload": {"systemctl", "deb-systemd-invoke"},
	"service":          {"service", "invoke-rc.d"},
	"svc":              {"svc", "sv"},
}

// stray tells what is wrong with the text that a send stands at, if anything is.
// Where the text is plain, it holds the word that the send is known by.
func stray(s senders.Send, own string) string {
	switch {
	case own == "":
		return "stands at nothing"
	case strings.ContainsRune(" \t\r\n", rune(own[0])):
		return "stands at no word"
	}
	switch s.Via {
	case "stopsignal":
		if !plain.MatchString(own) {
			return ""
		}
		if name, _, _ := signals.Parse(own); name != s.Signal {
			return "sends " + s.Signal + " by " + own
		}
	case "unit-directive":
		if !strings.HasPrefix(own, s.Directive) {
			return s.Directive + " is not at " + own
		}
	case "newsyslog":
		if plain.MatchString(own) && !strings.Contains(own, s.Target) {
			return s.Target + " is not at " + own
		}
	case "go":
		if !strings.Contains(own, "(") {
			return "no call is at " + own
		}
	case "own-binary", "helper-script":
		if plain.MatchString(own) && !strings.Contains(own, s.Action) {
			return s.Action + " is not at " + own
		}
	default:
		list := append([]string{s.Via}, words[s.Via]...)
		if plain.MatchString(own) && !slices.ContainsFunc(list, func(w string) bool { return strings.Contains(own, w) }) {
			return "no " + s.Via + " is at " + own
		}
	}
	return ""
}

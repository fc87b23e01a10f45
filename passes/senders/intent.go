package senders

import "strings"

// IntentOf returns what the name of a function or target says of the signals
// sent there: "reloadConfig", "stop".
func IntentOf(name string) Intent {
	name = strings.ToLower(name)
	for _, word := range []string{"reload", "reopen", "rotate", "hup", "refresh"} {
		if strings.Contains(name, word) {
			return Survive
		}
	}
	for _, word := range []string{"stop", "kill", "down", "restart", "clean", "terminate", "quit"} {
		if strings.Contains(name, word) {
			return End
		}
	}
	return UnknownIntent
}

// Package outsider knows nothing of signals.
package outsider

// An Asker asks.
type Asker interface{ Ask(question string) string }

// Ask asks somebody.
func Ask(a Asker) string { return a.Ask("?") }

// Handlers are called by name.
var Handlers = map[string]func() error{}

// AskAll asks each of a list.
func AskAll[T Asker](list []T) {
	for _, a := range list {
		a.Ask("?")
	}
}

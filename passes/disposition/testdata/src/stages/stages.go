// Package stages is told what to do by functions that sound like those that log.
package stages

import "sync"

// An Action is what to do.
type Action int

// The actions.
const (
	Stop Action = iota
	Reload
)

var (
	wg   sync.WaitGroup
	last Action
)

// Notice tells what to do.
func Notice(a Action) {
	last = a
	if a == Stop {
		wg.Done()
	}
}

// Warn says something.
func Warn(text string) {}

// Run works until it is told to stop.
func Run() {
	wg.Add(1)
	wg.Wait()
}

// GetStacks returns the stacks of all goroutines.
func GetStacks(all bool) string { return "" }

// GetName returns a name.
func GetName() string { return "stages" }

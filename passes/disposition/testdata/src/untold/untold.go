// Package untold tells nothing of what its values do.
package untold

import "os"

// An Updater is told of states.
type Updater interface {
	Update(state string) error
	Leave()
}

type file struct{}

func (file) Update(state string) error { return os.WriteFile("state", []byte(state), 0o600) }
func (file) Leave()                    { os.Exit(1) }

// New returns an Updater.
func New() Updater { return file{} }

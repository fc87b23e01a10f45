// Package plugged has a loader of plugins among others.
package plugged

import "plugin"

// A Loader loads something.
type Loader interface{ Load(name string) error }

type files struct{}

func (files) Load(name string) error { return nil }

type plugins struct{}

func (plugins) Load(name string) error {
	_, err := plugin.Open(name)
	return err
}

// Loaders returns them.
func Loaders() []Loader { return []Loader{files{}, plugins{}} }

// Package factories keeps functions in a list, for who reads it.
package factories

import (
	"os"
	"os/signal"
	"syscall"
)

// Name is a name.
const Name = "x"

type runner interface{ run() error }

type factory func() (runner, error)

var all = []factory{newWatcher}

type watcher struct{}

func newWatcher() (runner, error) { return &watcher{}, nil }

func (*watcher) run() error {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP)
	for range c {
		os.Rename("a", "b")
	}
	return nil
}

// Run runs what they make.
func Run() error {
	for _, f := range all {
		r, err := f()
		if err != nil {
			return err
		}
		go r.run()
	}
	return nil
}

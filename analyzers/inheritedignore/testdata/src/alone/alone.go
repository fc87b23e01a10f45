// Package alone starts no children.
package alone

import (
	"os/signal"
	"syscall"
	"time"
)

func deaf() { signal.Ignore(syscall.SIGHUP) }

type engine struct{}

func (engine) Start() {}
func (engine) Run()   {}

// To start something else starts no process.
func other() {
	engine{}.Start()
	engine{}.Run()
	time.AfterFunc(time.Second, deaf)
}

// Package line completes its configuration once.
package line

import (
	"os"
	"os/signal"
	"syscall"
)

// Config is completed by Init.
type Config struct {
	Prompt string
	On     func(func())
	inited bool
}

// Init completes it.
func (c *Config) Init() error {
	if c.inited {
		return nil
	}
	c.inited = true
	if c.On == nil {
		c.On = DefaultOn
	}
	return nil
}

// DefaultOn calls f when the terminal changes.
func DefaultOn(f func()) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGWINCH)
	go func() {
		for range c {
			f()
		}
	}()
}

// Op is a line that is read.
type Op struct{ cfg *Config }

// New reads a line.
func New(c *Config) (*Op, error) {
	if err := c.Init(); err != nil {
		return nil, err
	}
	o := &Op{c}
	o.cfg.On(func() { os.Stdout.WriteString("x") })
	return o, nil
}

// Package example is on the page of reloadsignal.
package example

import (
	"log"
	"os"
	"os/signal"
	"syscall"
)

type config struct{ name string }

func (c *config) Reload() error {
	name, err := os.ReadFile("name")
	c.name = string(name)
	return err
}

var cfg config

func reloads() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP)
	for range c {
		if err := cfg.Reload(); err != nil {
			log.Print(err)
		}
	}
}

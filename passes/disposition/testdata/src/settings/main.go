// Command settings has a parser read its settings, parts of which have methods:
// those that provide something are not called by it.
package main

import (
	"os"
	"os/signal"
	"syscall"

	"example.com/parser"
)

type provider struct{ Watch bool }

func (p *provider) Provide() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP)
	for range c {
		os.ReadFile("x")
	}
}

type configuration struct {
	Providers struct{ File *provider }
}

func main() {
	parser.Parse(&configuration{})
	select {}
}

// Package prompts asks at a terminal, through an interface that may be wrapped.
package prompts

import (
	"os"
	"os/signal"
)

// A Ui talks to a person.
type Ui interface {
	Ask(question string) string
	Say(text string)
}

// Basic is a Ui that handles interrupts while it asks.
type Basic struct{}

func (Basic) Ask(question string) string {
	c := make(chan os.Signal, 1)
	signal.Notify(c, os.Interrupt)
	defer signal.Stop(c)
	<-c
	return ""
}

func (Basic) Say(text string) { println(text) }

// Loud is a Ui around another.
type Loud struct{ Ui Ui }

func (l Loud) Ask(question string) string { return l.Ui.Ask(question + "!") }
func (l Loud) Say(text string)            { l.Ui.Say(text + "!") }

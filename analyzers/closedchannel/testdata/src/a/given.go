package a

import (
	"os"
	"os/signal"
)

// Supervise names the channel as it does itself, not as a test that gives one.
func Supervise(c chan os.Signal) {
	if c == nil {
		c = make(chan os.Signal, 1)
	}
	defer close(c) // want `^c is closed without signal.Stop; `
	signal.Notify(c, os.Interrupt)
	<-c
}

// What is deferred by a function that never returns is never done.
func forever(work func() error) {
	c := make(chan os.Signal, 1)
	defer close(c)
	signal.Notify(c, os.Interrupt)
	go func() {
		for range c {
			println("again")
		}
	}()
	for {
		if err := work(); err != nil {
			println(err)
		}
	}
}

func once(work func() error) {
	c := make(chan os.Signal, 1)
	defer close(c) // want `^c is closed without signal.Stop; `
	signal.Notify(c, os.Interrupt)
	go func() {
		for range c {
			println("again")
		}
	}()
	for {
		if err := work(); err != nil {
			return
		}
	}
}

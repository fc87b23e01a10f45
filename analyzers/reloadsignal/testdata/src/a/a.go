// Package a hangs work off signals.
package a

import (
	"errors"
	"log"
	"os"
	"os/exec"
	"os/signal"
	"syscall"
)

type config struct{ name string }

func (c *config) Reload() error {
	if c.name == "" {
		return errors.New("no name")
	}
	c.name += "."
	return nil
}

var (
	cfg   config
	turns int
)

func reload()     { turns++ }
func reopenLogs() { turns-- }
func dumpState()  { turns = 0 }

func twice() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP, syscall.SIGUSR1)
	for s := range c {
		switch s {
		case syscall.SIGHUP: // want `^SIGHUP reloads by reload, and its sender gets no answer; watch the file \(fsnotify\), or offer an admin request that returns the error$`
			reload()
		case syscall.SIGUSR1: // want `SIGUSR1 reloads by reload`
			reload()
		}
	}
}

func kinds() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP, syscall.SIGUSR1, syscall.SIGTERM)
	for {
		select {
		case s := <-c:
			if s == syscall.SIGHUP { // want `^SIGHUP reopens by reopenLogs, and its sender gets no answer; watch the file \(fsnotify\), or write to standard output$`
				reopenLogs()
			} else if s == syscall.SIGUSR1 { // want `^SIGUSR1 runs dumpState, and its sender gets no answer; offer an admin request \(HTTP, RPC\) that does$`
				dumpState()
			} else {
				return
			}
		}
	}
}

func failures() {
	hup := make(chan os.Signal, 1)
	signal.Notify(hup, syscall.SIGHUP)
	for range hup { // want `SIGHUP reloads by cfg.Reload`
		if err := cfg.Reload(); err != nil { // want `^the error of cfg.Reload is only logged; whoever sends SIGHUP never learns of it$`
			log.Print(err)
		}
	}
}

func dropped() {
	usr := make(chan os.Signal, 1)
	signal.Notify(usr, syscall.SIGUSR2)
	go func() {
		for {
			<-usr        // want `SIGUSR2 reloads by cfg.Reload`
			cfg.Reload() // want `^the error of cfg.Reload is dropped; whoever sends SIGUSR2 never learns of it$`
		}
	}()
}

func reloadNothing() {}

// A name is a promise, whatever the function does today.
func promised() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP)
	for {
		select {
		case <-c: // want `SIGHUP reloads by reloadNothing`
			log.Print("reloading the configuration")
			reloadNothing()
		}
	}
}

// Handed to another goroutine, which is told what to do by the channel's name.
func relayed(done chan struct{}) chan struct{} {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP)
	reload := make(chan struct{}, 1)
	go func() {
		for {
			select {
			case <-c: // want `SIGHUP reloads by`
				select {
				case reload <- struct{}{}:
				default:
				}
			case <-done:
				return
			}
		}
	}()
	return reload
}

// To end is no reload.
func shutdown() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP, syscall.SIGTERM)
	<-c
	dumpState()
	os.Exit(0)
}

// Forwarded like any other signal.
func forward(cmd *exec.Cmd) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP, syscall.SIGTERM, syscall.SIGUSR1)
	for s := range c {
		cmd.Process.Signal(s)
	}
}

// Told to a child, which ends and is started anew.
func restarted(cmd *exec.Cmd) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP)
	for range c {
		log.Print("starting the child anew")
		cmd.Process.Signal(syscall.SIGTERM)
	}
}

// What is deferred, and what others do with what they are told, is no part of it.
func deferredOnly(f *os.File, hups chan bool) error {
	defer f.Close()
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGUSR1)
	go func() {
		for range hups {
			f.Sync()
		}
	}()
	for {
		select {
		case <-c:
			hups <- true
		case hups <- false:
			return nil
		}
	}
}

func readAnew() {
	if err := cfg.Reload(); err != nil { // want `^the error of cfg.Reload is only logged; whoever sends SIGUSR1 never learns of it$`
		log.Print(err)
	}
}

// The error is lost in the function that the branch calls.
func below() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGUSR1)
	for range c { // want `SIGUSR1 reloads by cfg.Reload`
		readAnew()
	}
}

// A request that answers, beside the signal that does not.
func beside(requests chan chan error) {
	hup := make(chan os.Signal, 1)
	signal.Notify(hup, syscall.SIGHUP)
	go func() {
		for {
			select {
			case <-hup: // want `SIGHUP reloads by cfg.Reload`
				if err := cfg.Reload(); err != nil { // want `the error of cfg.Reload is only logged`
					log.Print("reload failed: ", err)
					continue
				}
				log.Print("reloaded")
			case answer := <-requests:
				answer <- cfg.Reload()
			}
		}
	}()
}

// What is no end is a reload.
func byDefault() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP, syscall.SIGTERM)
	for s := range c { // want `SIGHUP reloads by reload`
		switch s {
		case syscall.SIGTERM:
			return
		default:
			reload()
		}
	}
}

// What follows is for the signal that the others are told from.
func unless() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP, syscall.SIGTERM)
	for s := range c {
		if s != syscall.SIGHUP { // want `SIGHUP reloads by reload`
			dumpState()
			return
		}
		reload()
	}
}

func count() { turns += 2 }

// Several ways to one reload.
func meet(tick chan bool) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP)
	for {
		select {
		case <-c: // want `SIGHUP reloads by reload`
			count()
		case <-tick:
		}
		reload()
	}
}

// Every signal does the same work.
func alike() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP, syscall.SIGWINCH)
	for range c {
		reload()
	}
}

// Only told of.
func logged() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP)
	for range c {
		log.Print("SIGHUP is of no use here")
	}
}

// Swallowed.
func swallowed() {
	signal.Notify(make(chan os.Signal, 1), syscall.SIGHUP)
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGUSR1)
	for range c {
	}
}

// Other signals mean what they say.
func winch() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGWINCH)
	for range c {
		reload()
	}
}

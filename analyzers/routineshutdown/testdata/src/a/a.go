// Package a ends on signals of ordinary work.
package a

import (
	"context"
	"log"
	"os"
	"os/signal"
	"syscall"
)

func pipe() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, os.Interrupt, syscall.SIGPIPE) // want `^SIGPIPE ends the program, and arrives when a reader of its output goes away$`
	<-c
	os.Exit(1)
}

var shutdown = []os.Signal{
	syscall.SIGTERM,
	syscall.SIGCHLD, // want `^SIGCHLD ends the program, and arrives whenever a child ends$`
}

func list() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, shutdown...)
	s := <-c
	log.Fatal(s)
}

func inContext() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGWINCH) // want `SIGWINCH ends the program`
	defer stop()
	<-ctx.Done()
}

func oneCase() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP, syscall.SIGTERM, syscall.SIGPIPE) // want `SIGPIPE ends the program`
	for s := range c {
		switch s {
		case syscall.SIGHUP:
			log.Print("hup")
		case syscall.SIGTERM, syscall.SIGPIPE:
			os.Exit(0)
		}
	}
}

// Singled out: a decision.
func ownBranch() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGTERM, syscall.SIGCHLD)
	for s := range c {
		switch s {
		case syscall.SIGTERM:
			os.Exit(0)
		case syscall.SIGCHLD:
			log.Print("the child is gone")
			os.Exit(1)
		}
	}
}

// A filter that ends with its reader.
func alone() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGPIPE)
	<-c
	os.Exit(0)
}

// Handled, and lives on.
func lives() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGWINCH, syscall.SIGCHLD, syscall.SIGTERM)
	for s := range c {
		if s == syscall.SIGTERM {
			os.Exit(0)
		}
		log.Print(s)
	}
}

// Signals that ask for the end.
func usual() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, os.Interrupt, syscall.SIGTERM, syscall.SIGQUIT)
	<-c
	os.Exit(0)
}

// All signals: catchall speaks.
func all() {
	c := make(chan os.Signal, 1)
	signal.Notify(c)
	<-c
	os.Exit(0)
}

// Compared with what a configuration says: who knows.
func configured(end *os.Signal, p *os.Process) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGTERM, syscall.SIGCONT)
	for s := range c {
		switch s {
		case *end:
			os.Exit(0)
		default:
			p.Signal(s)
		}
	}
}

// Falls to the default with the others.
func byDefault(reload func()) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP, syscall.SIGTERM, syscall.SIGPIPE) // want `SIGPIPE ends the program`
	for s := range c {
		switch s {
		case syscall.SIGHUP:
			reload()
		default:
			os.Exit(0)
		}
	}
}

// Forwarded to a child.
func forwarded(p *os.Process) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGTERM, syscall.SIGCONT, syscall.SIGWINCH)
	for s := range c {
		p.Signal(s)
	}
}

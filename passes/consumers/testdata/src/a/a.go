// Package a has channels, one a function, and in the comment of each what is
// known of it.
package a

import (
	"fmt"
	"log"
	"os"
	"os/signal"
	"syscall"

	"promlog"
)

func reload() error { _, err := os.ReadFile("conf"); return err }

// buffer 1; loop; SIGHUP continues named again reload dropped; SIGTERM terminates named os.Exit; SIGUSR1 nothing default again
func switched() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP, syscall.SIGTERM, syscall.SIGUSR1)
	for s := range c {
		switch s {
		case syscall.SIGHUP:
			reload()
		case syscall.SIGTERM:
			os.Exit(0)
		}
	}
}

// buffer 1; loop; SIGHUP continues named again reload logged; SIGTERM terminates named os.Exit
func logged() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP, syscall.SIGTERM)
	for s := range c {
		if s == syscall.SIGTERM {
			os.Exit(0)
		}
		if s == syscall.SIGHUP {
			if err := reload(); err != nil {
				log.Print(err)
			}
		}
	}
}

// buffer 1; loop; SIGCHLD nothing default again; SIGTERM terminates named os.Exit
func onlyTold() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGCHLD, syscall.SIGTERM)
	for s := range c {
		if s == syscall.SIGTERM {
			os.Exit(0)
		}
		log.Print(s)
	}
}

// buffer 0
func never() {
	c := make(chan os.Signal)
	signal.Notify(c, syscall.SIGHUP)
}

// buffer 1; stopped; closed; once; SIGHUP terminates
func apart() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP)
	<-c
	finish(c)
	close(c)
}

func finish(c chan os.Signal) { signal.Stop(c) }

// buffer 1; escapes
func each(sigs []os.Signal) map[os.Signal]chan os.Signal {
	m := make(map[os.Signal]chan os.Signal)
	for _, s := range sigs {
		c := make(chan os.Signal, 1)
		signal.Notify(c, s)
		m[s] = c
	}
	return m
}

// inline
func inline() { signal.Notify(make(chan os.Signal, 1), syscall.SIGPIPE) }

// buffer 1; loop; SIGHUP continues again reload logged
func loggedElsewhere() {
	logger := promlog.New()
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP)
	for {
		<-c
		if err := reload(); err != nil {
			logger.Error("reload", "err", err)
			continue
		}
		logger.Info("reloaded")
	}
}

// buffer 1; loop; SIGHUP continues again reload logged
func loggedByHelper() {
	logError := func(err error) {
		if err != nil {
			log.Printf("reload: %v", err)
		}
	}
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP)
	for range c {
		logError(reload())
	}
}

// buffer 1; loop; SIGHUP continues again reload logged
func loggedWrapped() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP)
	for range c {
		err := reload()
		if err == nil {
			continue
		}
		err = fmt.Errorf("reload: %w", err)
		log.Print(err)
	}
}

var failures, last = 0, error(nil)

// buffer 1; loop; SIGHUP continues again reload handled
func counted() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP)
	for range c {
		if err := reload(); err != nil {
			log.Print(err)
			failures++
		}
	}
}

// buffer 1; loop; SIGHUP continues again reload handled
func keptByHelper() {
	keep := func(err error) { last = err }
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP)
	for range c {
		keep(reload())
	}
}

// buffer 1; loop; SIGHUP continues again reload handled
func answered(answer func(error)) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP)
	for range c {
		err := reload()
		if err != nil {
			log.Print(err)
		}
		answer(err)
	}
}

// buffer 1; loop; SIGHUP continues again reload dropped
func onlyTested() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP)
	for range c {
		if err := reload(); err != nil {
			continue
		}
		failures = 0
	}
}

// buffer 1; loop; SIGHUP continues again reload logged
func toldWithout() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP)
	for range c {
		if reload() != nil {
			log.Print("no reload")
		}
	}
}

// buffer 1; loop; SIGHUP continues again reload logged
func loggedByVariable() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP)
	for range c {
		if err := reload(); err != nil {
			promlog.G().With("err", err).Error("no reload")
		}
	}
}

// buffer 1; loop; SIGUSR2 nothing again
func onlyLoggedByVariable() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGUSR2)
	for s := range c {
		promlog.G().Info("got", "signal", s)
	}
}

// Package main hands signals to one loop, as events that say what they are.
package main

import (
	"os"
	"os/exec"
	"os/signal"
	"syscall"
)

type kind int

const (
	rehashEvent kind = iota
	restartEvent
)

type event struct{ kind kind }

type server struct {
	events   chan event
	shutdown chan struct{}
	restart  bool
}

func main() {
	s := &server{events: make(chan event), shutdown: make(chan struct{})}
	s.start()
	if s.restart {
		exec.Command(os.Args[0]).Start()
	}
}

func (s *server) start() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP)
	signal.Notify(c, syscall.SIGUSR1)
	go func() {
		for {
			select {
			case sig := <-c:
				if sig == syscall.SIGHUP { // want `^SIGHUP reloads by s.rehash, and its sender gets no answer`
					s.newEvent(event{kind: rehashEvent})
					break
				}
				if sig == syscall.SIGUSR1 { // the end of the program
					s.newEvent(event{kind: restartEvent})
					break
				}
			case <-s.shutdown:
				signal.Stop(c)
				return
			}
		}
	}()
	s.loop()
}

func (s *server) newEvent(e event) {
	select {
	case s.events <- e:
	case <-s.shutdown:
	}
}

func (s *server) loop() {
	for {
		select {
		case e := <-s.events:
			if e.kind == rehashEvent {
				s.rehash()
				continue
			}
			if e.kind == restartEvent {
				s.doRestart()
				continue
			}
		case <-s.shutdown:
			return
		}
	}
}

func (s *server) rehash() { os.ReadFile("conf") }

func (s *server) doRestart() {
	close(s.shutdown)
	s.restart = true
}

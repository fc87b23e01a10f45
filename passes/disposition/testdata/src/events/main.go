// Events say what they are by a field or by their type; one loop acts on them.
//
//	SIGHUP caught continues
//	SIGUSR1 caught terminates
//	SIGUSR2 caught continues
//	SIGTERM caught terminates
//	SIGQUIT caught continues
package main

import (
	"os"
	"os/signal"
	"syscall"
)

type kind int

const (
	rehashed kind = iota
	restarted
	other
)

type event struct {
	kind kind
	sig  os.Signal
}

type server struct {
	events   chan event
	messages chan any
	done     chan struct{}
}

func main() {
	s := &server{events: make(chan event), messages: make(chan any), done: make(chan struct{})}
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP, syscall.SIGUSR1, syscall.SIGUSR2)
	go func() {
		for sig := range c {
			switch sig {
			case syscall.SIGHUP:
				s.add(event{})
			case syscall.SIGUSR1:
				s.add(event{kind: restarted, sig: sig})
			default:
				s.add(event{kind: other, sig: sig})
			}
		}
	}()
	m := make(chan os.Signal, 1)
	signal.Notify(m, syscall.SIGTERM, syscall.SIGQUIT)
	go func() {
		for sig := range m {
			if sig == syscall.SIGTERM {
				s.messages <- end{status: 1}
			} else {
				s.messages <- load{name: "conf"}
			}
		}
	}()
	s.loop()
}

func (s *server) add(e event) {
	select {
	case s.events <- e:
	case <-s.done:
	}
}

func (s *server) loop() {
	for {
		select {
		case e := <-s.events:
			switch e.kind {
			case rehashed:
				os.ReadFile("conf")
			case restarted:
				return
			}
		case m := <-s.messages:
			switch m := m.(type) {
			case end:
				os.Exit(m.status)
			case load:
				os.ReadFile(m.name)
			}
		}
	}
}

type (
	end  struct{ status int }
	load struct{ name string }
)

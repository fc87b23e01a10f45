package a

import (
	"fmt"
	"log"
	"net"
	"os"
	"os/signal"
	"syscall"

	"manager"
)

// The error is wrapped in itself, again and again.
func wrapped(dump *os.File) {
	write := func() (err error) {
		defer dump.Sync()
		_, err = dump.WriteString("x")
		if err != nil {
			err = fmt.Errorf("write: %w", err)
			return
		}
		if err = dump.Truncate(1); err != nil {
			err = fmt.Errorf("truncate: %w", err)
			return
		}
		return
	}
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGUSR2)
	for range c { // want `^SIGUSR2 runs dump.WriteString, `
		if err := write(); err != nil {
			log.Print(err)
		}
	}
}

type rpc struct{ l net.Listener }

func (r *rpc) Close() error { return r.l.Close() }

// What is closed first makes room for the new program.
func relaunched(r *rpc) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGTERM, syscall.SIGUSR2)
	for {
		switch <-c {
		case syscall.SIGTERM:
			os.Exit(0)
		case syscall.SIGUSR2: // want `^SIGUSR2 runs manager.Relaunch, `
			r.Close()
			if err := manager.Relaunch(r.l); err != nil { // want `^the error of manager.Relaunch is only logged; `
				log.Print("relaunch failed: ", err)
			}
		}
	}
}

// The number of the file is asked for, and the program replaced.
func replaced(f *os.File) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGTERM, syscall.SIGUSR1)
	for sig := range c {
		switch sig {
		case syscall.SIGUSR1: // want `^SIGUSR1 runs syscall.Exec, `
			env := fmt.Sprintf("FD=%d", f.Fd())
			syscall.Exec(os.Args[0], os.Args, append(os.Environ(), env)) // want `^the error of syscall.Exec is dropped; `
		default:
			return
		}
	}
}

type service struct{ l net.Listener }

func (s *service) Stop()          { s.l.Close() }
func (s *service) prepare() error { return os.Chdir("/") }

func (s *service) Start() (err error) {
	s.l, err = net.Listen("tcp", ":0")
	return err
}

// Stopped, and started again with what the configuration says now.
func startedAnew(s *service) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, os.Interrupt, syscall.SIGHUP)
	for sig := range c {
		if sig == os.Interrupt {
			s.Stop()
			os.Exit(0)
		}
		if sig == syscall.SIGHUP { // want `^SIGHUP runs s.(prepare|Start), `
			s.Stop()
			if err := s.prepare(); err != nil {
				os.Exit(1)
			}
			if err := s.Start(); err != nil {
				os.Exit(1)
			}
		}
	}
}

// Stopped only: the matter of who waits for it.
func stoppedOnly(s *service) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, os.Interrupt, syscall.SIGUSR1)
	for sig := range c {
		if sig == os.Interrupt {
			os.Exit(0)
		}
		s.Stop()
		s.chdir()
	}
}

func (s *service) chdir() { os.Chdir("/") }

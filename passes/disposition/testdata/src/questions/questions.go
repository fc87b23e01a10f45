// Package questions tells signals apart.
package questions

import (
	"os"
	"os/signal"
	"syscall"
)

// Register registers them.
func Register(c chan<- os.Signal) {
	signal.Notify(c, os.Interrupt, syscall.SIGTERM, syscall.SIGTSTP, syscall.SIGCONT, syscall.SIGUSR2, syscall.SIGHUP)
}

// IsStop reports whether a signal is the one to stop.
func IsStop(s os.Signal) bool { return is(s, syscall.SIGTSTP) }

// IsUser reports whether a signal is one for users.
func IsUser(s os.Signal) bool { return is(s, syscall.SIGUSR2) }

// Stop stops the process.
func Stop() error { return syscall.Kill(syscall.Getpid(), syscall.SIGSTOP) }

// Handle does what a signal is for.
func Handle(s os.Signal) error {
	switch s {
	case syscall.SIGHUP:
		_, err := os.ReadFile("conf")
		return err
	case syscall.SIGTERM:
		os.Exit(0)
	}
	return nil
}

func is(s os.Signal, want syscall.Signal) bool {
	got, ok := s.(syscall.Signal)
	return ok && got == want
}

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

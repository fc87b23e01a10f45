// Package agent registers signals as the options say that it is given.
package agent

import (
	"encoding/json"
	"os"
	"os/signal"
	"syscall"
)

// Options say what is done.
type Options struct {
	Addr    string
	Cleanup bool
}

// Listen has options by value.
func Listen(opts Options) string {
	addr := opts.Addr
	if opts.Cleanup {
		on(syscall.SIGHUP)
	}
	return addr
}

// Serve has them by a pointer.
func Serve(opts *Options) {
	if opts.Cleanup {
		on(syscall.SIGUSR1)
	}
}

// Start hands them on.
func Start(opts Options) { start(&opts) }

func start(opts *Options) {
	if opts.Cleanup {
		go func() {
			if opts.Addr == "" {
				on(syscall.SIGUSR2)
			}
		}()
	}
}

// Run is given what a file says.
func Run(opts *Options) {
	if opts.Cleanup {
		on(syscall.SIGALRM)
	}
}

// Keep is not asked to clean up.
func Keep(opts Options) {
	if !opts.Cleanup {
		on(syscall.SIGWINCH)
	}
}

// FilledOptions are completed here.
type FilledOptions struct {
	Level int
	Clean bool
}

// Fill completes them.
func Fill(opts FilledOptions) {
	if opts.Level == 0 {
		opts.Clean = true
	}
	if opts.Clean {
		on(syscall.SIGIO)
	}
}

// ReadOptions are read from a file besides.
type ReadOptions struct{ Clean bool }

// Read reads them.
func Read(opts ReadOptions) {
	data, _ := os.ReadFile("agent.json")
	json.Unmarshal(data, &opts)
	if opts.Clean {
		on(syscall.SIGQUIT)
	}
}

// LentOptions are read from a file by a function of its own.
type LentOptions struct{ Clean bool }

// Lend reads them.
func Lend(opts LentOptions) {
	func() {
		data, _ := os.ReadFile("agent.json")
		json.Unmarshal(data, &opts)
		if opts.Clean {
			on(syscall.SIGURG)
		}
	}()
}

// SetOptions are set as a whole.
type SetOptions struct{ Clean bool }

// Set sets them.
func Set(opts SetOptions) {
	setup(&opts)
	if opts.Clean {
		on(syscall.SIGCONT)
	}
}

func setup(opts *SetOptions) { *opts = SetOptions{Clean: len(os.Args) > 1} }

func on(sig os.Signal) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, sig)
	go func() {
		for range c {
			os.Remove("cache")
		}
	}()
}

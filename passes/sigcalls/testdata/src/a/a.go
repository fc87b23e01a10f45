// Package a calls os/signal in every way.
package a

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"shared"
)

var set = []os.Signal{os.Interrupt, syscall.SIGHUP}

type hooks struct {
	notify func(chan<- os.Signal, ...os.Signal)
	other  func()
}

var ignore = signal.Ignore

func calls(c chan os.Signal, given ...os.Signal) {
	signal.Notify(c, syscall.SIGHUP)                         // Notify SIGHUP
	signal.Notify(c)                                         // Notify all
	signal.Notify(c, set...)                                 // Notify SIGHUP, SIGINT
	signal.Notify(c, append(set, syscall.SIGUSR1)...)        // Notify SIGHUP, SIGINT, SIGUSR1
	signal.Notify(c, shared.Ends...)                         // Notify SIGINT, SIGTERM
	signal.Notify(c, shared.Reload)                          // Notify SIGHUP
	signal.Notify(c, shared.Dumps()...)                      // Notify SIGQUIT, SIGUSR1
	signal.Notify(c, shared.Configured())                    // Notify unknown
	signal.Notify(c, syscall.Signal(12))                     // Notify SIGUSR2
	signal.Notify(c, given...)                               // Notify
	signal.Reset(syscall.SIGTERM)                            // Reset SIGTERM
	signal.Stop(c)                                           // Stop
	ignore(syscall.SIGPIPE)                                  // Ignore SIGPIPE
	signal.NotifyContext(context.Background(), os.Interrupt) // NotifyContext SIGINT
	h := hooks{notify: signal.Notify}
	h.notify(c, syscall.SIGALRM) // Notify SIGALRM
	for _, s := range set {
		signal.Notify(c, s) // Notify SIGHUP, SIGINT
	}
	defer signal.Stop(c) // Stop
}

func kept(c chan os.Signal, i shared.Ignorer) {
	k := shared.New()
	k.Notify(c, syscall.SIGHUP)  // Notify SIGHUP
	k.Stop(c)                    // Stop
	k.Mute(syscall.SIGPIPE)      // Ignore SIGPIPE
	shared.Skip(syscall.SIGPIPE) // Reset SIGPIPE
	i.Ignore(syscall.SIGPIPE)    // Ignore SIGPIPE
	k.Log(syscall.SIGPIPE)
	i.Log(syscall.SIGPIPE)
}

// Functions that only have the name.
func Notify(chan os.Signal, ...os.Signal) {}

func silent(c chan os.Signal) {
	Notify(c, syscall.SIGHUP)
	hooks{other: func() {}}.other()
}

// Package srv is a server that others embed.
package srv

import (
	"os"
	"os/signal"
	"syscall"
)

// Options say what the server does.
type Options struct {
	Host   string
	NoSigs bool
}

// ClientOptions say what a client does.
type ClientOptions struct{ NoSigs bool }

// A Server serves.
type Server struct{ opts *Options }

func (s *Server) getOpts() *Options { return s.opts }

// New starts one.
func New(o *Options) (*Server, error) {
	s := &Server{opts: o}
	s.handleSignals()
	return s, nil
}

func (s *Server) handleSignals() {
	if s.getOpts().NoSigs {
		return
	}
	on(syscall.SIGHUP)
}

// Connect starts a client.
func Connect(o *ClientOptions) {
	if o.NoSigs {
		return
	}
	on(syscall.SIGUSR1)
}

// WatchOptions say what a watcher does.
type WatchOptions struct{ NoSigs bool }

// Parse reads options from a file.
func Parse(file string) (*Options, error) { return &Options{Host: file}, nil }

// ParseWatch reads options from a file.
func ParseWatch(file string) *WatchOptions { return new(WatchOptions) }

// Watch starts a watcher.
func Watch(o *WatchOptions) {
	if o.NoSigs {
		return
	}
	on(syscall.SIGUSR2)
}

func on(sig os.Signal) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, sig)
	go func() {
		for range c {
			os.Remove("cache")
		}
	}()
}

// Command configcase compares a signal with one that the configuration names, and
// has a case of its own for SIGURG, which does nothing.
//
//	SIGHUP caught continues
//	SIGTERM caught terminates
//	SIGURG caught nothing
//	SIGUSR1 caught continues
package main

import (
	"os"
	"os/signal"
	"syscall"
)

type config struct{ Reload, Kill os.Signal }

func load() (c config) {
	c.Reload, c.Kill = parse(os.Getenv("RELOAD")), parse(os.Getenv("KILL"))
	return c
}

func parse(name string) os.Signal { return syscall.Signal(len(name)) }

var runtimeSignal = syscall.SIGURG

func main() {
	cfg := load()
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP, syscall.SIGTERM, syscall.SIGURG, syscall.SIGUSR1)
	for s := range c {
		switch s {
		case cfg.Reload:
			os.ReadFile("conf")
		case cfg.Kill:
			return
		case runtimeSignal:
		default:
			os.WriteFile("child", nil, 0o600)
		}
	}
}

// The configuration says which signal reloads; SIGTERM ends in any case.
//
// SIGHUP caught continues
// SIGTERM caught terminates
// SIGINT caught terminates
package main

import (
	"flag"
	"os"
	"os/signal"
	"syscall"
)

type config struct{ Reload os.Signal }

func parse(name string) os.Signal {
	if name == "" {
		return nil
	}
	return syscall.Signal(len(name))
}

func main() {
	name := flag.String("reload", "", "")
	flag.Parse()
	cfg := config{parse(*name)}
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP, syscall.SIGTERM, syscall.SIGINT)
	for s := range c {
		switch s {
		case syscall.SIGTERM, syscall.SIGINT:
			return
		case cfg.Reload:
			os.ReadFile("conf")
		default:
			os.Remove("cache")
		}
	}
}

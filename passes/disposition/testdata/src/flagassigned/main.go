// Command flagassigned has settings that a flag or the environment may set, and
// one that has its default from there. Where it returns a status it has failed.
//
//	SIGHUP caught continues
//	SIGUSR1 caught continues if -dir is set
//	SIGUSR2 caught continues
package main

import (
	"flag"
	"os"
	"os/signal"
	"syscall"
)

type command struct {
	addr, dir, name string
}

func (c *command) parse() {
	c.dir = os.Getenv("DIR")
	flag.StringVar(&c.addr, "addr", "", "")
	flag.StringVar(&c.dir, "dir", c.dir, "")
	flag.StringVar(&c.name, "name", "", "")
	flag.Parse()
	if addr := os.Getenv("ADDR"); addr != "" {
		c.addr = addr
	}
}

func (c *command) run() int {
	defer os.Remove("lock")
	c.parse()
	if c.addr != "" {
		on(syscall.SIGHUP)
	}
	if c.dir != "" {
		on(syscall.SIGUSR1)
	}
	if c.name == "" {
		println("no name")
		return 1
	}
	on(syscall.SIGUSR2)
	select {}
}

func main() { os.Exit(new(command).run()) }

func on(sig os.Signal) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, sig)
	go func() {
		for range c {
			os.Remove("cache")
		}
	}()
}

// Command optionfilled fills in what it finds empty, so that it is set at any rate;
// what it replaces where it is set is still asked for.
//
//	SIGHUP caught continues
//	SIGUSR1 caught continues
//	SIGUSR2 caught continues if config.Trace is set
package main

import (
	"encoding/json"
	"os"
	"os/signal"
	"syscall"
)

type config struct {
	Addr  string
	Hooks []string
	Trace string
}

func load() *config {
	c := new(config)
	data, _ := os.ReadFile("config.json")
	json.Unmarshal(data, c)
	if c.Addr == "" {
		c.Addr = ":80"
	}
	if len(c.Hooks) == 0 {
		c.Hooks = []string{"reload"}
	}
	if c.Trace != "" {
		c.Trace = "on"
	}
	return c
}

func (c *config) run() {
	if c.Addr != "" {
		on(syscall.SIGHUP)
	}
	if len(c.Hooks) > 0 {
		on(syscall.SIGUSR1)
	}
	if c.Trace != "" {
		on(syscall.SIGUSR2)
	}
	select {}
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

func main() { load().run() }

// Command asked registers under what it notes of its command line: in a variable
// of its own, in one of another package, in one that takes its value from a flag or
// the environment. What a flag is set to by the program itself is not asked for.
//
//	SIGHUP caught continues if core.Daemon is set
//	SIGUSR1 caught continues with subcommand "agent"
//	SIGUSR2 caught continues if -logfile is set or config.Filename is set
//	SIGQUIT caught continues if $ASKED_CHILD is "true"
//	SIGTTIN caught continues if a variable of the environment is "true"
//	SIGALRM caught continues if -logfile is set
//	SIGIO caught continues
//	SIGABRT caught continues if -logfile is set
//	SIGTERM caught terminates
//	SIGTTOU caught continues without subcommand "agent"
//	SIGWINCH caught continues
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"os"
	"os/signal"
	"syscall"
	"time"

	"example.com/asked/core"
)

type config struct {
	StopSec  int
	Filename string
}

type process struct{ tag, kind string }

func newProcess() *process { return &process{tag: "ASKED_CHILD", kind: os.Args[0]} }

func (p *process) isChild() bool { return os.Getenv(p.tag) == "true" }

func (p *process) isKind() bool { return os.Getenv(p.kind) == "true" }

var (
	agent   bool
	started bool
	stop    = flag.Duration("stop", 0, "")
	logFile = flag.String("logfile", "", "")
)

func load() config {
	c := config{StopSec: 5}
	data, _ := os.ReadFile("config.json")
	json.Unmarshal(data, &c)
	return c
}

func (c config) apply() {
	name := c.Filename
	if len(*logFile) > 0 {
		name = *logFile
	}
	if len(name) > 0 {
		on(syscall.SIGUSR2)
	}
}

type file struct{ name string }

func (f *file) reopen(sig os.Signal) {
	on(sig)
	os.Rename(f.name, f.name+".1")
}

// opened makes something under one condition, and something else that fails.
func opened() {
	var f, g *file
	if *logFile != "" {
		f = &file{*logFile}
	}
	if f != nil {
		f.reopen(syscall.SIGALRM)
	}
	for _, arg := range flag.Args() {
		g = &file{arg}
	}
	if g != nil {
		g.reopen(syscall.SIGIO)
	}
}

// connect has to do with standard error, and does not fail.
func connect() *log.Logger {
	if len(*logFile) != 0 {
		on(syscall.SIGABRT)
	}
	l := log.New(os.Stderr, "", 0)
	log.SetOutput(os.Stderr)
	if len(l.Prefix()) > 3 {
		os.Exit(1)
	}
	return l
}

func once() {
	if started {
		return
	}
	started = true
	on(syscall.SIGWINCH)
}

func main() {
	core.Parse()
	flag.Parse()
	if len(os.Args) > 1 && os.Args[1] == "agent" {
		agent = true
	}
	once()
	opened()
	connect()
	c := load()
	if *stop == 0 {
		*stop = time.Duration(c.StopSec) * time.Second
	}
	if *stop != 0 {
		end()
	}
	c.apply()
	if newProcess().isChild() {
		on(syscall.SIGQUIT)
	}
	if newProcess().isKind() {
		on(syscall.SIGTTIN)
	}
	if agent {
		on(syscall.SIGUSR1)
	} else {
		on(syscall.SIGTTOU)
	}
	if core.Daemon {
		on(syscall.SIGHUP)
		select {}
	}
	fmt.Println("command", os.Args[1])
}

func end() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGTERM)
	go func() {
		<-c
		os.Exit(0)
	}()
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

// Command commandmap has its subcommands in maps, by name: functions, and
// structs that functions make.
//
//	SIGHUP caught continues with subcommand "serve"
//	SIGUSR1 caught continues if -rate is set, with subcommand "attack"
//	SIGUSR2 caught continues
package main

import (
	"flag"
	"fmt"
	"os"
	"os/signal"
	"syscall"
)

var simple = map[string]func([]string) error{
	"serve": serve,
	"show":  func([]string) error { fmt.Println("shown"); return nil },
}

// kinds are looked up by what a file holds.
var kinds = map[string]func(){"tar": func() { on(syscall.SIGUSR2) }}

type task struct {
	fs *flag.FlagSet
	fn func(args []string) error
}

func attack() task {
	fs := flag.NewFlagSet("attack", flag.ExitOnError)
	rate := fs.Int("rate", 0, "")
	return task{fs, func(args []string) error {
		fs.Parse(args)
		if *rate == 0 {
			return nil
		}
		on(syscall.SIGUSR1)
		return nil
	}}
}

func report() task {
	return task{flag.NewFlagSet("report", flag.ExitOnError), func([]string) error { return nil }}
}

func serve([]string) error {
	on(syscall.SIGHUP)
	return nil
}

func on(sig os.Signal) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, sig)
	for range c {
		os.Remove("cache")
	}
}

func main() {
	text, _ := os.ReadFile("kind")
	kinds[string(text)]()
	if run, ok := simple[os.Args[1]]; ok {
		run(os.Args[2:])
	}
	tasks := map[string]task{"attack": attack(), "report": report()}
	flag.Parse()
	args := flag.Args()
	if t, ok := tasks[args[0]]; ok {
		t.fn(args[1:])
	}
}

// Command namedreturn does what some words ask for before it registers anything;
// and takes arguments that must be there, which is no condition.
//
//	SIGTERM caught terminates without subcommand "check", "migrate"
//	SIGUSR2 caught continues without subcommand "check", "help", "migrate"
//	SIGHUP caught continues if -watch is set
//	SIGUSR1 caught continues if -f is set, without subcommand "check", "migrate"
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"syscall"
)

var (
	follow = flag.Bool("f", false, "")
	watch  = flag.Bool("watch", false, "")
	about  = flag.Bool("v", false, "")
)

func main() {
	defer os.Exit(0)
	flag.Parse()
	if watching() != nil {
		return
	}
	if len(os.Args) > 1 {
		switch os.Args[1] {
		case "--version":
			fmt.Println("1")
			return
		case "check":
			if err := check(os.Args[2:]); err != nil {
				os.Exit(1)
			}
			return
		case "migrate":
			return
		}
	}
	restore(flag.CommandLine)
	told(flag.CommandLine)
	c := make(chan os.Signal, 2)
	signal.Notify(c, syscall.SIGTERM)
	<-c
}

func check(args []string) error {
	fmt.Println(args)
	return nil
}

func build() string { return os.Args[0] + " 1" }

// told is told what to do, or tells how.
func told(fs *flag.FlagSet) error {
	if fs.NArg() == 0 || fs.Arg(0) == "help" {
		fs.Usage()
		return nil
	}
	if *about {
		fmt.Println("namedreturn", build())
		return nil
	}
	on(syscall.SIGUSR2)
	return nil
}

// watching fails with an error only where it is asked to watch.
func watching() (err error) {
	if *watch {
		on(syscall.SIGHUP)
		_, err = os.Open("cache")
	}
	return err
}

func restore(fs *flag.FlagSet) error {
	if fs.NArg() == 0 || fs.Arg(0) == "" {
		return errors.New("a path is needed")
	} else if fs.NArg() > 1 {
		return errors.New("too many")
	}
	if *follow {
		on(syscall.SIGUSR1)
	}
	return nil
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

// Package server has commands, which main looks up in its list.
package server

import (
	"os"
	"os/signal"
	"syscall"

	"commandrows/cli"
)

// Remote is added to the others elsewhere.
var Remote = &cli.Subcommand{Use: "remote", Run: func([]string) { on(syscall.SIGTTOU) }}

// Commands are all that there are.
var Commands = []*cli.Command{cmdMaster, cmdVolume, cmdScrub}

var cmdMaster = &cli.Command{UsageLine: "{{.Exec}} master [-port n]", Short: "start a master"}

var cmdVolume = &cli.Command{UsageLine: "{{.Exec}} volume", Short: "start a volume", Run: func([]string) { on(syscall.SIGUSR2) }}

var cmdScrub = &cli.Command{UsageLine: "{{.Exec}} scrub", Short: "look for damage", Run: func([]string) {}}

func init() { cmdMaster.Run = runMaster }

func runMaster([]string) { on(syscall.SIGUSR1) }

func on(sig os.Signal) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, sig)
	go func() {
		for range c {
			os.Remove("cache")
		}
	}()
}

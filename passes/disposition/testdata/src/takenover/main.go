// Command takenover has commands that take over what another one runs.
//
//	SIGHUP caught continues without subcommand, or with subcommand "serve", "via"
//	SIGUSR1 caught continues with subcommand "via"
package main

import (
	"os"
	"os/signal"
	"syscall"

	"cobra"
)

var (
	root  = &cobra.Command{Use: "takenover"}
	serve = &cobra.Command{Use: "serve", Run: func(*cobra.Command, []string) { on(syscall.SIGHUP) }}
	via   = &cobra.Command{Use: "via", Run: serve.Run}
	plain = &cobra.Command{Use: "plain", Run: func(*cobra.Command, []string) {}}
)

func init() { root.Run = serve.Run }

func hook(*cobra.Command, []string) { on(syscall.SIGUSR1) }

func main() {
	root.AddCommand(serve, via, plain)
	via.PreRun = hook
	root.Execute(os.Args[1:])
}

func on(sig os.Signal) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, sig)
	for range c {
		os.Remove("cache")
	}
}

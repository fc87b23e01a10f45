// Command commandnested has commands of commands, made by functions; and one
// that the program runs by itself too.
//
//	SIGHUP caught continues with subcommand "tunnel run"
//	SIGUSR1 caught continues without subcommand, or with subcommand "serve"
//	SIGUSR2 caught continues with subcommand "listen"
package main

import (
	"os"
	"os/signal"
	"syscall"

	"cobra"
)

func on(sig os.Signal) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, sig)
	for range c {
		os.Remove("cache")
	}
}

func newTunnel() *cobra.Command {
	tunnel := &cobra.Command{Use: "tunnel"}
	tunnel.AddCommand(&cobra.Command{Use: "run [name]", Run: func(*cobra.Command, []string) { on(syscall.SIGHUP) }})
	tunnel.AddCommand(&cobra.Command{Use: "list", Run: func(*cobra.Command, []string) {}})
	return tunnel
}

func newServe() *cobra.Command {
	c := &cobra.Command{}
	c.Use = "serve"
	c.Run = func(*cobra.Command, []string) { on(syscall.SIGUSR1) }
	return c
}

var kept []*cobra.Command

// register keeps a command, to be added later.
func register(c *cobra.Command) { kept = append(kept, c) }

func init() {
	register(&cobra.Command{Use: "listen", Run: func(*cobra.Command, []string) { on(syscall.SIGUSR2) }})
}

func addCommands(root *cobra.Command) { root.AddCommand(newTunnel(), newServe()) }

func main() {
	root := &cobra.Command{Use: "commandnested", Run: func(cmd *cobra.Command, args []string) { newServe().Run(cmd, args) }}
	addCommands(root)
	root.AddCommand(kept...)
	root.Execute(os.Args[1:])
}

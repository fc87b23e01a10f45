// Command commandfolded has a command to serve by, which is what it does without
// one as well; what all of its commands do is no condition.
//
//	SIGHUP caught continues without subcommand, or with subcommand "serve"
//	SIGUSR1 caught continues
//	SIGUSR2 caught continues
package main

import (
	"os"
	"os/signal"
	"syscall"

	"cobra"
)

func newRoot() *cobra.Command {
	root := &cobra.Command{Use: "commandfolded", Run: func(c *cobra.Command, args []string) { newServe().Run(c, args) }}
	root.AddCommand(newServe(), newQuery(), newVersion())
	return root
}

func newServe() *cobra.Command { return &cobra.Command{Use: "serve", Run: serve} }

func newQuery() *cobra.Command { return &cobra.Command{Use: "query", Run: query} }

func newVersion() *cobra.Command {
	return &cobra.Command{Use: "version", Run: func(*cobra.Command, []string) { println("1") }}
}

func serve(*cobra.Command, []string) {
	on(syscall.SIGHUP)
	on(syscall.SIGUSR1)
	select {}
}

func query(*cobra.Command, []string) { on(syscall.SIGUSR1) }

// plain has nothing but asides.
func plain() {
	root := &cobra.Command{Use: "plain", Run: func(*cobra.Command, []string) { on(syscall.SIGUSR2) }}
	root.AddCommand(newVersion())
	root.Execute(os.Args)
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

func main() {
	plain()
	newRoot().Execute(os.Args[1:])
}

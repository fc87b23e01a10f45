// Command commandcalled makes what it starts whatever is asked for, and starts it
// by one of its commands, through an interface.
//
//	SIGHUP caught continues may with subcommand "serve"
//	SIGUSR1 caught continues with subcommand "drive"
package main

import (
	"os"

	"cobra"
	"commandcalled/cmd"
	"commandcalled/server"
)

func main() {
	a := &cmd.App{Starter: new(server.Server)}
	root := &cobra.Command{Use: "app"}
	root.AddCommand(a.Serve(), cmd.Drive())
	root.Execute(os.Args[1:])
}

// Command clausedefault has a command that is run where none is given; one that
// is so below another command needs the word of that.
//
//	SIGHUP caught continues without subcommand, or with subcommand "serve"
//	SIGUSR1 caught continues without subcommand, or with subcommand "watch"
//	SIGUSR2 caught continues with subcommand "queue list"
//	SIGQUIT caught continues with subcommand "flush"
package main

import (
	"os"
	"os/signal"
	"syscall"

	"example.com/cli/clauses"
)

func serve() error {
	on(syscall.SIGHUP)
	select {}
}

func list() error {
	on(syscall.SIGUSR2)
	select {}
}

func main() {
	app := new(clauses.App)
	app.Command("serve", "serve").Default().Action(serve)
	queue := app.Command("queue", "commands of the queue")
	queue.Command("list", "list the queue").Default().Action(list)
	watch := app.Command("watch", "watch the queue").Default()
	flush := app.Command("flush", "flush the queue")
	app.Parse(os.Args)
	switch clauses.Parse() {
	case watch.FullCommand():
		on(syscall.SIGUSR1)
	case flush.FullCommand():
		on(syscall.SIGQUIT)
	}
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

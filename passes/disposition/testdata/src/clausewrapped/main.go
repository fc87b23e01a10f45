// Command clausewrapped makes its commands through an interface, and wraps what
// they run.
//
//	SIGHUP caught continues with subcommand "start"
//	SIGUSR2 caught continues with subcommand "queue watch"
//	SIGUSR1 caught continues if --stop is not set, with subcommand "proxy"
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"example.com/cli/clauses"
)

type parent interface {
	Command(name, help string) *clauses.Clause
}

type services interface {
	action(act func(context.Context) error) func() error
}

type app struct {
	start commandStart
	list  commandList
	queue commandQueue
}

func (*app) action(act func(context.Context) error) func() error {
	return func() error { return act(context.Background()) }
}

type commandStart struct{ address string }

func (c *commandStart) setup(svc services, p parent) {
	cmd := p.Command("start", "start the server")
	cmd.Action(svc.action(c.run))
}

func (*commandStart) run(context.Context) error {
	on(syscall.SIGHUP)
	select {}
}

type commandList struct{}

func (c *commandList) setup(svc services, p parent) {
	cmd := p.Command("list", "list what there is")
	cmd.Action(svc.action(c.run))
}

func (*commandList) run(context.Context) error { return nil }

type commandQueue struct{ watch commandWatch }

func (c *commandQueue) setup(svc services, p parent) {
	c.watch.setup(svc, p.Command("queue", "commands of the queue").Alias("q"))
}

type commandWatch struct{}

func (c *commandWatch) setup(svc services, p parent) {
	cmd := p.Command("watch", "watch the queue")
	cmd.Action(svc.action(c.run))
}

func (*commandWatch) run(context.Context) error {
	on(syscall.SIGUSR2)
	select {}
}

func proxy(p parent) {
	stop := false
	cmd := p.Command("proxy", "start a proxy")
	cmd.Flag("stop", "stop it").BoolVar(&stop)
	cmd.Action(func() error {
		if stop {
			return os.Remove("proxy")
		}
		on(syscall.SIGUSR1)
		select {}
	})
}

func main() {
	a, p := new(app), new(clauses.App)
	a.start.setup(a, p)
	a.list.setup(a, p)
	a.queue.setup(a, p)
	proxy(p)
	p.Parse(os.Args[1:])
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

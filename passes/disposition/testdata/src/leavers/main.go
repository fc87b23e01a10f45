// A variable that a loop looks at in each turn asks it to end, unless what is
// left so is begun anew.
//
// SIGTERM ends the loop of main by a field, SIGINT the loop of a worker by an
// atomic; SIGHUP is noticed by the loop, which goes on; SIGUSR1 ends a loop that
// is called again; SIGUSR2 sets what no loop asks for. Done of SIGQUIT may fail,
// and so it is no question.
//
// SIGTERM caught terminates
// SIGINT caught terminates
// SIGHUP caught continues
// SIGUSR1 caught continues
// SIGUSR2 caught continues
// SIGQUIT caught terminates
package main

import (
	"os"
	"os/exec"
	"os/signal"
	"sync/atomic"
	"syscall"
)

type daemon struct {
	child  *exec.Cmd
	stop   bool
	reload bool
	tail   bool
	debug  bool
	done   atomic.Bool
}

type group interface{ Done() error }

func main() {
	d := &daemon{}
	go d.signals()
	go d.work()
	go d.files()
	go end(any(d).(group))
	for {
		d.child = exec.Command("x")
		d.child.Run()
		if d.stop {
			break
		}
		if d.reload {
			d.reload = false
			os.ReadFile("config")
		}
	}
}

func (d *daemon) signals() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGTERM, syscall.SIGINT, syscall.SIGHUP, syscall.SIGUSR1, syscall.SIGUSR2)
	for s := range c {
		switch s {
		case syscall.SIGTERM:
			d.stop = true
			d.child.Process.Kill()
		case syscall.SIGINT:
			d.done.Store(true)
			d.child.Process.Kill()
		case syscall.SIGHUP:
			d.reload = true
			d.child.Process.Kill()
		case syscall.SIGUSR1:
			d.tail = true
			d.child.Process.Kill()
		case syscall.SIGUSR2:
			d.debug = true
			d.child.Process.Kill()
		}
	}
}

func (d *daemon) work() {
	for !d.done.Load() {
		os.Remove("x")
	}
}

func (d *daemon) files() {
	for {
		d.tail = false
		d.follow()
	}
}

func (d *daemon) follow() {
	for !d.tail {
		os.Remove("y")
	}
}

func end(g group) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGQUIT)
	<-c
	g.Done()
}

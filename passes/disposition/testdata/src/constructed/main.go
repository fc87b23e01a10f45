// Command constructed registers for what was made, if it was: a constructor gives
// nothing where it is not asked for. One that gives nothing if it fails is no
// condition.
//
//	SIGHUP caught continues if $RECORD is set
//	SIGUSR1 caught continues if -trace is set
//	SIGUSR2 caught continues
//	SIGQUIT caught continues if -trace is not set
package main

import (
	"flag"
	"os"
	"os/signal"
	"strconv"
	"syscall"
)

type recorder struct{ file *os.File }

var (
	rec   *recorder
	trace = flag.Bool("trace", false, "")
)

func newRecorder() (*recorder, error) {
	v, ok := os.LookupEnv("RECORD")
	if !ok {
		return nil, nil
	}
	on, err := strconv.ParseBool(v)
	if err != nil {
		return nil, err
	}
	if !on {
		return nil, nil
	}
	return new(recorder), nil
}

func newTracer() *recorder {
	if !*trace {
		return nil
	}
	return &recorder{os.Stderr}
}

func open(name string) (*recorder, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	return &recorder{f}, nil
}

func install() func() {
	if rec == nil {
		return func() {}
	}
	return on(syscall.SIGHUP)
}

func main() {
	flag.Parse()
	var err error
	rec, err = newRecorder()
	if err != nil {
		os.Exit(1)
	}
	if rec != nil {
		defer install()()
	}
	tracer := newTracer()
	if tracer != nil {
		on(syscall.SIGUSR1)
	} else {
		on(syscall.SIGQUIT)
	}
	file, err := open("state")
	if err != nil {
		println(err)
	}
	if file != nil {
		on(syscall.SIGUSR2)
	}
	select {}
}

func on(sig os.Signal) func() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, sig)
	go func() {
		for range c {
			os.Remove("cache")
		}
	}()
	return func() { signal.Stop(c) }
}

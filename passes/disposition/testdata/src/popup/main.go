// Command popup hands signals on while it shows itself elsewhere, under a flag,
// and handles them itself without it; what holds either way is no condition.
//
//	SIGINT caught terminates if -filter is not set
//	SIGHUP caught continues if -filter is not set and -popup is not set
package main

import (
	"flag"
	"os"
	"os/exec"
	"os/signal"
	"syscall"
)

var (
	filter = flag.String("filter", "", "")
	popup  = flag.Bool("popup", false, "")
)

func run() int {
	if *filter == "" {
		if *popup {
			return proxy()
		}
	}
	if *filter != "" {
		return search(*filter)
	}
	go loop()
	select {}
}

func proxy() int {
	cmd := exec.Command("popup")
	c := make(chan os.Signal, 1)
	go func() {
		<-c
		os.Exit(1)
	}()
	signal.Notify(c, syscall.SIGINT)
	if cmd.Run() != nil {
		return 1
	}
	return 0
}

func search(pattern string) int {
	for _, arg := range flag.Args() {
		println(arg, pattern)
	}
	return 0
}

func loop() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGINT, syscall.SIGHUP)
	for range c {
		os.Remove("cache")
	}
}

func main() {
	flag.Parse()
	os.Exit(run())
}

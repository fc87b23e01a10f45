// Command mappings registers the signals that a generic function has made of
// others: of a list, by a function. A list that somebody chose from is not known.
//
//	SIGHUP caught terminates
//	SIGTERM caught terminates
//	SIGUSR1 caught continues
//	SIGUSR2 caught continues
package main

import (
	"os"
	"os/signal"
	"syscall"

	"lists"
)

func mapping[A, B any](src []A, fun func(A) B) []B {
	out := make([]B, 0, len(src))
	for _, v := range src {
		out = append(out, fun(v))
	}
	return out
}

func convert[A os.Signal](v A) os.Signal { return v }

var (
	ends    = []syscall.Signal{syscall.SIGHUP, syscall.SIGTERM}
	asEnds  = mapping(ends, convert[syscall.Signal])
	reloads = lists.Map([]syscall.Signal{syscall.SIGUSR1, syscall.SIGUSR2}, func(s syscall.Signal, _ int) os.Signal { return s })
)

func main() {
	c, r := make(chan os.Signal, 1), make(chan os.Signal, 1)
	signal.Notify(c, asEnds...)
	signal.Notify(r, reloads...)
	for {
		select {
		case <-c:
			return
		case <-r:
			os.Remove("x")
		}
	}
}

// Command maybeside waits for a signal itself, or has a service wait for it, which
// it runs through an interface: under either condition.
//
//	SIGTERM caught terminates
//	SIGINT caught terminates if -as-service is not set
//	SIGQUIT caught terminates may if -as-service is set
package main

import (
	"flag"
	"os"
	"os/signal"
	"syscall"

	"maybeside/service"
)

func main() {
	asService := flag.Bool("as-service", false, "")
	flag.Parse()
	if *asService {
		s := service.New("x")
		s.Run()
		return
	}
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGINT, syscall.SIGTERM)
	<-c
	os.Remove("lock")
}

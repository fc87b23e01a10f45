// Ends at the third signal; the first two only warn.
//
// SIGINT caught terminates
package main

import (
	"log"
	"os"
	"os/signal"
)

func main() {
	c := make(chan os.Signal, 3)
	signal.Notify(c, os.Interrupt)
	go func() {
		for i := 0; i < 3; i++ {
			<-c
			log.Print("interrupted")
		}
		os.Exit(1)
	}()
	select {}
}

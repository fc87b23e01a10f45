// Command n28 is one of the thirty programs.
package main

import (
	"fmt"
	"os"
	"os/signal"
)

func main() {
	defer fmt.Println("tidied up")
	c := make(chan os.Signal, 1)
	signal.Notify(c, os.Interrupt)
	go func() {
		<-c
		os.Exit(0)
	}()
	select {}
}

// Takes SIGINT away while it prompts, and back after.
//
// SIGINT caught terminates
package main

import (
	"bufio"
	"os"
	"os/signal"
)

func main() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, os.Interrupt)
	go func() {
		<-c
		os.Exit(130)
	}()
	in := bufio.NewReader(os.Stdin)
	for {
		signal.Stop(c)
		line, err := in.ReadString('\n')
		signal.Notify(c, os.Interrupt)
		if err != nil || line == "" {
			return
		}
	}
}

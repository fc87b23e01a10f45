// Package lib is one of the thirty programs.
package lib

import (
	"fmt"
	"os"
	"os/signal"
	"syscall"
)

func init() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP)
	go func() {
		for s := range c {
			fmt.Println(s)
		}
	}()
}

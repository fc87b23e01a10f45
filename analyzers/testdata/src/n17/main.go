// Command n17 is one of the thirty programs.
package main

import (
	"os"
	"os/signal"
	"syscall"
	"time"
)

func main() {
	hangups := make(chan os.Signal, 1)
	signal.Notify(hangups, syscall.SIGHUP)
	go func() {
		for range hangups {
		}
	}()
	time.Sleep(time.Minute)
	close(hangups)
	time.Sleep(time.Minute)
}

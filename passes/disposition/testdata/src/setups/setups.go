// Package setups sets up what it is asked for.
package setups

import (
	"os"
	"os/signal"
	"syscall"
)

// Logging rotates the logs, if there are files, and may end the program.
func Logging(files, quiet bool) {
	if files {
		go func() {
			c := make(chan os.Signal, 1)
			signal.Notify(c, syscall.SIGHUP)
			for range c {
				os.Rename("a", "b")
			}
		}()
	}
	if !quiet {
		end()
	}
}

// Files is Logging with files or not.
func Files(files bool) { Logging(files, true) }

func end() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGTERM)
	go func() {
		<-c
		os.Exit(0)
	}()
}

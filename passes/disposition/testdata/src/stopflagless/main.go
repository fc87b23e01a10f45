// Command stopflagless notes that it was asked to end, and tells of it; no loop
// is left for it: the child that it ends is begun again.
//
//	SIGTERM caught continues
package main

import (
	"os"
	"os/exec"
	"os/signal"
	"syscall"
)

var (
	child *exec.Cmd
	asked bool
)

func main() {
	go func() {
		c := make(chan os.Signal, 1)
		signal.Notify(c, syscall.SIGTERM)
		for range c {
			asked = true
			child.Process.Kill()
		}
	}()
	for {
		child = exec.Command("x")
		child.Run()
		if asked {
			println("asked to end")
		}
	}
}

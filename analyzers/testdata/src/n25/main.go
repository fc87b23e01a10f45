// Command n25 is one of the thirty programs.
package main

import (
	"os/exec"
	"os/signal"
	"syscall"
)

func main() {
	signal.Ignore(syscall.SIGINT)
	exec.Command("sleep", "1").Run()
	signal.Reset(syscall.SIGINT)
}

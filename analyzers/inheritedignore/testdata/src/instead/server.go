// Package instead is on the page of inheritedignore.
package instead

import (
	"os"
	"os/exec"
	"os/signal"
	"syscall"
)

func shell() error {
	signal.Notify(make(chan os.Signal, 1), syscall.SIGINT)
	defer signal.Reset(syscall.SIGINT)
	return exec.Command("sh").Run()
}

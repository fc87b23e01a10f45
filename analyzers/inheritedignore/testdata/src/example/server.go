// Package example is on the page of inheritedignore.
package example

import (
	"os/exec"
	"os/signal"
	"syscall"
)

func shell() error {
	signal.Ignore(syscall.SIGINT)
	defer signal.Reset(syscall.SIGINT)
	return exec.Command("sh").Run()
}

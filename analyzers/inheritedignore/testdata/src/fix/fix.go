// Package fix has no import of os yet.
package fix

import (
	"os/exec"
	"os/signal"
	"syscall"
)

func shell() error {
	signal.Ignore(syscall.SIGINT, syscall.SIGQUIT) // want `children inherit`
	return exec.Command("sh").Run()
}

package heldoff

import (
	"os"
	"os/exec"
	"os/signal"
)

// While the child runs, the signals are its matter; after it, nobody's.
func heldOff(cmd *exec.Cmd) error {
	c := make(chan os.Signal, 1)
	signal.Notify(c, os.Interrupt)
	defer signal.Stop(c)
	return cmd.Run()
}

func heldForGood(cmd *exec.Cmd) error {
	held := make(chan os.Signal, 1)
	signal.Notify(held, os.Interrupt) // want `^held is registered for SIGINT and never received; `
	return cmd.Run()
}

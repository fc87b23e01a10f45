// Command hookful adds a hook: for which signal is not told by the facts, so
// each of those that nothing else is done for may call it.
//
//	SIGHUP caught continues
//	SIGUSR1 caught continues
//	SIGUSR2 caught continues
//	SIGTERM caught terminates
package main

import (
	"os"
	"syscall"

	"hooks"
)

func main() {
	s := hooks.New()
	s.Add(syscall.SIGUSR1, func() { os.ReadFile("conf") })
	s.Serve()
}

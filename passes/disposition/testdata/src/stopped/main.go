// Command stopped stops itself when a key is pressed, and waits to go on; of the
// child's end it waits to end, too.
//
//	SIGCONT caught continues may
//	SIGCHLD caught terminates
package main

import (
	"os"
	"os/signal"
	"syscall"

	"outsider"
)

type keys struct{}

// Ask is called for each key.
func (keys) Ask(string) string {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGCONT)
	defer signal.Stop(c)
	err := syscall.Kill(syscall.Getpid(), syscall.SIGTSTP)
	<-c
	if err != nil {
		return err.Error()
	}
	return ""
}

func main() {
	outsider.Ask(keys{})
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGCHLD)
	<-c
}

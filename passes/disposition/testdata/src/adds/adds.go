// Gives no signals to a helper that adds some of its own.
//
// SIGINT caught unknown may
// SIGTERM caught unknown may
package main

import (
	"os"

	"adds/monitor"
)

func main() {
	monitor.New(func(c <-chan os.Signal) { <-c }).Run()
}

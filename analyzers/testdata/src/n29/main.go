// Command n29 is one of the thirty programs.
package main

import (
	"os/signal"
)

func main() {
	signal.Ignore()
	select {}
}

// Command n16 is one of the thirty programs.
package main

import (
	"fmt"
	"os"
	"os/signal"
)

func main() {
	c := make(chan os.Signal, 8)
	signal.Notify(c)
	for s := range c {
		fmt.Println(s)
	}
}

// Command n21 is one of the thirty programs.
package main

import (
	"log"

	"golang.org/x/sys/unix"
)

func main() {
	events := make([]unix.EpollEvent, 8)
	for {
		n, err := unix.EpollWait(3, events, -1)
		if err != nil {
			log.Fatal(err)
		}
		log.Print(n)
	}
}

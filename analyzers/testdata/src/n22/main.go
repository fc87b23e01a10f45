// Command n22 is one of the thirty programs.
package main

import (
	"golang.org/x/sys/unix"
)

func shut(fd int) {
	for {
		if err := unix.Close(fd); err != unix.EINTR {
			break
		}
	}
}

func main() { shut(3) }

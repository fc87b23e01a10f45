// Command n23 is one of the thirty programs.
package main

import (
	"syscall"
)

func main() {
	second := syscall.Timespec{Sec: 1}
	_ = syscall.Nanosleep(&second, nil)
}

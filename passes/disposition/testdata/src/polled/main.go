// Command polled asks a screen for its size, which goes on whether it was told of
// another one; and whether it was stopped.
//
//	SIGWINCH caught continues
//	SIGUSR1 caught continues
//	SIGUSR2 caught terminates
package main

import "pollscreen"

func main() {
	s := pollscreen.New()
	for !s.Stopped() {
		println(s.Size())
	}
}

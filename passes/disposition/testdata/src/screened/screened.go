// Has a screen, whose size is looked after elsewhere.
//
// SIGWINCH caught unknown
package main

import "screened/screen"

func main() {
	for s := screen.New(); ; {
		s.Poll()
	}
}

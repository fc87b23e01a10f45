// Has a screen, whose size is looked after elsewhere: nobody ends programs with a
// signal that does nothing by default, while a hangup may be the end.
//
// SIGWINCH caught continues
// SIGHUP caught unknown
package main

import "screened/screen"

func main() {
	for s := screen.New(); ; {
		s.Poll()
	}
}

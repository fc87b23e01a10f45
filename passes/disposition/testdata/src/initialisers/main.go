// Command initialisers does nothing itself: a package that it imports does.
//
//	SIGUSR1 caught continues
package main

import _ "hooked"

func main() { select {} }

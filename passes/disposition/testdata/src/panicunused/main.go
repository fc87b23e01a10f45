// Imports such a package, which has no initialisers, and calls nothing of it.
package main

import (
	"fmt"

	"panics"
)

var t *panics.T

func main() { fmt.Println(t) }

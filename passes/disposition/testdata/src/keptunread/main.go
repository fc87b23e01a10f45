// Imports a package that keeps a function in a variable, and reads another
// thing of it.
package main

import (
	"fmt"

	"kept"
)

type name string

func main() { fmt.Println(name("kept"), kept.Version) }

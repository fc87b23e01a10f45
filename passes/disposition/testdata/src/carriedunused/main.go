// Command carriedunused makes the type and never runs it.
//
//	SIGHUP default terminates
package main

import (
	"fmt"

	"indirect/b"
	"indirect/c"
)

func main() {
	fmt.Println(b.New(), c.Pass(), b.NewServer().T)
}

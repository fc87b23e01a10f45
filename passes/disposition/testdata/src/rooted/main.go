// Command rooted runs the command of another package by itself.
//
//	SIGHUP caught continues
package main

import (
	"os"

	"rooted/cmd"
)

func main() { cmd.Root.Execute(os.Args[1:]) }

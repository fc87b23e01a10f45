// Command dead imports packages that register, and reaches none of it.
package main

import (
	"os"
	"runtime"

	"lib"
)

var never = false

func unused() { lib.Unused() }

func main() {
	if runtime.GOOS == "plan9" {
		lib.Unused()
	}
	os.Remove("cache")
}

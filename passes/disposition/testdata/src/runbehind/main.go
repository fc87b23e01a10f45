// Command runbehind runs it behind an interface.
//
//	SIGHUP caught terminates
package main

import (
	"keeper"
)

type executor interface{ Execute([]string) }

func main() {
	var e executor = keeper.New()
	e.Execute(nil)
}

// Command carriedembedded calls a promoted method, through a value of its own.
//
//	SIGHUP caught continues
package main

import "indirect/b"

type app struct{ *b.Server }

func main() {
	a := app{b.NewServer()}
	a.Run()
}

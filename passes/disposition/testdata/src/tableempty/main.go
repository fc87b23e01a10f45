// Command tableempty starts a table that nobody has filled, as far as is seen.
//
//	rest unknown unknown
package main

import "signaltable"

func main() {
	signaltable.New().Start()
	select {}
}

// Command runexecute runs the command in its package.
//
//	SIGHUP caught terminates
package main

import (
	"keeper"
)

func main() {
	keeper.Execute()
}

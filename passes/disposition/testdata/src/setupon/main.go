// Command setupon asks for all, by a function in between and directly.
//
//	SIGHUP caught continues
//	SIGTERM caught terminates
package main

import "setups"

func main() {
	setups.Files(true)
	setups.Logging(false, false)
	select {}
}

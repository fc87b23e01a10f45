// Command setupoff asks for nothing.
package main

import "setups"

func main() {
	setups.Logging(false, true)
	setups.Files(false)
	select {}
}

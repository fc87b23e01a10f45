// Command optionunset leaves the signals to the package that it waits with.
//
//	SIGINT caught terminates
//	SIGTERM caught terminates
package main

import "options"

func main() { new(options.Waiter).Wait(nil) }

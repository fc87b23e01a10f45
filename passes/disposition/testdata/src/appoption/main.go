// Gives signals as an option.
//
// SIGTERM caught terminates
// SIGINT caught terminates
// SIGHUP caught terminates
package main

import (
	"syscall"

	"app"
)

func main() { app.New(app.Signals(syscall.SIGHUP, syscall.SIGTERM)).Run() }

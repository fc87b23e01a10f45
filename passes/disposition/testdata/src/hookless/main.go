// Command hookless adds no hook.
//
//	SIGHUP caught continues
//	SIGUSR1 caught nothing
//	SIGUSR2 caught nothing
//	SIGTERM caught terminates
package main

import "hooks"

func main() { hooks.New().Serve() }

// Command initedconfig reads lines. That a configuration is complete is told by
// the package that completes it, and asked for by nobody.
//
//	SIGWINCH caught continues
package main

import "initedconfig/line"

func main() {
	line.New(&line.Config{Prompt: "> "})
	select {}
}

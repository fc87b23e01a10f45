// Command promptunused has a Ui that can ask, and never asks: nobody calls the
// method through the interface but a wrapper of it that is not called either.
package main

import "prompts"

func main() {
	var ui prompts.Ui = prompts.Loud{Ui: prompts.Basic{}}
	ui.Say("hello")
	select {}
}

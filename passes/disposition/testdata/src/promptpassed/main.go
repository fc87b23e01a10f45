// Command promptpassed gives its Ui to somebody who may ask.
//
//	SIGINT caught terminates may
package main

import (
	"outsider"
	"prompts"
)

func main() {
	var ui prompts.Ui = prompts.Loud{Ui: prompts.Basic{}}
	outsider.Ask(ui)
	select {}
}

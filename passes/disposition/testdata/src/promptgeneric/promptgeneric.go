// Command promptgeneric gives its Uis to a generic function that may ask each.
//
//	SIGINT caught terminates may
package main

import (
	"outsider"
	"prompts"
)

func main() {
	var ui prompts.Ui = prompts.Basic{}
	outsider.AskAll([]prompts.Ui{ui})
	select {}
}

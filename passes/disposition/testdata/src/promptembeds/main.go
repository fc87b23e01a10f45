// Command promptembeds embeds a Ui, and gives the struct to somebody who may ask.
//
//	SIGINT caught terminates may
package main

import (
	"outsider"
	"prompts"
)

type meta struct{ prompts.Ui }

func main() {
	m := meta{prompts.Basic{}}
	outsider.Ask(m)
	select {}
}

// Command promptexpression asks by a method expression.
//
//	SIGINT caught terminates may
package main

import "prompts"

type app struct{ ui prompts.Ui }

func main() {
	a := app{prompts.Basic{}}
	ask := prompts.Ui.Ask
	ask(a.ui, "?")
	select {}
}

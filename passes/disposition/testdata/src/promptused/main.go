// Command promptused asks through a wrapper.
//
//	SIGINT caught terminates
package main

import "prompts"

type app struct{ ui prompts.Ui }

func (a app) run() { a.ui.Ask("?") }

func main() {
	a := app{prompts.Loud{Ui: prompts.Basic{}}}
	a.run()
	select {}
}

// Command prompttold gets its Ui from a package that only shows it.
//
//	SIGINT caught terminates may
package main

import "prompttell"

func main() {
	prompttell.New().UI.Ask("?")
	select {}
}

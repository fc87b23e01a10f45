// Command prompttemplate lets a template ask, by way of a field.
//
//	SIGINT caught terminates may
package main

import (
	"os"
	"text/template"

	"prompts"
)

type app struct{ Ui prompts.Ui }

func main() {
	a := &app{prompts.Basic{}}
	template.Must(template.New("t").Parse(`{{.Ui.Ask "?"}}`)).Execute(os.Stdout, a)
	select {}
}

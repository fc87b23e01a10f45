// A plugin may register anything.
//
// rest unknown unknown
package main

import (
	"log"
	"plugin"
)

func main() {
	p, err := plugin.Open("x.so")
	if err != nil {
		log.Fatal(err)
	}
	f, _ := p.Lookup("F")
	f.(func())()
}

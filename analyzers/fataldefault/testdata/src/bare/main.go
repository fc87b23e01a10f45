// Command bare has the handlers of another package, and none of their imports.
package main

import (
	"fmt"

	"serve"
)

func main() { // want `SIGHUP ends this daemon`
	fmt.Println("up")
	serve.Run()
}

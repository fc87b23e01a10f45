// Command pollwaits has a package wait for a signal, which looks again and again.
//
//	SIGINT caught terminates
//	SIGTERM caught terminates
package main

import (
	"log"
	"os"

	"pollwaits/watch"
)

func main() {
	if err := watch.Events(); err != nil {
		log.Fatal(err)
	}
	os.Remove("/run/watch.pid")
}

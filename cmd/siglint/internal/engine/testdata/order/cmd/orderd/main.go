package main

import (
	"flag"
	"log"

	"example.com/order/lib"
)

var hup = flag.Bool("hup", false, "reload on SIGHUP")

func main() {
	flag.Parse()
	lib.Listen(load, *hup)
	if err := lib.Both(3); err != nil {
		log.Fatal(err)
	}
	for {
		step(&lib.Poller{})
	}
}

// Command embeds makes the options of a server that it embeds, so that this
// registers nothing; those of the client it leaves to a flag.
//
//	SIGUSR1 caught continues if ClientOptions.NoSigs is not set
package main

import (
	"flag"

	"embeds/srv"
)

func options(host string) *srv.Options { return &srv.Options{Host: host, NoSigs: true} }

func main() {
	client := &srv.ClientOptions{NoSigs: true}
	flag.BoolVar(&client.NoSigs, "no-signals", true, "")
	flag.Parse()
	if _, err := srv.New(options("x")); err != nil {
		panic(err)
	}
	opts := &srv.Options{}
	opts.NoSigs = true
	srv.New(opts)
	srv.Connect(client)
	select {}
}

// Command embeds makes the options of a server that it embeds, so that this
// registers nothing; those of the client it leaves to a flag,
// those of the watcher to a file, where it may not set them in time.
//
//	SIGUSR1 caught continues if ClientOptions.NoSigs is not set
//	SIGUSR2 caught continues if WatchOptions.NoSigs is not set
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
	parsed, err := srv.Parse("y")
	if err != nil {
		return
	}
	parsed.NoSigs = true
	srv.New(parsed)
	srv.Connect(client)
	w := srv.ParseWatch("z")
	srv.Watch(w)
	w.NoSigs = true
	select {}
}

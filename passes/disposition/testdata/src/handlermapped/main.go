// Sets handlers that a package of handlers calls.
//
// SIGTERM caught terminates
// SIGINT caught terminates
// SIGHUP caught continues
// SIGUSR1 caught nothing
package main

import (
	"log"
	"os"
	"syscall"

	"handlermap"
)

func main() {
	handlermap.Set(stop, syscall.SIGINT)
	handlermap.Set(reload, syscall.SIGHUP)
	handlermap.Set(tell, syscall.SIGUSR1)
	if err := handlermap.Serve(); err != nil {
		log.Print(err)
	}
}

func stop(os.Signal) error { return handlermap.ErrStop }

func reload(os.Signal) error {
	_, err := os.ReadFile("/etc/app.conf")
	return err
}

func tell(os.Signal) error { log.Print("here"); return nil }

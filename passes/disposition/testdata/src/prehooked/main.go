// Command prehooked does some work before it ends: the function that it gives to
// the package which ends it decides nothing.
//
//	SIGHUP caught terminates
//	SIGINT caught terminates
//	SIGUSR2 caught terminates
package main

import (
	"net"
	"net/http"
	"os"
	"syscall"

	"prehooks"
)

func main() {
	l, err := net.Listen("tcp", ":0")
	if err != nil {
		panic(err)
	}
	prehooks.Before(func() { os.Remove("profile") })
	prehooks.Add(syscall.SIGHUP)
	prehooks.Handle()
	http.Serve(prehooks.Wrap(l), nil)
	prehooks.Shutdown()
}

// Command leftout tells somebody of each signal, and ends for some. SIGQUIT is told
// of, as SIGTSTP is, and SIGABRT goes a way of its own.
//
//	SIGTERM caught terminates
//	SIGINT caught terminates
//	SIGQUIT caught continues
//	SIGTSTP caught continues
//	SIGABRT caught terminates
package main

import (
	"log"
	"net/http"
	"os"
	"os/signal"
	"syscall"

	"untold"
)

func main() {
	srv := &http.Server{}
	go handle(srv, untold.New())
	if err := srv.ListenAndServe(); err != nil {
		log.Fatal(err)
	}
}

func handle(srv *http.Server, u untold.Updater) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGINT, syscall.SIGTERM, syscall.SIGTSTP, syscall.SIGQUIT, syscall.SIGABRT)
	s := <-c
	if err := u.Update(s.String()); err != nil {
		log.Print(err)
	}
	switch s {
	case syscall.SIGINT, syscall.SIGTERM:
		srv.Close()
	case syscall.SIGTSTP, syscall.SIGQUIT:
		log.Print("jobs may be lost")
	case syscall.SIGABRT:
		u.Leave()
	}
}

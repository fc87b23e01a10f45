// Command alreadyending cancels when a signal comes first, and only tells of later
// ones. SIGHUP is told of from the begin.
//
//	SIGINT caught terminates
//	SIGTERM caught terminates
//	SIGUSR2 caught terminates
//	SIGHUP caught nothing
package main

import (
	"context"
	"log"
	"net/http"
	"os"
	"os/signal"
	"syscall"
)

var requests = make(chan struct{})

func listen(cancel func()) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, os.Interrupt, syscall.SIGTERM)
	select {
	case s := <-c:
		log.Printf("received %v, shutting down", s)
	case <-requests:
		log.Print("shutdown requested")
	}
	cancel()
	for {
		select {
		case s := <-c:
			log.Printf("received %v, already shutting down", s)
		case <-requests:
			log.Print("already shutting down")
		}
	}
}

func plain(cancel func()) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGUSR2)
	<-c
	if len(os.Args) > 5 {
		return
	}
	cancel()
	for {
		log.Printf("received %v, already shutting down", <-c)
	}
}

func told() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP)
	log.Printf("received %v", <-c)
	for {
		log.Printf("received %v again", <-c)
	}
}

func main() {
	ctx, cancel := context.WithCancel(context.Background())
	go listen(cancel)
	go plain(cancel)
	go told()
	srv := &http.Server{Addr: ":80"}
	go srv.ListenAndServe()
	<-ctx.Done()
	srv.Close()
}

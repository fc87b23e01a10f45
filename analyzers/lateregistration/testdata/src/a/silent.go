package a

import (
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"
)

// In time.
func first(s *http.Server) {
	signal.Notify(c, syscall.SIGTERM)
	go s.ListenAndServe()
	<-c
}

// Only the receipt is in the goroutine.
func received() {
	signal.Notify(c, os.Interrupt)
	go func() { <-c }()
}

// Called, and not only started.
func both() {
	go shared()
	shared()
}

func shared() {
	signal.Notify(c, os.Interrupt)
	<-c
}

// Another branch listens.
func either(server bool) {
	if server {
		net.Listen("tcp", ":0")
		return
	}
	signal.Notify(c, os.Interrupt)
	<-c
}

// A literal that is called at once is no goroutine.
func literal() {
	func() { signal.Notify(c, os.Interrupt) }()
	f := func() { signal.Notify(c, os.Interrupt) }
	f()
	<-c
}

// A deferred call comes last.
func deferred(s *http.Server) {
	defer s.ListenAndServe()
	signal.Notify(c, os.Interrupt)
	<-c
}

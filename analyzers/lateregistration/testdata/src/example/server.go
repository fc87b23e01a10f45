// Package example is on the page of lateregistration.
package example

import (
	"net/http"
	"os"
	"os/signal"
	"syscall"
)

func serve(s *http.Server) {
	go s.ListenAndServe()
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGTERM)
	<-c
}

// Package instead is on the page of lateregistration.
package instead

import (
	"net/http"
	"os"
	"os/signal"
	"syscall"
)

func serve(s *http.Server) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGTERM)
	go s.ListenAndServe()
	<-c
}

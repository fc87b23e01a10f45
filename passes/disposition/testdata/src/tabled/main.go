// Command tabled fills a table of handlers, some of which the package of the
// table has; no others are registered.
//
//	SIGHUP caught nothing
//	SIGTERM caught terminates
//	SIGQUIT caught terminates
package main

import (
	"net/http"
	"os"
	"syscall"

	"signaltable"
)

type server struct {
	http.Server
	signals *signaltable.Table
}

func (s *server) shutdown(os.Signal) { s.Close() }

func main() {
	s := &server{signals: signaltable.New()}
	s.signals.Register(syscall.SIGQUIT, s.shutdown)
	s.signals.Register(syscall.SIGTERM, signaltable.Term)
	s.signals.Register(syscall.SIGHUP, signaltable.Ignore)
	s.signals.Start()
	s.ListenAndServe()
}

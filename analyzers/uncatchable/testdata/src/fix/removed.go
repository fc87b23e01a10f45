package fix

import (
	"os"
	"os/signal"
	"syscall"
)

var list = []os.Signal{
	syscall.SIGTERM,
	syscall.SIGSTOP, // want `SIGSTOP cannot be caught`
}

func removed(c chan os.Signal) {
	signal.Notify(c, list...)
	signal.Notify(c, os.Kill, syscall.SIGTERM)         // want `SIGKILL cannot be caught`
	signal.Notify(c, syscall.SIGTERM, syscall.SIGPROF) // want `SIGPROF belongs`
}

func qualified(c chan os.Signal) {
	signal.Notify(c, syscall.SIGKILL) // want `SIGKILL cannot be caught`
}

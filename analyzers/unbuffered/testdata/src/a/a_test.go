package a

import (
	"os"
	"syscall"
	"testing"
)

func TestListen(t *testing.T) {
	r := &registered{make(chan os.Signal)}
	go r.listen()
	r.signals <- syscall.SIGHUP
}

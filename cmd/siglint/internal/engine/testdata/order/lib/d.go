package lib

import (
	"errors"
	"log"
	"os"
	"syscall"
)

var handlers = []func(){reopen, count}

func reopen() {
	f, err := os.Open(Path)
	if err != nil {
		log.Fatal(err)
	}
	log.SetOutput(f)
}

var calls int

func count() { calls++ }

var Path = "/var/log/order.log"

func Interrupted(err error) bool { return errors.Is(err, syscall.EINTR) }

func Retry(f func() error) error {
	for {
		if err := f(); !Interrupted(err) {
			return err
		}
	}
}

func Pass(err error, f func() error) error {
	if err != nil {
		return err
	}
	return f()
}

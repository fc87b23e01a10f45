// Package retry has what other packages handle EINTR with.
package retry

import (
	"errors"
	"syscall"
)

func OnEINTR(f func() error) error {
	for {
		if err := f(); !errors.Is(err, syscall.EINTR) {
			return err
		}
	}
}

func Value[T any](f func() (T, error)) (T, error) {
	for {
		v, err := f()
		if !errors.Is(err, syscall.EINTR) {
			return v, err
		}
	}
}

// Quietly returns nothing.
func Quietly(f func() error) {
	for f() == syscall.EINTR {
	}
}

func Call(f func(int, int) error, fd, how int) error {
	for range 10 {
		if err := f(fd, how); err != syscall.EINTR {
			return err
		}
	}
	return syscall.EINTR
}

func Interrupted(err error) bool {
	var errno syscall.Errno
	return errors.As(err, &errno) && errno == syscall.EINTR
}

// Twice calls f without a look at its error.
func Twice(f func() error) error {
	if err := f(); err != nil {
		return err
	}
	return f()
}

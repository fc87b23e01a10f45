package facts // want package:"speaks"

import (
	"errors"
	"fmt"
	"syscall"
)

func Wait(fd int) (int, error) { // want Wait:`^interrupted\(syscall.EpollWait, default\)$`
	return syscall.EpollWait(fd, nil, -1)
}

func Wrap(fd int) error { // want Wrap:`^interrupted\(syscall.Flock, default\)$`
	if err := syscall.Flock(fd, syscall.LOCK_EX); err != nil {
		return fmt.Errorf("lock: %w", err)
	}
	return nil
}

func Handled(fd int) error {
	for {
		if err := syscall.Flock(fd, syscall.LOCK_EX); err != syscall.EINTR {
			return err
		}
	}
}

func Is(err error) bool { // want Is:`^tests\(0\)$`
	return errors.Is(err, syscall.EINTR)
}

func Other(err error) bool { return errors.Is(err, syscall.EAGAIN) }

func Retry(f func() error) error { // want Retry:`^retries\(0\)$`
	for {
		if err := f(); !Is(err) {
			return err
		}
	}
}

func Generic[T any](n int, f func() (T, error)) (T, error) { // want Generic:`^retries\(1\)$`
	for {
		v, err := f()
		if err != syscall.EINTR {
			return v, err
		}
	}
}

func Once(f func() error) error { return f() } // want Once:`^forwards\(0 to 0\)$`

func Mapped(f func() error) error { // want Mapped:`^retries\(0\)$`
	if err := f(); err != syscall.EINTR {
		return err
	}
	return nil
}

type T struct{ fd int }

func (t *T) Read(p []byte) (int, error) { // want Read:`^interrupted\(syscall.Read, blocking\)$`
	return syscall.Read(t.fd, p)
}

var Sleep = syscall.Nanosleep // want Sleep:`^interrupted\(syscall.Nanosleep, default\)$`

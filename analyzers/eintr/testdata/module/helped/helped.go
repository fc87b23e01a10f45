// Package helped handles EINTR with another package's help.
package helped

import (
	"syscall"

	"example.com/module/poll"
	"example.com/module/retry"
)

func lock(fd int) error {
	return retry.OnEINTR(func() error { return syscall.Flock(fd, syscall.LOCK_EX) })
}

func value(fd int) (int, error) {
	return retry.Value(func() (int, error) { return syscall.EpollWait(fd, nil, -1) })
}

func quietly(fd int) (n int, err error) {
	retry.Quietly(func() error {
		n, err = syscall.EpollWait(fd, nil, -1)
		return err
	})
	return n, err
}

func function(fd int) error { return retry.Call(syscall.Flock, fd, syscall.LOCK_EX) }

func wrapper(fd int) error {
	return retry.OnEINTR(func() error { return poll.Lock(fd) })
}

func predicate(fd int) error {
	for {
		err := poll.Lock(fd)
		if retry.Interrupted(err) {
			continue
		}
		return err
	}
}

func twice(fd int) error {
	return retry.Twice(func() error { return syscall.Flock(fd, syscall.LOCK_EX) }) // want `EINTR of syscall.Flock`
}

func close(fd int) error {
	return retry.OnEINTR(func() error { return syscall.Close(fd) }) // want `^syscall.Close is retried on EINTR`
}

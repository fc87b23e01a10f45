package helper

import "golang.org/x/sys/unix"

func retry(f func() error) error {
	for {
		if err := f(); err != unix.EINTR {
			return err
		}
	}
}

func lock(fd int) error {
	return retry(func() error { return unix.Flock(fd, unix.LOCK_EX) })
}

func share(fd int) error {
	err := unix.Flock(fd, 1) // want `EINTR of unix.Flock`
	return err
}

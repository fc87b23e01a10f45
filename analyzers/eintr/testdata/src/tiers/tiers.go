package tiers

import (
	"os"

	"golang.org/x/sys/unix"
)

func fallocate(fd int) error {
	return unix.Fallocate(fd, 0, 0, 10) // want `EINTR of unix.Fallocate`
}

func read(fd int, buf []byte) (int, error) {
	return unix.Read(fd, buf) // want `EINTR of unix.Read`
}

func random(buf []byte) error {
	_, err := unix.Getrandom(buf, 0) // want `EINTR of unix.Getrandom`
	return err
}

func splice(a, b int) error {
	_, err := unix.Splice(a, nil, b, nil, 10, unix.SPLICE_F_NONBLOCK)
	return err
}

func stat(path string) (st unix.Stat_t, err error) {
	err = unix.Stat(path, &st) // want `EINTR of unix.Stat`
	return st, err
}

func ioctl(fd int) (int, error) {
	return unix.IoctlGetInt(fd, 1) // want `EINTR of unix.IoctlGetInt`
}

// What is thrown away whole was tried for luck.
func dropped(fd int) {
	unix.Rename("a", "b")
	_, _ = unix.Write(fd, []byte("x"))
}

// Package os retries.
func file(f *os.File) error {
	if err := f.Sync(); err != nil {
		return err
	}
	_, err := os.Stat("x")
	return err
}

func retried(path string) (fd int, err error) {
	for {
		fd, err = unix.Open(path, 0, 0)
		if err != unix.EINTR {
			return fd, err
		}
	}
}

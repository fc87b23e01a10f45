// Package unix stands in for the real one.
package unix

import "syscall"

const (
	SIGKILL = syscall.Signal(0x9)
	SIGTERM = syscall.Signal(0xf)

	EINTR = syscall.Errno(0x4)
)

type EpollEvent = syscall.EpollEvent

func EpollWait(epfd int, events []EpollEvent, msec int) (n int, err error) {
	return syscall.EpollWait(epfd, events, msec)
}

func Close(fd int) error { return syscall.Close(fd) }

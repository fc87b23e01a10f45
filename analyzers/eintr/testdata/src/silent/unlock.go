package silent

import (
	"syscall"
	"unsafe"

	"golang.org/x/sys/unix"
)

// To give a lock up is not waited for, whatever the command.
func unlock(fd uintptr) error {
	return syscall.FcntlFlock(fd, syscall.F_SETLKW, &syscall.Flock_t{Type: syscall.F_UNLCK, Len: 1})
}

func unlockSet(fd uintptr) error {
	var lk unix.Flock_t
	lk.Type = unix.F_UNLCK
	return unix.FcntlFlock(fd, unix.F_OFD_SETLKW, &lk)
}

// The same struct, changed before it is used again.
func tryThenUnlock(fd uintptr) error {
	lk := unix.Flock_t{Type: unix.F_WRLCK}
	if err := unix.FcntlFlock(fd, unix.F_SETLK, &lk); err != nil {
		return err
	}
	lk.Type = unix.F_UNLCK
	return unix.FcntlFlock(fd, unix.F_SETLKW, &lk)
}

func unlockLater(fd uintptr) func() error {
	lk := unix.Flock_t{Type: unix.F_UNLCK}
	return func() error { return unix.FcntlFlock(fd, unix.F_SETLKW, &lk) }
}

func unlockTrap(fd uintptr) error {
	lk := unix.Flock_t{Type: unix.F_UNLCK}
	if _, _, errno := unix.Syscall(unix.SYS_FCNTL, fd, unix.F_SETLKW, uintptr(unsafe.Pointer(&lk))); errno != 0 {
		return errno
	}
	return nil
}

// A helper that is called for nothing else.
func change(fd uintptr, kind int16) error {
	return unix.FcntlFlock(fd, unix.F_SETLKW, &unix.Flock_t{Type: kind})
}

func giveUp(fd uintptr) error { return change(fd, unix.F_UNLCK) }

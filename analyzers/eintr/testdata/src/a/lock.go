package a

import "golang.org/x/sys/unix"

func writeLock(fd uintptr) error {
	return unix.FcntlFlock(fd, unix.F_SETLKW, &unix.Flock_t{Type: unix.F_WRLCK}) // want `EINTR of unix.FcntlFlock`
}

// The last type set is that of a lock.
func unlockThenLock(fd uintptr) error {
	lk := unix.Flock_t{Type: unix.F_UNLCK}
	if err := unix.FcntlFlock(fd, unix.F_SETLK, &lk); err != nil {
		return err
	}
	lk.Type = unix.F_RDLCK
	return unix.FcntlFlock(fd, unix.F_SETLKW, &lk) // want `EINTR of unix.FcntlFlock`
}

// A lock for some callers.
func setKind(fd uintptr, kind int16) error {
	return unix.FcntlFlock(fd, unix.F_SETLKW, &unix.Flock_t{Type: kind}) // want `EINTR of unix.FcntlFlock`
}

func setBoth(fd uintptr) error {
	if err := setKind(fd, unix.F_WRLCK); err != nil {
		return err
	}
	return setKind(fd, unix.F_UNLCK)
}

// Zero is the type of a shared lock.
func readLock(fd uintptr) error {
	var lk unix.Flock_t
	return unix.FcntlFlock(fd, unix.F_SETLKW, &lk) // want `EINTR of unix.FcntlFlock`
}

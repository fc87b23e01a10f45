package variants

import (
	"runtime"
	"syscall"

	"golang.org/x/sys/unix"
)

// A turn of an event loop: what one loses to EINTR the next reads.
type turns struct {
	epfd, watch, stop int
	buf               []byte
	out               chan []byte
}

func newTurns() (t *turns, err error) {
	t = &turns{}
	t.watch, err = unix.InotifyInit1(0)
	return t, err
}

func (t *turns) read() []byte {
	n, err := unix.Read(t.watch, t.buf)
	if err != nil {
		return nil
	}
	return t.buf[:n]
}

func (t *turns) run(ready func() (int, bool)) {
	for {
		switch fd, ok := ready(); {
		case !ok || fd == t.stop:
			return
		case fd == t.watch:
			t.out <- t.read()
		}
	}
}

// One that ends where nothing was read.
type ending struct {
	watch int
	buf   []byte
}

func newEnding() (e *ending, err error) {
	e = &ending{}
	e.watch, err = unix.InotifyInit1(0)
	return e, err
}

func (e *ending) read() []byte {
	n, err := unix.Read(e.watch, e.buf) // want `EINTR of unix.Read`
	if err != nil {
		return nil
	}
	return e.buf[:n]
}

func (e *ending) run(stop func() bool) {
	for !stop() {
		data := e.read()
		if data == nil {
			return
		}
		use(len(data))
	}
}

// A message that is sent without asking what becomes of it.
func announce(msg []byte) {
	fd, err := unix.Socket(unix.AF_NETLINK, unix.SOCK_RAW, 0)
	if err != nil {
		return
	}
	unix.Sendto(fd, msg, 0, nil)
}

func announced(msg []byte) error {
	fd, err := unix.Socket(unix.AF_NETLINK, unix.SOCK_RAW, 0)
	if err != nil {
		return err
	}
	return unix.Sendto(fd, msg, 0, nil) // want `EINTR of unix.Sendto`
}

// A helper for a terminal and for others: each caller by what it writes to.
func put(fd int, b []byte) error {
	_, err := unix.Write(fd, b)
	return err
}

func putAgain(b []byte) error {
	fd, err := unix.Open("/dev/tty", 0, 0)
	for err == nil {
		if err = put(fd, b); err != unix.EINTR {
			return err
		}
	}
	return err
}

func putOnce(b []byte) error {
	fd, err := unix.Open("/dev/tty", 0, 0)
	if err != nil {
		return err
	}
	return put(fd, b) // want `put returns EINTR of unix.Write`
}

func putElsewhere(file string, b []byte) error {
	fd, err := unix.Open(file, 0, 0)
	if err != nil {
		return err
	}
	return put(fd, b)
}

// lockUntil does not lock again on EINTR, which allows callers to end the wait
// with a signal.
func lockUntil(fd int) error { return unix.Flock(fd, unix.LOCK_EX) }

// lockOnce does not lock again on EINTR.
func lockOnce(fd int) error { return unix.Flock(fd, unix.LOCK_EX) } // want `EINTR of unix.Flock`

// Done for other systems only.
func elsewhere(fd int) error {
	if runtime.GOOS == "windows" || runtime.GOOS == "plan9" {
		return unix.Flock(fd, unix.LOCK_EX)
	}
	for {
		if err := unix.Flock(fd, unix.LOCK_EX); err != unix.EINTR {
			return err
		}
	}
}

func here(fd int) error {
	if runtime.GOOS == "windows" || runtime.GOOS == "linux" {
		return unix.Flock(fd, unix.LOCK_EX) // want `EINTR of unix.Flock`
	}
	return nil
}

// A mode set by the raw call.
var console int

func fcntl(fd, cmd, arg int) error {
	if _, _, errno := syscall.Syscall(syscall.SYS_FCNTL, uintptr(fd), uintptr(cmd), uintptr(arg)); errno != 0 {
		return errno
	}
	return nil
}

func openConsole() (err error) {
	if console, err = syscall.Open("/dev/tty", syscall.O_RDONLY, 0); err != nil {
		return err
	}
	if err := fcntl(console, syscall.F_SETOWN, syscall.Getpid()); err != nil {
		return err
	}
	return fcntl(console, syscall.F_SETFL, syscall.O_ASYNC|syscall.O_NONBLOCK)
}

func key(buf []byte) (int, error) { return syscall.Read(console, buf) }

// One that waits for a key.
var other int

func openOther() (err error) {
	other, err = syscall.Open("/dev/tty", syscall.O_RDONLY, 0)
	return err
}

func otherKey(buf []byte) (int, error) { return syscall.Read(other, buf) } // want `EINTR of syscall.Read`

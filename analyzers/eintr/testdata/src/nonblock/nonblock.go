// Package nonblock has calls on descriptors in non-blocking mode.
package nonblock

import (
	"syscall"
	"unsafe"

	"golang.org/x/sys/unix"
)

// The descriptors of the runtime's poller do not wait.
func lentToRead(rc syscall.RawConn) error {
	var n int
	var err error
	cerr := rc.Read(func(fd uintptr) bool {
		n, _, err = unix.Recvfrom(int(fd), nil, 0)
		return err != unix.EAGAIN
	})
	if cerr != nil {
		return cerr
	}
	use(n)
	return err
}

func lentToControl(rc syscall.RawConn, sa unix.Sockaddr) error {
	var err error
	if cerr := rc.Control(func(fd uintptr) { err = unix.Connect(int(fd), sa) }); cerr != nil {
		return cerr
	}
	return err
}

// Kept in a field, with a raw trap.
type batch struct {
	rc   syscall.RawConn
	read func(fd uintptr) bool
	err  error
}

func newBatch(rc syscall.RawConn) *batch {
	b := &batch{rc: rc}
	b.read = func(fd uintptr) bool {
		_, _, errno := unix.Syscall6(unix.SYS_RECVMMSG, fd, uintptr(unsafe.Pointer(b)), 1, 0, 0, 0)
		if errno == unix.EAGAIN {
			return false
		}
		if errno != 0 {
			b.err = errno
		}
		return true
	}
	return b
}

func (b *batch) next() error {
	if err := b.rc.Read(b.read); err != nil {
		return err
	}
	return b.err
}

// Through a helper, and through a method.
func each(rc syscall.RawConn, f func(fd int) error) (err error) {
	cerr := rc.Read(func(fd uintptr) bool {
		err = f(int(fd))
		return err != unix.EAGAIN
	})
	if cerr != nil {
		return cerr
	}
	return err
}

func helped(rc syscall.RawConn) (nfd int, err error) {
	err = each(rc, func(fd int) error {
		var err error
		nfd, _, err = unix.Accept(fd)
		return err
	})
	return nfd, err
}

type receiver struct{ err error }

func (r *receiver) receive(fd uintptr) bool {
	_, _, r.err = unix.Recvfrom(int(fd), nil, 0)
	return r.err != unix.EAGAIN
}

func received(rc syscall.RawConn) error {
	r := &receiver{}
	if err := rc.Read(r.receive); err != nil {
		return err
	}
	return r.err
}

// Made so.
type listener struct{ fd int }

func newListener() (*listener, error) {
	fd, err := unix.Socket(unix.AF_INET, unix.SOCK_STREAM|unix.SOCK_NONBLOCK, 0)
	if err != nil {
		return nil, err
	}
	return &listener{fd}, nil
}

func (l *listener) accept() (int, error) {
	nfd, _, err := unix.Accept4(l.fd, unix.SOCK_NONBLOCK)
	if err == unix.EAGAIN {
		return -1, nil
	}
	return nfd, err
}

// Put in that mode afterwards, by somebody.
type peer struct{ fd int }

func (p *peer) open() (err error) {
	if p.fd, err = unix.Socket(unix.AF_INET, unix.SOCK_STREAM, 0); err != nil {
		return err
	}
	return unix.SetNonblock(p.fd, true)
}

func (p *peer) read(buf []byte) (int, error) {
	n, _, err := unix.Recvfrom(p.fd, buf, 0)
	return n, err
}

func set(fd int) error {
	_, err := unix.FcntlInt(uintptr(fd), unix.F_SETFL, unix.O_NONBLOCK)
	return err
}

func flagged() (int, error) {
	fd, err := unix.Socket(unix.AF_INET, unix.SOCK_STREAM, 0)
	if err != nil {
		return 0, err
	}
	if err := set(fd); err != nil {
		return 0, err
	}
	nfd, _, err := unix.Accept(fd)
	return nfd, err
}

// An event of epoll, read where there is one.
func watched(buf []byte) (int, error) {
	fd, err := unix.InotifyInit1(unix.IN_NONBLOCK)
	if err != nil {
		return 0, err
	}
	return unix.Read(fd, buf)
}

// Connect only notes the address of the peer where there is no connection.
func datagrams(sa unix.Sockaddr) (int, error) {
	fd, err := unix.Socket(unix.AF_INET, unix.SOCK_DGRAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		return -1, err
	}
	if err := unix.Connect(fd, sa); err != nil {
		unix.Close(fd)
		return -1, err
	}
	return fd, nil
}

type monitor struct{ fd int }

func dialMonitor(flags int) (m *monitor, err error) {
	m = &monitor{}
	m.fd, err = unix.Socket(unix.AF_NETLINK, unix.SOCK_RAW|flags, 0)
	return m, err
}

func (m *monitor) connect(sa unix.Sockaddr) error { return unix.Connect(m.fd, sa) }

func socket(typ int) (int, error) { return syscall.Socket(syscall.AF_INET6, typ, 0) }

func raw(sa syscall.Sockaddr, icmp bool) error {
	typ := syscall.SOCK_RAW
	if icmp {
		typ = syscall.SOCK_DGRAM
	}
	fd, err := socket(typ)
	if err != nil {
		return err
	}
	return syscall.Connect(fd, sa)
}

// The event loop gives the descriptor; that it is not waited on, EAGAIN tells.
func (l *listener) HandleEvent(fd int) error {
	nfd, _, err := unix.Accept(fd)
	if err != nil {
		if err != unix.EAGAIN {
			return err
		}
		return nil
	}
	use(nfd)
	return nil
}

func use(int) {}

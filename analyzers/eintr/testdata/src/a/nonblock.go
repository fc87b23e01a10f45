package a

import (
	"syscall"

	"golang.org/x/sys/unix"
)

// A lock waits whatever the mode of the descriptor.
func controlled(rc syscall.RawConn) error {
	var err error
	cerr := rc.Control(func(fd uintptr) {
		err = unix.Flock(int(fd), unix.LOCK_EX) // want `EINTR of unix.Flock`
	})
	if cerr != nil {
		return cerr
	}
	return err
}

// A function of the same kind, lent by nobody that is known.
func lent(read func(func(fd uintptr) bool)) (err error) {
	read(func(fd uintptr) bool {
		_, _, err = unix.Recvfrom(int(fd), nil, 0) // want `EINTR of unix.Recvfrom`
		return err != unix.EAGAIN
	})
	return err
}

// Another descriptor than the one that is lent.
func besides(rc syscall.RawConn, other int) (err error) {
	cerr := rc.Read(func(fd uintptr) bool {
		_, _, err = unix.Recvfrom(other, nil, 0) // want `EINTR of unix.Recvfrom`
		return err != unix.EAGAIN
	})
	if cerr != nil {
		return cerr
	}
	return err
}

type blockingListener struct{ fd int }

func newBlockingListener() (*blockingListener, error) {
	fd, err := unix.Socket(unix.AF_INET, unix.SOCK_STREAM, 0)
	if err != nil {
		return nil, err
	}
	return &blockingListener{fd}, nil
}

// The connections are non-blocking, the listener is not.
func (l *blockingListener) accept() (int, error) {
	nfd, _, err := unix.Accept4(l.fd, unix.SOCK_NONBLOCK) // want `EINTR of unix.Accept4`
	if err == unix.EAGAIN {
		return -1, nil
	}
	return nfd, err
}

// Set back to wait.
func setBack(sa unix.Sockaddr) error {
	fd, err := unix.Socket(unix.AF_INET, unix.SOCK_STREAM|unix.SOCK_NONBLOCK, 0)
	if err != nil {
		return err
	}
	if err := unix.SetNonblock(fd, false); err != nil {
		return err
	}
	return unix.Connect(fd, sa) // want `EINTR of unix.Connect`
}

// One of two descriptors may wait.
func either(wait bool) error {
	fd, err := unix.Socket(unix.AF_INET, unix.SOCK_STREAM|unix.SOCK_NONBLOCK, 0)
	if wait {
		fd, err = unix.Socket(unix.AF_INET, unix.SOCK_STREAM, 0)
	}
	if err != nil {
		return err
	}
	_, _, err = unix.Accept(fd) // want `EINTR of unix.Accept`
	return err
}

// To be asked about a descriptor waits, whatever its mode.
func polledFor(fd int) error {
	if err := unix.SetNonblock(fd, true); err != nil {
		return err
	}
	_, err := unix.Poll([]unix.PollFd{{Fd: int32(fd)}}, -1) // want `EINTR of unix.Poll`
	return err
}

// A connection is made, and waited for.
func seqpacket(sa unix.Sockaddr) error {
	fd, err := unix.Socket(unix.AF_UNIX, unix.SOCK_SEQPACKET|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		return err
	}
	return unix.Connect(fd, sa) // want `EINTR of unix.Connect`
}

// The caller tells which kind of socket it is.
func ofKind(typ int, sa unix.Sockaddr) error {
	fd, err := unix.Socket(unix.AF_INET, typ|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		return err
	}
	return unix.Connect(fd, sa) // want `EINTR of unix.Connect`
}

// A stream for some, and datagrams for others.
func ofTwoKinds(stream bool, sa unix.Sockaddr) error {
	typ := unix.SOCK_DGRAM
	if stream {
		typ = unix.SOCK_STREAM
	}
	fd, err := unix.Socket(unix.AF_INET, typ, 0)
	if err != nil {
		return err
	}
	return unix.Connect(fd, sa) // want `EINTR of unix.Connect`
}

// A listener with a timeout answers with EAGAIN too, and is interrupted.
func timed(fd int, tv *unix.Timeval) error {
	if err := unix.SetsockoptTimeval(fd, unix.SOL_SOCKET, unix.SO_RCVTIMEO, tv); err != nil {
		return err
	}
	_, _, err := unix.Accept(fd) // want `EINTR of unix.Accept`
	if err == unix.EAGAIN {
		return nil
	}
	return err
}

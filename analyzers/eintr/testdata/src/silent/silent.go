package silent

import (
	"errors"
	"fmt"
	"log"
	"net"
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

var events []unix.EpollEvent

// Tested with ==.
func equal(fd int) (int, error) {
	for {
		n, err := unix.EpollWait(fd, events, -1)
		if err == unix.EINTR {
			continue
		}
		return n, err
	}
}

// The other way round, with a package that has the same constant.
func reversed(fd int) (int, error) {
	for {
		n, err := unix.EpollWait(fd, events, -1)
		if syscall.EINTR != err {
			return n, err
		}
	}
}

// An empty case in a loop retries.
func switched(fd int) (int, error) {
	for {
		switch n, err := unix.EpollWait(fd, events, -1); err {
		case nil:
			return n, nil
		case unix.EINTR:
		default:
			return 0, err
		}
	}
}

func switchTrue(fd int) (int, error) {
	for {
		n, err := unix.EpollWait(fd, events, -1)
		switch true {
		case err == unix.EINTR, err == unix.EAGAIN:
			continue
		}
		return n, err
	}
}

func switchNone(fd int) {
	for {
		n, err := unix.EpollWait(fd, events, -1)
		switch {
		case err == nil:
			use(n)
		case errors.Is(err, unix.EINTR):
		default:
			log.Fatal(err)
		}
	}
}

func temporary(fd int) error {
	for {
		err := unix.Flock(fd, unix.LOCK_EX)
		if errno, ok := err.(syscall.Errno); ok && errno.Temporary() {
			continue
		}
		return err
	}
}

func localInterface(fd int) error {
	type temporary interface{ Temporary() bool }
	for {
		err := unix.Flock(fd, unix.LOCK_EX)
		if t, ok := err.(temporary); ok && t.Temporary() {
			continue
		}
		return err
	}
}

// The loop's condition tests.
func condition(fd int) (err error) {
	err = unix.EINTR
	for err == unix.EINTR {
		err = unix.Flock(fd, unix.LOCK_EX)
	}
	return err
}

func again(fd int) error {
	n, err := unix.Poll(nil, -1)
	for err == unix.EINTR {
		n, err = unix.Poll(nil, -1)
	}
	use(n)
	return err
}

func jump(fd int) error {
again:
	err := unix.Flock(fd, unix.LOCK_EX)
	if err == unix.EINTR {
		goto again
	}
	return err
}

func callInCondition(fd int) {
	for unix.Flock(fd, unix.LOCK_EX) == unix.EINTR {
	}
}

// The error goes into the next turn.
func carried(done chan bool) error {
	var err error
	for {
		if err != nil && err != unix.EINTR {
			return err
		}
		select {
		case <-done:
			return nil
		default:
		}
		_, err = unix.Poll(nil, 100)
	}
}

// Whatever the error, the loop goes round.
func whatever(fd int) {
	for {
		n, err := unix.EpollWait(fd, events, -1)
		if err != nil {
			log.Print(err)
			continue
		}
		use(n)
	}
}

// The number tells as well.
func byNumber(fd int) {
	for {
		n, _ := unix.EpollWait(fd, events, -1)
		for i := 0; i < n; i++ {
			use(i)
		}
	}
}

// The loop is in the caller.
func step(fd int) {
	n, err := unix.EpollWait(fd, events, -1)
	if err != nil {
		log.Print(err)
		return
	}
	use(n)
}

func run(fd int) {
	for {
		step(fd)
	}
}

// EINTR becomes something else.
func mapped(fd int) (int, error) {
	n, err := unix.EpollWait(fd, events, -1)
	if err == unix.EINTR {
		return 0, nil
	}
	return n, err
}

func asBool(fd int) bool {
	_, err := unix.Poll(nil, -1)
	return err == nil || err == unix.EINTR
}

func zeroed(fd int) error {
	_, _, errno := unix.Syscall(unix.SYS_EPOLL_WAIT, uintptr(fd), 0, 0)
	if errno == unix.EINTR {
		errno = 0
	}
	if errno != 0 {
		return errno
	}
	return nil
}

// A deferred test sees the named result.
func deferred(fd int) (err error) {
	defer func() {
		if errors.Is(err, unix.EINTR) {
			err = nil
		}
	}()
	return unix.Flock(fd, unix.LOCK_EX)
}

func stored(fd int) error {
	call := func() error { return unix.Flock(fd, unix.LOCK_EX) }
	err := call()
	for err == unix.EINTR {
		err = call()
	}
	return err
}

func ignoringEINTR(f func() error) error {
	for {
		err := f()
		if err != unix.EINTR {
			return err
		}
	}
}

func ignoringEINTR2(f func() (int, error)) (int, error) {
	for {
		n, err := f()
		if err != unix.EINTR {
			return n, err
		}
	}
}

func generic[T any](f func() (T, error)) (T, error) {
	for {
		v, err := f()
		if !errors.Is(err, unix.EINTR) {
			return v, err
		}
	}
}

func three[A, B any](f func() (A, B, error)) (a A, b B, err error) {
	for {
		a, b, err = f()
		if err != unix.EINTR {
			return
		}
	}
}

func passing(f func(int, []byte) (int, error), fd int, p []byte) (int, error) {
	for {
		n, err := f(fd, p)
		if err != syscall.EINTR {
			return n, err
		}
	}
}

func bounded(tries int, f func() error) (err error) {
	for i := 0; i < tries; i++ {
		if err = f(); !isInterrupted(err) {
			break
		}
	}
	return err
}

func nothing(f func() error) {
	for f() == unix.EINTR {
	}
}

func isInterrupted(err error) bool { return errors.Is(err, unix.EINTR) }

func helped(fd int) error {
	if err := ignoringEINTR(func() error { return unix.Flock(fd, unix.LOCK_EX) }); err != nil {
		return err
	}
	n, err := ignoringEINTR2(func() (int, error) { return unix.Poll(nil, -1) })
	if err != nil {
		return err
	}
	use(n)
	if _, err := generic(func() (int, error) { return unix.EpollWait(fd, events, -1) }); err != nil {
		return err
	}
	nfd, _, err := three(func() (int, unix.Sockaddr, error) { return unix.Accept(fd) })
	if err != nil {
		return err
	}
	use(nfd)
	if _, err := passing(unix.Read, fd, nil); err != nil {
		return err
	}
	if _, err := generic(unix.Getwd); err != nil {
		return err
	}
	return bounded(3, func() error { return unix.Connect(fd, nil) })
}

// The helper returns nothing, the closure writes a captured variable.
func writes(fd int) (n int, err error) {
	nothing(func() error {
		n, err = unix.EpollWait(fd, events, -1)
		return err
	})
	return n, err
}

// A package variable holds the system call.
var epollWait = unix.EpollWait

func variable(fd int) {
	for {
		_, err := epollWait(fd, events, -1)
		if err != nil && err != unix.EINTR {
			return
		}
	}
}

// The callers test, through one wrapping and another.
func lock(fd int) error { return unix.Flock(fd, unix.LOCK_EX) }

func lockWrapped(fd int) error {
	if err := lock(fd); err != nil {
		return fmt.Errorf("lock: %w", err)
	}
	return nil
}

func useLock(fd int) {
	for errors.Is(lockWrapped(fd), unix.EINTR) {
	}
}

func poll(fd int) error {
	_, err := unix.Poll(nil, -1)
	return os.NewSyscallError("poll", err)
}

func usePoll(fd int) error {
	for {
		err := poll(fd)
		if se, ok := err.(*os.SyscallError); ok && se.Err == unix.EINTR {
			continue
		}
		return err
	}
}

func recv(fd int) error {
	_, _, err := unix.Recvfrom(fd, nil, 0)
	if err != nil {
		return &net.OpError{Op: "read", Err: os.NewSyscallError("recvfrom", err)}
	}
	return nil
}

func useRecv(fd int) error {
	for {
		err := recv(fd)
		var errno syscall.Errno
		if errors.As(err, &errno) && errno == syscall.EINTR {
			continue
		}
		return err
	}
}

type poller struct{ fd int }

func (p *poller) wait() (int, error) { return unix.EpollWait(p.fd, events, -1) }

type waiter interface{ wait() (int, error) }

func throughInterface(w waiter) error {
	for {
		_, err := w.wait()
		if err == unix.EINTR {
			continue
		}
		return err
	}
}

type sleeper struct{}

func (sleeper) sleep() error { return unix.Nanosleep(&unix.Timespec{Sec: 1}, nil) }

func methodValue(s sleeper) {
	f := s.sleep
	for f() == unix.EINTR {
	}
}

// A callback of RawConn goes on waiting.
func rawConn(rc syscall.RawConn) error {
	var err error
	cerr := rc.Read(func(fd uintptr) bool {
		_, _, err = unix.Recvfrom(int(fd), nil, 0)
		return err != unix.EAGAIN && err != unix.EINTR
	})
	if cerr != nil {
		return cerr
	}
	return err
}

// These cannot block.
func nonblocking(fd int, more bool) error {
	flags := unix.WNOHANG
	if more {
		flags |= unix.WUNTRACED
	}
	var ws unix.WaitStatus
	if _, err := unix.Wait4(-1, &ws, flags, nil); err != nil {
		return err
	}
	if err := unix.Flock(fd, unix.LOCK_EX|unix.LOCK_NB); err != nil {
		return err
	}
	if err := unix.FcntlFlock(uintptr(fd), unix.F_SETLK, &unix.Flock_t{}); err != nil {
		return err
	}
	if _, err := unix.Poll(nil, 0); err != nil {
		return err
	}
	if _, err := unix.Select(0, nil, nil, nil, &unix.Timeval{}); err != nil {
		return err
	}
	if _, _, err := unix.Recvfrom(fd, nil, unix.MSG_DONTWAIT); err != nil {
		return err
	}
	if _, _, errno := unix.Syscall(unix.SYS_FUTEX, 0, unix.FUTEX_WAKE, 1); errno != 0 {
		return errno
	}
	return unix.Flock(fd, unix.LOCK_UN)
}

// Each close is of another descriptor.
func closes(fd int) error {
	for {
		dup, err := unix.Dup(fd)
		if err != nil {
			return err
		}
		if err := unix.Close(dup); err != unix.EINTR {
			return err
		}
	}
}

// EINTR from close is closed.
func closed(fd int) error {
	if err := unix.Close(fd); err != nil && err != unix.EINTR {
		return err
	}
	return nil
}

// The error is kept, and tested where it is kept.
type result struct{ err error }

func keep(fd int, r *result) {
	_, r.err = unix.Poll(nil, -1)
}

func look(r *result) bool { return r.err == unix.EINTR }

func sends(fd int, errs chan error) {
	_, err := unix.Poll(nil, -1)
	errs <- err
}

func receives(errs chan error) bool { return <-errs == unix.EINTR }

func use(int) {}

// The one caller asks not to wait.
func tryLock(fd int) error { return lockWith(fd, false) }

func lockWith(fd int, wait bool) error {
	how := unix.LOCK_EX
	if !wait {
		how |= unix.LOCK_NB
	}
	return unix.Flock(fd, how)
}

// Nobody has it connect.
func listening(fd int, sa unix.Sockaddr) error { return bound(fd, true, sa) }

func bound(fd int, passive bool, sa unix.Sockaddr) error { return open(fd, passive, sa) }

func open(fd int, passive bool, sa unix.Sockaddr) error {
	if passive {
		return unix.Bind(fd, sa)
	}
	return unix.Connect(fd, sa)
}

// What the operation failed of lies in the field of a field.
func deep(fd int) error {
	for {
		_, err := unix.Poll([]unix.PollFd{{Fd: int32(fd)}}, -1)
		if err == nil {
			return nil
		}
		err = &net.OpError{Op: "poll", Err: os.NewSyscallError("poll", err)}
		var op *net.OpError
		if errors.As(err, &op) {
			if inner, ok := op.Err.(*os.SyscallError); ok && inner.Err == unix.EINTR {
				continue
			}
		}
		return err
	}
}

// Errors of the socket wait in a queue that is never waited for.
func queued(fd int, p []byte) error {
	_, _, _, _, err := unix.Recvmsg(fd, p, nil, unix.MSG_ERRQUEUE)
	return err
}

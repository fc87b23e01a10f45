// Package variants has shapes that real code takes, right and wrong.
package variants

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"os"
	"sync"
	"syscall"
	"testing"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"
)

type loop struct {
	epfd   int
	events []unix.EpollEvent
	closed bool
	err    error
	log    *log.Logger
	done   chan struct{}
	onErr  func(error)
}

// A shutdown decides between going round and not.
func (l *loop) untilDone(ctx context.Context) error {
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		default:
		}
		n, err := unix.EpollWait(l.epfd, l.events, 100)
		if err != nil {
			l.log.Print(err)
			continue
		}
		use(n)
	}
}

// The test comes after the question whether to go on at all.
func (l *loop) stopFirst(stop chan struct{}) {
	for {
		n, _, err := unix.Recvfrom(l.epfd, nil, 0)
		select {
		case <-stop:
			return
		default:
		}
		if err != nil {
			if errors.Is(err, unix.EINTR) || errors.Is(err, unix.EAGAIN) {
				continue
			}
			l.log.Fatal(err)
		}
		use(n)
	}
}

// A limit on the tries.
func (l *loop) tries() (err error) {
	for range 5 {
		if _, err = unix.EpollWait(l.epfd, l.events, -1); err == nil {
			return nil
		}
	}
	return err
}

// A timeout and an interruption are alike to this one.
func (l *loop) ready() (bool, error) {
	n, err := unix.EpollWait(l.epfd, l.events, 100)
	switch {
	case err == nil:
		return n > 0, nil
	case err == unix.EAGAIN || err == unix.EINTR:
		return false, nil
	}
	return false, err
}

func (l *loop) shutdown() {
	for !l.closed {
		n, err := unix.EpollWait(l.epfd, l.events, -1) // want `EINTR of unix.EpollWait`
		if err != nil {
			l.log.Printf("epoll: %v", err)
			return
		}
		use(n)
	}
}

// The error is stored where nobody tests it.
func (l *loop) stored() {
	_, err := unix.EpollWait(l.epfd, l.events, -1) // want `EINTR of unix.EpollWait`
	if err != nil {
		l.err = err
		close(l.done)
	}
}

func (l *loop) callback() {
	_, err := unix.EpollWait(l.epfd, l.events, -1) // want `EINTR of unix.EpollWait`
	if err != nil && l.onErr != nil {
		l.onErr(err)
	}
}

// The error passes through a type of this package.
type opError struct {
	op  string
	err error
}

func (e *opError) Error() string { return e.op + ": " + e.err.Error() }
func (e *opError) Unwrap() error { return e.err }

func (l *loop) operation() error {
	if _, err := unix.EpollWait(l.epfd, l.events, -1); err != nil { // want `EINTR of unix.EpollWait`
		return &opError{"wait", err}
	}
	return nil
}

func connectOp(fd int) error {
	if err := unix.Connect(fd, nil); err != nil {
		return &opError{"connect", err}
	}
	return nil
}

func useConnectOp(fd int) (err error) {
	for {
		err = connectOp(fd)
		var op *opError
		if errors.As(err, &op) && op.err == unix.EINTR {
			continue
		}
		return err
	}
}

// A text remains, no error.
func lost(fd int) error {
	if err := unix.Flock(fd, unix.LOCK_EX); err != nil { // want `EINTR of unix.Flock`
		return fmt.Errorf("flock: %v", err)
	}
	return nil
}

func useLost(fd int) {
	for errors.Is(lost(fd), unix.EINTR) {
	}
}

// Joined, and tested.
func joined(fd int) error {
	return errors.Join(io.EOF, unix.Flock(fd, unix.LOCK_EX))
}

func useJoined(fd int) {
	for errors.Is(joined(fd), unix.EINTR) {
	}
}

// A goroutine reports to the parent's variable.
func background(fd int) error {
	var wg sync.WaitGroup
	var err error
	wg.Add(1)
	go func() {
		defer wg.Done()
		_, _, err = unix.Accept(fd) // want `EINTR of unix.Accept`
	}()
	wg.Wait()
	return err
}

func accepts(fd int, conns chan<- int) {
	for {
		nfd, _, err := unix.Accept(fd) // want `EINTR of unix.Accept`
		if errors.Is(err, unix.EAGAIN) {
			continue
		}
		if err != nil {
			close(conns)
			return
		}
		conns <- nfd
	}
}

func goroutine(fd int) <-chan error {
	errs := make(chan error, 1)
	go func() {
		_, _, err := unix.Recvfrom(fd, nil, 0) // want `EINTR of unix.Recvfrom`
		errs <- err
	}()
	return errs
}

// A zero flag waits.
func waitAll(pids []int) (err error) {
	for _, pid := range pids {
		if _, e := unix.Wait4(pid, nil, 0, nil); e != nil { // want `EINTR of unix.Wait4`
			err = e
		}
	}
	return err
}

// Lock or try, by a parameter that some callers leave at waiting.
func lock(fd int, how int) error { return unix.Flock(fd, how) } // want `EINTR of unix.Flock`

func lockAll(fd int) error { return lock(fd, unix.LOCK_EX) }

func tryLock(fd int, how int) error { return unix.Flock(fd, how) }

func tryAll(fd int) error {
	if err := tryLock(fd, unix.LOCK_EX|unix.LOCK_NB); err != nil {
		return err
	}
	return tryLock(fd, unix.LOCK_UN)
}

func setLock(fd int, wait bool) error {
	cmd := unix.F_OFD_SETLK
	if wait {
		cmd = unix.F_OFD_SETLKW
	}
	return unix.FcntlFlock(uintptr(fd), cmd, &unix.Flock_t{}) // want `EINTR of unix.FcntlFlock`
}

// The remaining time is computed anew.
func sleep(d time.Duration) error {
	left := unix.Timespec{Sec: int64(d / time.Second)}
	for {
		err := unix.Nanosleep(&left, &left)
		if err != unix.EINTR {
			return err
		}
	}
}

// A system call as an argument of a goroutine's function.
func timed(fd int) error {
	tv := unix.NsecToTimeval(1e9)
	if err := unix.SetsockoptTimeval(fd, unix.SOL_SOCKET, unix.SO_RCVTIMEO, &tv); err != nil {
		return err
	}
	_, err := unix.Read(fd, nil) // want `EINTR of unix.Read`
	return err
}

func netlink() error {
	fd, err := unix.Socket(unix.AF_NETLINK, unix.SOCK_RAW, 0)
	if err != nil {
		return err
	}
	return unix.Sendto(fd, nil, 0, nil) // want `EINTR of unix.Sendto`
}

// Connect on a socket that does not block is not interrupted.
func dial(fd int) error {
	switch err := unix.Connect(fd, nil); err {
	case nil, unix.EINPROGRESS:
		return nil
	default:
		return err
	}
}

// An errno as a number.
func number(fd int) int {
	for {
		_, _, errno := syscall.Syscall(syscall.SYS_FLOCK, uintptr(fd), syscall.LOCK_EX, 0)
		switch {
		case errno == 0:
			return 0
		case int(errno) == int(syscall.EINTR):
			continue
		}
		return int(errno)
	}
}

func futex(addr *uint32) bool {
	for {
		_, _, errno := syscall.Syscall6(syscall.SYS_FUTEX, uintptr(unsafe.Pointer(addr)), 0, 0, 0, 0, 0)
		if errno == syscall.EAGAIN || errno == syscall.EINTR {
			continue
		}
		return errno == 0
	}
}

// A list of errors worth a retry.
var retryable = []error{unix.EINTR, unix.EAGAIN}

func listed(fd int) error {
again:
	err := unix.Flock(fd, unix.LOCK_EX)
	for _, r := range retryable {
		if err == r {
			goto again
		}
	}
	return err
}

var transient = map[error]bool{unix.EINTR: true}

func mapped(fd int) error {
	for {
		err := unix.Flock(fd, unix.LOCK_EX)
		if !transient[err] {
			return err
		}
	}
}

var errInterrupted error = unix.EINTR

func variable(fd int) error {
	for {
		err := unix.Flock(fd, unix.LOCK_EX)
		if err != errInterrupted {
			return err
		}
	}
}

// Tests call wrappers as others do.
func testHelper(t *testing.T, fd int) {
	if err := unix.Flock(fd, unix.LOCK_EX); err != nil { // want `EINTR of unix.Flock`
		t.Fatal(err)
	}
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func mustPoll() {
	for {
		use(must(unix.Poll(nil, -1))) // want `EINTR of unix.Poll`
	}
}

// A struct of functions, as tests replace them.
type calls struct {
	poll  func([]unix.PollFd, int) (int, error)
	flock func(int, int) error
}

var system = calls{poll: unix.Poll, flock: unix.Flock}

func (c *calls) wait() error {
	for {
		_, err := c.poll(nil, -1)
		if err == unix.EINTR {
			continue
		}
		return err
	}
}

func (c *calls) lock(fd int) error {
	return c.flock(fd, unix.LOCK_EX) // want `EINTR of unix.Flock`
}

// The error of a connection is of package net.
func reads(c net.Conn) error {
	_, err := c.Read(nil)
	return err
}

// Retried by recursion.
func again(fd int) error {
	err := unix.Flock(fd, unix.LOCK_EX)
	if err == unix.EINTR {
		return again(fd)
	}
	return err
}

// The second try may be interrupted as well.
func once(fd int) error {
	err := unix.Flock(fd, unix.LOCK_EX)
	if err != nil {
		err = unix.Flock(fd, unix.LOCK_EX) // want `EINTR of unix.Flock`
	}
	return err
}

func closeTwice(fd int) error {
	err := unix.Close(fd) // want `unix.Close is retried on EINTR`
	if err == unix.EINTR {
		err = unix.Close(fd)
	}
	return err
}

type file struct{ fd int }

func (f *file) Close() error {
	for {
		err := unix.Close(f.fd) // want `unix.Close is retried on EINTR`
		if err == nil || !errors.Is(err, unix.EINTR) {
			return err
		}
	}
}

func closeRaw(fd uintptr) {
	for {
		if _, _, errno := syscall.Syscall(syscall.SYS_CLOSE, fd, 0, 0); errno != syscall.EINTR { // want `of SYS_CLOSE is retried`
			return
		}
	}
}

func closeAll(fds []int) {
	for _, fd := range fds {
		if err := unix.Close(fd); err == unix.EINTR {
			continue
		}
	}
}

func closeLoop(l net.Listener, fd int) {
	for {
		if _, err := l.Accept(); err != nil {
			unix.Close(fd)
			return
		}
	}
}

func closeFresh(path string) {
	for {
		fd, err := unix.Open(path, 0, 0)
		if err != nil {
			return
		}
		if unix.Close(fd) != unix.EINTR {
			return
		}
	}
}

func exit(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

func dies() {
	for {
		if _, err := unix.Poll(nil, -1); err != nil { // want `EINTR of unix.Poll`
			exit(err)
		}
	}
}

// Two wrong variables are tested.
func wrongVariable(fd int) (int, error) {
	var err error
	for {
		n, e := unix.Poll(nil, -1) // want `EINTR of unix.Poll`
		if err == unix.EINTR {
			continue
		}
		return n, e
	}
}

func wrongError(path string) (int, error) {
	fd, err := unix.Open(path, 0, 0)
	for {
		nfd, _, e := unix.Accept(fd) // want `EINTR of unix.Accept`
		if err == unix.EINTR {
			continue
		}
		return nfd, e
	}
}

// A helper that compares with == does not find what is wrapped.
func bareRetry(f func() error) (err error) {
	for {
		if err = f(); err != unix.EINTR {
			return err
		}
	}
}

func wrappedTooSoon(fd int) error {
	return bareRetry(func() error {
		if err := unix.Flock(fd, unix.LOCK_EX); err != nil { // want `EINTR of unix.Flock`
			return fmt.Errorf("lock: %w", err)
		}
		return nil
	})
}

// The callback of a generic helper that waits for a descriptor.
func ready(err error) bool {
	switch err {
	case unix.EAGAIN, unix.EINTR:
		return false
	}
	return true
}

func control[T any](rc syscall.RawConn, f func(fd int) (T, error)) (t T, err error) {
	if werr := rc.Read(func(fd uintptr) bool {
		t, err = f(int(fd))
		return ready(err)
	}); werr != nil {
		return t, werr
	}
	return t, os.NewSyscallError("read", err)
}

type accepted struct {
	fd int
	sa unix.Sockaddr
}

func acceptReady(rc syscall.RawConn) (int, error) {
	a, err := control(rc, func(fd int) (accepted, error) {
		nfd, sa, err := unix.Accept4(fd, 0)
		return accepted{nfd, sa}, err
	})
	return a.fd, err
}

// A result in a struct, in a channel.
type outcome struct {
	n   int
	err error
}

func async(pid int) int {
	ch := make(chan outcome)
	go func() {
		n, err := unix.Wait4(pid, nil, 0, nil)
		ch <- outcome{n, err}
	}()
	o := <-ch
	if errors.Is(o.err, unix.EINTR) {
		return 0
	}
	return o.n
}

// The first and the second call close the same, in one loop.
func closeAgain(fd int) {
	for err := unix.Close(fd); err == unix.EINTR; err = unix.Close(fd) { // want `unix.Close is retried on EINTR`
	}
}

func use(int) {}

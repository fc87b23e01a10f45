package a

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"runtime"
	"syscall"
	"unsafe"

	"golang.org/x/sys/unix"
)

var events []unix.EpollEvent

func returned(fd int) error {
	n, err := unix.EpollWait(fd, events, -1) // want `^nothing handles EINTR of unix.EpollWait: child exits, profiling, terminal resizes and every signal asked for interrupt it; call it again in a loop$`
	if err != nil {
		return err
	}
	use(n)
	return nil
}

func limited(fd int) error {
	_, err := unix.EpollWait(fd, events, 100) // want `^nothing handles EINTR of unix.EpollWait: .*; call it again with the time that remains$`
	return err
}

func fatal(fd int) {
	for {
		n, err := unix.EpollWait(fd, events, -1) // want `EINTR of unix.EpollWait`
		if err != nil {
			log.Fatal(err)
		}
		use(n)
	}
}

func panics(fd int) {
	for {
		if _, err := syscall.EpollWait(fd, nil, -1); err != nil { // want `EINTR of syscall.EpollWait`
			panic(err)
		}
	}
}

func exits(fd int) {
	for {
		_, err := unix.Poll(nil, -1) // want `EINTR of unix.Poll`
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}

func dies(fd int) {
	for {
		_, err := unix.Poll(nil, -1) // want `EINTR of unix.Poll`
		check(err)
	}
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}

func breaks(fd int) {
	for {
		_, err := unix.Poll(nil, -1) // want `EINTR of unix.Poll`
		if err == unix.EAGAIN {
			continue
		}
		if err != nil {
			break
		}
	}
}

func dropped() {
	ts := unix.Timespec{Sec: 1}
	_ = unix.Nanosleep(&ts, nil) // want `EINTR of unix.Nanosleep`
}

func otherPlatform(fd int) error {
	for {
		err := unix.Flock(fd, unix.LOCK_EX) // want `EINTR of unix.Flock`
		if runtime.GOOS == "darwin" && err == unix.EINTR {
			continue
		}
		return err
	}
}

func emptyBranch(fd int) error {
	err := unix.Flock(fd, unix.LOCK_EX) // want `EINTR of unix.Flock`
	if err != nil && err != unix.EINTR {
	}
	return err
}

func dead(fd int) (int, error) {
	for {
		n, err := unix.Poll(nil, -1)
		if err != nil {
			return 0, err
		}
		if err == unix.EINTR { // want `^EINTR never gets to this test; test for it before other errors are dealt with$`
			continue
		}
		return n, nil
	}
}

func deadWrapped(fd int) error {
	for {
		err := unix.Flock(fd, unix.LOCK_EX)
		if err != nil {
			err = fmt.Errorf("lock: %w", err)
		}
		if err == unix.EINTR { // want `^the error is wrapped by now and never equals EINTR; use errors.Is$`
			continue
		}
		return err
	}
}

func waits(pid int) error {
	var ws unix.WaitStatus
	_, err := unix.Wait4(pid, &ws, 0, nil) // want `EINTR of unix.Wait4`
	if err != nil {
		return fmt.Errorf("wait: %w", err)
	}
	return nil
}

// reaper leaves its loop at the first interruption.
func reaper() {
	for {
		var ws unix.WaitStatus
		pid, err := unix.Wait4(-1, &ws, unix.WUNTRACED, nil) // want `EINTR of unix.Wait4`
		if err != nil || pid <= 0 {
			return
		}
	}
}

func nextOne(fds []int) {
	buf := make([]byte, 10)
	for _, fd := range fds {
		n, _, err := unix.Recvfrom(fd, buf, 0) // want `EINTR of unix.Recvfrom`
		if err != nil {
			log.Print(err)
			continue
		}
		use(n)
	}
}

func raw(fd int) error {
	_, _, errno := unix.Syscall6(unix.SYS_EPOLL_WAIT, uintptr(fd), 0, 0, ^uintptr(0), 0, 0) // want `EINTR of unix.Syscall6 of SYS_EPOLL_WAIT`
	if errno != 0 {
		return errno
	}
	return nil
}

func rawNew(fd int) error {
	if _, _, errno := syscall.RawSyscall6(unix.SYS_EPOLL_PWAIT2, uintptr(fd), 0, 0, 0, 0, 0); errno != 0 { // want `of SYS_EPOLL_PWAIT2`
		return os.NewSyscallError("epoll_pwait2", errno)
	}
	return nil
}

func futexWait(addr *uint32) error {
	_, _, errno := unix.Syscall6(unix.SYS_FUTEX, uintptr(unsafe.Pointer(addr)), unix.FUTEX_WAIT|128, 0, 0, 0, 0) // want `of SYS_FUTEX`
	if errno != 0 && errno != unix.EAGAIN {
		return errno
	}
	return nil
}

func wrapped(fd int) error {
	if err := lock(fd); err != nil {
		return errors.New("cannot lock") // a text, no more
	}
	return nil
}

func lock(fd int) error {
	return unix.Flock(fd, unix.LOCK_EX) // want `EINTR of unix.Flock`
}

func some(fd int) error {
	if err := pause(fd); err != unix.EINTR {
		return err
	}
	return nil
}

func other(fd int) error {
	return pause(fd) // want `^pause returns EINTR of unix.Flock, which nothing handles here: `
}

func pause(fd int) error { return unix.Flock(fd, unix.LOCK_EX) }

func closer(fd int) {
	for {
		err := unix.Close(fd) // want `^unix.Close is retried on EINTR, but the descriptor is closed already and may be someone else's; take EINTR for closed$`
		if err != unix.EINTR {
			break
		}
	}
}

func closerWithHelper(fd int) error {
	return retry(func() error { return unix.Close(fd) }) // want `unix.Close is retried on EINTR`
}

func retry(f func() error) error {
	for {
		err := f()
		if err != unix.EINTR {
			return err
		}
	}
}

func shadowed(f func() error) (err error) {
	for {
		err := f()
		if err == nil {
			break
		}
		log.Print(err)
		return err
	}
	if err == unix.EINTR { // want `^shadowed does not test the error of the function it calls for EINTR; it never retries$`
		return nil
	}
	return err
}

func inverted(f func() error) error {
	for {
		err := f()
		if err == nil || errors.Is(err, unix.EINTR) { // want `^inverted leaves its loop on EINTR instead of going round; it never retries$`
			return err
		}
	}
}

func sent(fd int, errs chan<- error) {
	for {
		if _, err := unix.Poll(nil, -1); err != nil { // want `EINTR of unix.Poll`
			errs <- err
			return
		}
	}
}

func inotify() error {
	fd, err := unix.InotifyInit1(0)
	if err != nil {
		return err
	}
	buf := make([]byte, 4096)
	n, err := unix.Read(fd, buf) // want `EINTR of unix.Read`
	if err != nil {
		return err
	}
	use(n)
	return nil
}

type watcher struct{ fd int }

func newWatcher() (*watcher, error) {
	fd, err := unix.InotifyInit1(0)
	return &watcher{fd: fd}, err
}

func (w *watcher) next(buf []byte) (int, error) {
	n, err := unix.Read(w.fd, buf) // want `EINTR of unix.Read`
	return n, os.NewSyscallError("read", err)
}

func captured(with func(func(fd int))) error {
	var n int
	var err error
	with(func(fd int) {
		n, _, err = unix.Recvfrom(fd, nil, 0) // want `EINTR of unix.Recvfrom`
	})
	use(n)
	return err
}

// A sleep is not to begin anew, and an argument not to be computed twice.
func unfixed(next func() int) error {
	if err := unix.Nanosleep(&unix.Timespec{Sec: 1}, nil); err != nil { // want `the time that remains`
		return err
	}
	_, err := unix.Wait4(next(), nil, 0, nil) // want `EINTR of unix.Wait4`
	return err
}

func use(int) {}

// One of the two callers waits.
func tryOrWait(fd int) error {
	if err := lockWith(fd, false); err != nil {
		return lockWith(fd, true)
	}
	return nil
}

func lockWith(fd int, wait bool) error {
	how := unix.LOCK_EX
	if !wait {
		how |= unix.LOCK_NB
	}
	return unix.Flock(fd, how) // want `EINTR of unix.Flock`
}

// The second try is for other errors than EINTR.
func reopened(fd int) error {
	err := unix.Flock(fd, unix.LOCK_EX) // want `EINTR of unix.Flock`
	if err != nil {
		again, err := stale(err)
		if !again {
			return err
		}
		return unix.Flock(fd, unix.LOCK_EX) // want `EINTR of unix.Flock`
	}
	return nil
}

func stale(err error) (bool, error) {
	if err != unix.EBADF {
		return false, err
	}
	return true, nil
}

// Only the events tell, and whoever sees none has to be ready for the end of
// the time; without a limit there is none, and without descriptors no event.
func unasked(fd int) bool {
	fds := []unix.PollFd{{Fd: int32(fd), Events: 1}}
	unix.Poll(fds, 20)
	if fds[0].Revents == 0 {
		return false
	}
	unix.Poll(fds, -1)  // want `EINTR of unix.Poll`
	unix.Poll(nil, 200) // want `EINTR of unix.Poll`
	return fds[0].Revents != 0
}

// Each turn closes the descriptor of another event, whether it is made anew or
// filled anew; where it is neither, the same one.
type event struct{ Fd int32 }

func eachEvent(r io.Reader) error {
	for {
		ev := &event{}
		if err := binary.Read(r, binary.LittleEndian, ev); err != nil {
			return err
		}
		if err := unix.Close(int(ev.Fd)); err != nil {
			log.Print(err)
		}
	}
}

func filled(r io.Reader) error {
	ev := &event{}
	for {
		if err := binary.Read(r, binary.LittleEndian, ev); err != nil {
			return err
		}
		if err := unix.Close(int(ev.Fd)); err != nil {
			log.Print(err)
		}
	}
}

func sameEvent(r io.Reader) error {
	ev := &event{}
	if err := binary.Read(r, binary.LittleEndian, ev); err != nil {
		return err
	}
	for {
		err := unix.Close(int(ev.Fd)) // want `^unix.Close is retried on EINTR`
		if err == nil {
			return nil
		}
		log.Print(err)
	}
}

// Where epoll tells that there is something to receive, nothing waits; of
// another descriptor it does not tell.
func ready(fd int, buf []byte) error {
	n, err := unix.EpollWait(fd, events, -1)
	for err == unix.EINTR {
		n, err = unix.EpollWait(fd, events, -1)
	}
	for i := 0; i < n; i++ {
		if _, _, err := unix.Recvfrom(int(events[i].Fd), buf, 0); err != nil {
			return err
		}
		if _, _, err := unix.Recvfrom(fd+1, buf, 0); err != nil { // want `EINTR of unix.Recvfrom`
			return err
		}
	}
	return err
}

package interrupts

import (
	"errors"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"
)

// The tiers rest on what happens: each call below blocks in a thread that
// signals are sent to until it returns. A call of the default tier that is
// never restarted returns EINTR; of the others the test asks that they wait on.
func TestInterrupted(t *testing.T) {
	discard := make(chan os.Signal, 1) // the signals are to interrupt, not to arrive
	signal.Notify(discard, syscall.SIGUSR1)
	defer signal.Stop(discard)

	pair, err := unix.Socketpair(unix.AF_UNIX, unix.SOCK_STREAM, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer unix.Close(pair[0])
	defer unix.Close(pair[1])
	timed, err := unix.Socketpair(unix.AF_UNIX, unix.SOCK_STREAM, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer unix.Close(timed[0])
	defer unix.Close(timed[1])
	if err := unix.SetsockoptTimeval(timed[0], unix.SOL_SOCKET, unix.SO_RCVTIMEO, &unix.Timeval{Sec: 20}); err != nil {
		t.Fatal(err)
	}
	epoll, err := unix.EpollCreate1(0)
	if err != nil {
		t.Fatal(err)
	}
	defer unix.Close(epoll)
	var word uint32

	for _, test := range []struct {
		name   string
		kernel string
		block  func() error
		want   error // EINTR, or nil where the call waits on
		wake   func()
	}{
		{"EpollWait", "epoll_wait", func() error {
			_, err := unix.EpollWait(epoll, make([]unix.EpollEvent, 1), 20_000)
			return err
		}, unix.EINTR, nil},
		{"Poll", "poll", func() error {
			_, err := unix.Poll(nil, 20_000)
			return err
		}, unix.EINTR, nil},
		{"Ppoll", "ppoll", func() error {
			_, err := unix.Ppoll(nil, &unix.Timespec{Sec: 20}, nil)
			return err
		}, unix.EINTR, nil},
		{"Select", "select", func() error {
			_, err := unix.Select(0, nil, nil, nil, &unix.Timeval{Sec: 20})
			return err
		}, unix.EINTR, nil},
		{"Pselect", "pselect6", func() error {
			_, err := unix.Pselect(0, nil, nil, nil, &unix.Timespec{Sec: 20}, nil)
			return err
		}, unix.EINTR, nil},
		{"Nanosleep", "nanosleep", func() error {
			return unix.Nanosleep(&unix.Timespec{Sec: 20}, nil)
		}, unix.EINTR, nil},
		{"ClockNanosleep", "clock_nanosleep", func() error {
			return unix.ClockNanosleep(unix.CLOCK_MONOTONIC, 0, &unix.Timespec{Sec: 20}, nil)
		}, unix.EINTR, nil},
		{"futex", "futex", func() error {
			limit := unix.Timespec{Sec: 20}
			_, _, errno := unix.Syscall6(unix.SYS_FUTEX, uintptr(unsafe.Pointer(&word)), 0, 0, uintptr(unsafe.Pointer(&limit)), 0, 0)
			return errno
		}, unix.EINTR, nil},
		{"Recvfrom with SO_RCVTIMEO", "recvfrom", func() error {
			_, _, err := unix.Recvfrom(timed[0], make([]byte, 1), 0)
			return err
		}, unix.EINTR, nil},
		{"Read with SO_RCVTIMEO", "read", func() error {
			_, err := unix.Read(timed[0], make([]byte, 1))
			return err
		}, unix.EINTR, nil},
		{"Recvfrom", "recvfrom", func() error {
			_, _, err := unix.Recvfrom(pair[0], make([]byte, 1), 0)
			return err
		}, nil, func() { unix.Write(pair[1], []byte("x")) }},
		{"Read", "read", func() error {
			_, err := unix.Read(pair[0], make([]byte, 1))
			return err
		}, nil, func() { unix.Write(pair[1], []byte("x")) }},
		flockCase(t),
	} {
		t.Run(test.name, func(t *testing.T) {
			if trapsKernel(test.kernel) == nil {
				t.Errorf("%s is in no table", test.kernel)
			}
			err := interrupt(t, test.block, test.wake)
			if !errors.Is(err, test.want) && err != test.want {
				t.Errorf("interrupted, it returned %v, want %v", err, test.want)
			}
		})
	}
}

// flockCase waits for a lock that another descriptor has.
func flockCase(t *testing.T) (c struct {
	name   string
	kernel string
	block  func() error
	want   error
	wake   func()
}) {
	name := filepath.Join(t.TempDir(), "lock")
	open := func() int {
		fd, err := unix.Open(name, unix.O_CREAT|unix.O_RDWR|unix.O_CLOEXEC, 0o600)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { unix.Close(fd) })
		return fd
	}
	holder, waiter := open(), open()
	if err := unix.Flock(holder, unix.LOCK_EX|unix.LOCK_NB); err != nil {
		t.Fatal(err)
	}
	c.name, c.kernel = "Flock", "flock"
	c.block = func() error { return unix.Flock(waiter, unix.LOCK_EX) }
	c.wake = func() { unix.Flock(holder, unix.LOCK_UN) }
	return c
}

func trapsKernel(name string) *Entry {
	for i := range traps {
		if traps[i].Kernel == name {
			return &traps[i]
		}
	}
	return nil
}

// interrupt runs block in a thread of its own and sends it signals until it
// returns. A call that is to wait on is woken after some of them.
func interrupt(t *testing.T, block func() error, wake func()) error {
	var thread atomic.Int64
	done := make(chan error, 1)
	go func() {
		runtime.LockOSThread() // not unlocked: the thread ends with the goroutine
		thread.Store(int64(unix.Gettid()))
		done <- block()
	}()
	deadline := time.After(10 * time.Second)
	for sent := 0; ; {
		select {
		case err := <-done:
			return err
		case <-deadline:
			t.Fatalf("still blocked after %d signals", sent)
		case <-time.After(2 * time.Millisecond):
		}
		if id := thread.Load(); id != 0 {
			if err := unix.Tgkill(unix.Getpid(), int(id), unix.SIGUSR1); err == nil {
				sent++
			}
		}
		if sent == 20 && wake != nil {
			wake()
		}
	}
}

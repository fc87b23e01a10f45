// Package poll has wrappers that hand out a raw EINTR.
package poll

import (
	"fmt"
	"syscall"
)

// Some of the callers of these handle EINTR.

func Wait(fd int) (int, error) {
	return syscall.EpollWait(fd, nil, -1)
}

func Lock(fd int) error {
	if err := syscall.Flock(fd, syscall.LOCK_EX); err != nil {
		return fmt.Errorf("lock: %w", err)
	}
	return nil
}

type Poller struct{ fd int }

func (p *Poller) Poll() error {
	_, err := syscall.EpollWait(p.fd, nil, -1)
	return err
}

type Waiter interface{ Poll() error }

var Sleep = syscall.Nanosleep

// Nobody in the module calls this.
func Unused(fd int) error {
	return syscall.Flock(fd, syscall.LOCK_EX) // want `^nothing handles EINTR of syscall.Flock: `
}

// Its callers know nothing of EINTR.
func Reap(pid int) error {
	_, err := syscall.Wait4(pid, nil, 0, nil) // want `^nothing handles EINTR of syscall.Wait4: `
	return err
}

// Others lock with syscall.Flock, none of them with this.
func Flock(fd int) error {
	return syscall.Flock(fd, syscall.LOCK_EX) // want `^nothing handles EINTR of syscall.Flock: `
}

// Wait4 is the system call by another name: what to do is up to its callers.
func Wait4(pid int, ws *syscall.WaitStatus, options int, ru *syscall.Rusage) (int, error) {
	return syscall.Wait4(pid, ws, options, ru)
}

// Nobody in the module calls this one.
func Connect(fd int, sa syscall.Sockaddr) error { return syscall.Connect(fd, sa) }

// Open connects where it is not passive.
func Open(fd int, passive bool, sa syscall.Sockaddr) error {
	if passive {
		return syscall.Bind(fd, sa)
	}
	return syscall.Connect(fd, sa)
}

// Wait waits where it is asked to.
func (p *Poller) Wait(block bool) error {
	if !block {
		return nil
	}
	_, err := syscall.EpollWait(p.fd, nil, -1)
	return err
}

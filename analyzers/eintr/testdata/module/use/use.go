// Package use handles EINTR in some places and not in others.
package use

import (
	"errors"
	"syscall"

	"example.com/module/poll"
)

func handles(fd int) (int, error) {
	for {
		n, err := poll.Wait(fd)
		if err == syscall.EINTR {
			continue
		}
		return n, err
	}
}

func givesUp(fd int) (int, error) {
	n, err := poll.Wait(fd) // want `^poll.Wait returns EINTR of syscall.EpollWait, which nothing handles: child exits, profiling, terminal resizes and every signal asked for interrupt it; call it again with the time that remains$`
	if err != nil {
		return 0, err
	}
	return n, nil
}

func wrapped(fd int) error {
	for {
		err := poll.Lock(fd)
		if !errors.Is(err, syscall.EINTR) {
			return err
		}
	}
}

func method(p *poll.Poller) error {
	return p.Poll() // want `^poll.Poller.Poll returns EINTR of syscall.EpollWait, which nothing handles: `
}

func throughInterface(w poll.Waiter) error {
	return w.Poll() // want `^poll.Waiter.Poll returns EINTR of syscall.EpollWait, which nothing handles: `
}

func methodValue(p *poll.Poller) {
	f := p.Poll
	for f() == syscall.EINTR {
	}
}

func variable() error {
	return poll.Sleep(&syscall.Timespec{Sec: 1}, nil) // want `^poll.Sleep returns EINTR of syscall.Nanosleep, which nothing handles: `
}

func listen(fd int, sa syscall.Sockaddr) error { return poll.Open(fd, true, sa) }

func dial(fd int, sa syscall.Sockaddr) error {
	return poll.Open(fd, false, sa) // want `^poll.Open returns EINTR of syscall.Connect, which nothing handles: `
}

func try(p *poll.Poller) error {
	f := p.Wait
	if err := f(false); err != nil {
		return err
	}
	var w interface{ Wait(bool) error } = p
	if err := w.Wait(false); err != nil {
		return err
	}
	return p.Wait(false)
}

func wait(p *poll.Poller) error {
	return p.Wait(true) // want `^poll.Poller.Wait returns EINTR of syscall.EpollWait, which nothing handles: `
}

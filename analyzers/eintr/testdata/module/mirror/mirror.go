// Package mirror calls a system call by another name.
package mirror

import (
	"syscall"

	"example.com/module/poll"
)

func reap(pid int) error {
	_, err := poll.Wait4(pid, nil, 0, nil) // want `^poll.Wait4 returns .* of syscall.Wait4, which nothing handles: `
	return err
}

func try(pid int) error {
	_, err := poll.Wait4(pid, nil, syscall.WNOHANG, nil)
	return err
}

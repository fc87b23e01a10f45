//go:build unix

package main

import (
	"os"
	"syscall"
)

const end = syscall.SIGTERM

var reloads = []os.Signal{syscall.SIGHUP}

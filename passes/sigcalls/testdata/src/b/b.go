// Package b names neither os.Signal nor os/signal.
package b

import (
	"shared"
	"syscall"
)

func ignores(k *shared.Kept) {
	k.Mute(syscall.SIGPIPE) // Ignore SIGPIPE
	syscall.Kill(1, syscall.SIGHUP)
}

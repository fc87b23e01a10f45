// Command calledboth gives two functions to helpers of another package. What
// the second does after the first has asked for the end is part of the end.
//
//	SIGINT caught terminates
//	SIGTERM caught terminates
//	SIGUSR1 caught continues
//	SIGUSR2 caught continues
//	SIGALRM caught continues
package main

import (
	"calledboth/cleanup"
	"context"
	"os"
	"syscall"
)

func main() {
	ctx, cancel := context.WithCancel(context.Background())
	tidy := func() { os.Remove("/run/app.pid") }
	go cleanup.Both(ctx, cancel, tidy, os.Interrupt, syscall.SIGTERM)
	go cleanup.Both(ctx, func() { os.Chmod("/run/app", 0o700) }, tidy, syscall.SIGUSR1)
	go cleanup.Either(cancel, tidy, syscall.SIGUSR2)
	go cleanup.Once(cancel, tidy, syscall.SIGALRM)
	<-ctx.Done()
}

// Command filters catches everything and looks at little.
//
//	SIGABRT caught nothing
//	SIGALRM caught nothing
//	SIGBUS caught nothing
//	SIGCHLD caught nothing
//	SIGCONT caught nothing
//	SIGFPE caught nothing
//	SIGHUP caught continues
//	SIGILL caught nothing
//	SIGINT caught terminates
//	SIGIO caught nothing
//	SIGPIPE caught nothing
//	SIGPROF caught nothing
//	SIGPWR caught nothing
//	SIGQUIT caught nothing
//	SIGSEGV caught nothing
//	SIGSTKFLT caught nothing
//	SIGSYS caught nothing
//	SIGTERM caught nothing
//	SIGTRAP caught nothing
//	SIGTSTP caught nothing
//	SIGTTIN caught nothing
//	SIGTTOU caught nothing
//	SIGURG caught nothing
//	SIGUSR1 caught nothing
//	SIGUSR2 caught nothing
//	SIGVTALRM caught nothing
//	SIGWINCH caught nothing
//	SIGXCPU caught nothing
//	SIGXFSZ caught nothing
package main

import (
	"os"
	"os/signal"
	"syscall"
)

func main() {
	c := make(chan os.Signal, 1)
	signal.Notify(c)
	for s := range c {
		sig, ok := s.(syscall.Signal)
		if !ok || sig == syscall.SIGURG {
			continue
		}
		switch int(sig) {
		case 1:
			os.Remove("cache")
		case 2:
			return
		}
	}
}

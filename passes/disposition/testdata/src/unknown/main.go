// Command unknown takes its signals from elsewhere: any may be registered.
//
//	SIGABRT unknown unknown
//	SIGALRM unknown unknown
//	SIGBUS unknown unknown
//	SIGCHLD unknown unknown
//	SIGCONT unknown unknown
//	SIGFPE unknown unknown
//	SIGHUP unknown unknown
//	SIGILL unknown unknown
//	SIGINT unknown unknown
//	SIGIO unknown unknown
//	SIGPIPE unknown unknown
//	SIGPROF unknown unknown
//	SIGPWR unknown unknown
//	SIGQUIT unknown unknown
//	SIGSEGV unknown unknown
//	SIGSTKFLT unknown unknown
//	SIGSYS unknown unknown
//	SIGTERM caught terminates
//	SIGTRAP unknown unknown
//	SIGTSTP unknown unknown
//	SIGTTIN unknown unknown
//	SIGTTOU unknown unknown
//	SIGURG unknown unknown
//	SIGUSR1 unknown unknown
//	SIGUSR2 unknown unknown
//	SIGVTALRM unknown unknown
//	SIGWINCH unknown unknown
//	SIGXCPU unknown unknown
//	SIGXFSZ unknown unknown
package main

import (
	"os"
	"os/signal"
	"strconv"
	"syscall"
)

func main() {
	n, _ := strconv.Atoi(os.Getenv("STOP"))
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGTERM, syscall.Signal(n))
	<-c
}

// Package reloadsignal defines an Analyzer that reports reload and reopen
// logic hung off a signal.
//
// # Analyzer reloadsignal
//
// reloadsignal: report reload, reopen and dump logic hung off SIGHUP, SIGUSR1, SIGUSR2
//
// A signal carries no argument and brings no answer. Whoever sends it cannot
// learn whether the configuration was read, which mistake it had, or whether
// the process has a handler at all: if that is removed one day, the same SIGHUP
// kills, and no compiler sees the script that sends it:
//
//	case syscall.SIGHUP: // SIGHUP reloads by cfg.Reload, and its sender gets no answer; watch the file (fsnotify), or offer an admin request that returns the error
//		if err := cfg.Reload(); err != nil {
//			log.Print(err) // the error of cfg.Reload is only logged; whoever sends SIGHUP never learns of it
//		}
//
// Prefer what is explicit: watch the file, as by fsnotify; serve an
// admin request that answers with the error; or let systemd know by
// Type=notify-reload when the work is done.
//
// The analyzer is silent about signals that end the program, about signals
// forwarded to a child, about work it cannot see, and about test files.
package reloadsignal

// Package stalesender defines an Analyzer that reports signals sent to a
// program that does not handle them.
//
// # Analyzer stalesender
//
// stalesender: report signals sent to a program that does not handle them
//
// Scripts, logrotate files, systemd units, container files and Makefiles send
// signals by name: `pkill -HUP logdeviced`. Nothing holds them to what the
// program does. When its handler for SIGHUP goes, the script stays, and the
// next rotation kills the daemon:
//
//	postrotate
//	    pkill -HUP logdeviced # pkill sends SIGHUP to logdeviced, which does not handle it; the process dies
//	endscript
//
// The analyzer reads the sender files of the module and of the repository
// around it, finds out which program of the module each send reaches, and
// reports where that program dies of the signal, takes it as a request to stop,
// or never notices it. Either mend the sender or handle the signal.
//
// The analyzer is silent about targets it cannot tie to a program of the
// module, about signals the program may handle in ways it cannot follow, about
// SIGKILL, and about the stop signals of programs that leave all of them to
// their default action.
package stalesender

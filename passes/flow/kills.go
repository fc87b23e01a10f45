package flow

import (
	"golang.org/x/tools/go/ssa"

	"github.com/siglint/siglint/passes/values"
)

// classifySyscall knows the system calls that matter.
func (f *frame) classifySyscall(c *ssa.CallCommon, name string) Kind {
	switch name {
	case "Kill", "Tgkill":
		if len(c.Args) > 1 && ownPid(f.ev.e.ix, c.Args[0]) {
			return f.raised(c.Args[len(c.Args)-1])
		}
		return Work
	case "Exec":
		return Work
	case "Getpid", "Getppid", "Getuid", "Geteuid", "SignalName", "SignalNum", "Getenv":
		return pure
	}
	return Work
}

// raised judges a signal that the program sends to itself.
func (f *frame) raised(sig ssa.Value) Kind {
	f.ev.others = true // the answer depends on the signal
	v := f.eval(sig)
	f.ev.peek(v)
	switch {
	case v.kind != isSig:
		return Ends
	default:
		switch v.signal {
		case "SIGSTOP", "SIGTSTP", "SIGTTIN", "SIGTTOU", "SIGCONT", "SIGUSR1", "SIGUSR2", "SIGWINCH", "SIGCHLD":
			return Work
		}
	}
	return Ends
}

// classifyKill judges p.Signal and p.Kill.
func (f *frame) classifyKill(c *ssa.CallCommon, name string) Kind {
	if len(c.Args) == 0 {
		return Work
	}
	if f.killsChild(c, name) {
		return Ends
	}
	for _, r := range f.ev.e.traceUp(c.Args[0]) {
		call, ok := r.Value.(*ssa.Call)
		if !ok || r.Kind != values.Result {
			continue
		}
		if fn := call.Call.StaticCallee(); fn != nil && fn.Name() == "FindProcess" && ownPid(f.ev.e.ix, call.Call.Args[0]) {
			if len(c.Args) > 1 {
				return f.raised(c.Args[1])
			}
			return Ends
		}
	}
	return Work
}

// ownPid reports whether v is the process's own number.
func ownPid(ix *values.Index, v ssa.Value) bool {
	for _, r := range ix.Trace(v) {
		if call, ok := r.Value.(*ssa.Call); ok && r.Kind == values.Result {
			if fn := call.Call.StaticCallee(); fn != nil && fn.Name() == "Getpid" {
				return true
			}
		}
	}
	return false
}

// classifyOS knows the functions of package os that only ask.
func (f *frame) classifyOS(name string) Kind {
	switch name {
	case "Getpid", "Getenv", "LookupEnv", "Getppid", "FindProcess", "Hostname", "Stat", "IsNotExist", "Executable", "Getwd", "Environ":
		return pure
	}
	return Work
}

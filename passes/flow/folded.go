package flow

import (
	"go/constant"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// folded evaluates the few functions of other packages whose answer is known.
func (f *frame) folded(path, name string, c *ssa.CallCommon) ([]val, bool) {
	switch {
	case makesError(path, name):
		return []val{{kind: isNotNil}}, true
	case path == "slices" && name == "Contains" && len(c.Args) == 2:
		x := f.eval(c.Args[1])
		set := f.ev.e.signals(c.Args[0])
		if x.kind == isSig && !set.Unknown && len(set.Params) == 0 {
			for _, name := range set.Names {
				f.ev.ask(name)
			}
			f.ev.isNamed = f.ev.isNamed || set.Has(x.signal)
			f.ev.others = true
			return []val{boolean(set.Has(x.signal))}, true
		}
	case name == "String" && len(c.Args) == 1 && path == "syscall":
		if x := f.eval(c.Args[0]); x.kind == isSig {
			f.ev.peek(x)
			return []val{signalText(x.signal)}, true
		}
	case name == "SignalName" && len(c.Args) == 1:
		if x := f.eval(c.Args[0]); x.kind == isSig {
			f.ev.peek(x)
			return []val{{kind: isConst, c: constant.MakeString(x.signal), signal: x.signal}}, true
		}
	}
	return nil, false
}

// makesError reports whether a function does nothing but make an error.
func makesError(path, name string) bool {
	switch name {
	case "Errorf":
		return path == "fmt" || strings.HasSuffix(path, "/errors")
	case "New":
		return path == "errors" || strings.HasSuffix(path, "/errors")
	}
	return false
}

// texts are what syscall.Signal's String yields on Linux; elsewhere it is the
// same for the signals that people compare.
var texts = map[string]string{
	"SIGHUP": "hangup", "SIGINT": "interrupt", "SIGQUIT": "quit", "SIGTERM": "terminated", "SIGKILL": "killed",
	"SIGUSR1": "user defined signal 1", "SIGUSR2": "user defined signal 2", "SIGPIPE": "broken pipe", "SIGABRT": "aborted",
	"SIGALRM": "alarm clock", "SIGBUS": "bus error", "SIGCHLD": "child exited", "SIGCONT": "continued",
	"SIGFPE": "floating point exception", "SIGILL": "illegal instruction", "SIGIO": "I/O possible",
	"SIGPROF": "profiling timer expired", "SIGPWR": "power failure", "SIGSEGV": "segmentation fault",
	"SIGSTKFLT": "stack fault", "SIGSTOP": "stopped (signal)", "SIGSYS": "bad system call", "SIGTRAP": "trace/breakpoint trap",
	"SIGTSTP": "stopped", "SIGTTIN": "stopped (tty input)", "SIGTTOU": "stopped (tty output)", "SIGURG": "urgent I/O condition",
	"SIGVTALRM": "virtual timer expired", "SIGWINCH": "window changed", "SIGXCPU": "CPU time limit exceeded",
	"SIGXFSZ": "file size limit exceeded",
}

func signalText(name string) val {
	if t, ok := texts[name]; ok {
		return val{kind: isConst, c: constant.MakeString(t), signal: name}
	}
	return val{}
}

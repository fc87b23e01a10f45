package signals

// An action is what a signal does to a Go program that never asked for it.
type action byte

const (
	inert action = iota // the runtime catches and drops it, or the kernel ignores it
	kills               // the process dies by the signal
	dumps               // the runtime writes a goroutine dump and exits with status 2
	stops               // the process is suspended
)

// effects spells the actions as contracts do.
var effects = [...]Effect{inert: Nothing, kills: Terminates, dumps: Dumps, stops: Stops}

// A signal is one row of a platform's table.
type signal struct {
	name   string
	number int
	goes   action // what a Go program does by default: runtime/sigtab_*.go, signal_*.go
	kernel action // what any other program does by default: signal(7), signal(3)
}

// linux is the table of every architecture but mips, from
// runtime/sigtab_linux_generic.go and signal(7).
var linux = []signal{
	{"SIGHUP", 1, kills, kills},
	{"SIGINT", 2, kills, kills},
	{"SIGQUIT", 3, dumps, dumps},
	{"SIGILL", 4, dumps, dumps},
	{"SIGTRAP", 5, dumps, dumps},
	{"SIGABRT", 6, dumps, dumps},
	{"SIGBUS", 7, dumps, dumps},
	{"SIGFPE", 8, dumps, dumps},
	{"SIGKILL", 9, kills, kills},
	{"SIGUSR1", 10, inert, kills},
	{"SIGSEGV", 11, dumps, dumps},
	{"SIGUSR2", 12, inert, kills},
	{"SIGPIPE", 13, inert, kills},
	{"SIGALRM", 14, inert, kills},
	{"SIGTERM", 15, kills, kills},
	{"SIGSTKFLT", 16, dumps, kills},
	{"SIGCHLD", 17, inert, inert},
	{"SIGCONT", 18, inert, inert},
	{"SIGSTOP", 19, stops, stops},
	{"SIGTSTP", 20, stops, stops},
	{"SIGTTIN", 21, stops, stops},
	{"SIGTTOU", 22, stops, stops},
	{"SIGURG", 23, inert, inert},
	{"SIGXCPU", 24, inert, dumps},
	{"SIGXFSZ", 25, inert, dumps},
	{"SIGVTALRM", 26, inert, kills},
	{"SIGPROF", 27, inert, kills},
	{"SIGWINCH", 28, inert, inert},
	{"SIGIO", 29, inert, kills},
	{"SIGPWR", 30, inert, kills},
	{"SIGSYS", 31, dumps, dumps},
}

// mips numbers the signals of Linux as IRIX did: runtime/sigtab_linux_mipsx.go.
var mips = renumber(linux, map[string]int{
	"SIGBUS": 10, "SIGSYS": 12, "SIGUSR1": 16, "SIGUSR2": 17, "SIGCHLD": 18, "SIGPWR": 19,
	"SIGWINCH": 20, "SIGURG": 21, "SIGIO": 22, "SIGSTOP": 23, "SIGTSTP": 24, "SIGCONT": 25,
	"SIGTTIN": 26, "SIGTTOU": 27, "SIGVTALRM": 28, "SIGPROF": 29, "SIGXCPU": 30, "SIGXFSZ": 31,
	"SIGSTKFLT": 0, // does not exist there; 7 is SIGEMT
}, signal{"SIGEMT", 7, dumps, dumps})

// bsd serves darwin and the BSDs: runtime/signal_darwin.go, signal(3).
var bsd = renumber(linux, map[string]int{
	"SIGBUS": 10, "SIGSYS": 12, "SIGURG": 16, "SIGSTOP": 17, "SIGTSTP": 18, "SIGCONT": 19, "SIGCHLD": 20,
	"SIGIO": 23, "SIGXCPU": 24, "SIGXFSZ": 25, "SIGVTALRM": 26, "SIGPROF": 27, "SIGWINCH": 28,
	"SIGUSR1": 30, "SIGUSR2": 31,
	"SIGSTKFLT": 0, "SIGPWR": 0, // do not exist there
}, signal{"SIGEMT", 7, dumps, dumps}, signal{"SIGINFO", 29, inert, inert})

// freebsd lets programs catch SIGSYS: golang.org/issues/15204.
var freebsd = withGo(bsd, "SIGSYS", inert)

// windows delivers ^C, ^Break as SIGINT and the end of the session as SIGTERM.
var windows = []signal{
	{"SIGINT", 2, kills, kills},
	{"SIGTERM", 15, kills, kills},
}

// renumber returns table with other numbers, sorted by them; 0 drops a row.
func renumber(table []signal, numbers map[string]int, more ...signal) []signal {
	byNumber := make([]signal, 65)
	for _, s := range append(append([]signal(nil), table...), more...) {
		if n, ok := numbers[s.name]; ok {
			s.number = n
		}
		byNumber[s.number] = s
	}
	var out []signal
	for n, s := range byNumber {
		if n > 0 && s.name != "" {
			out = append(out, s)
		}
	}
	return out
}

// withGo returns table with another default of Go's for one signal.
func withGo(table []signal, name string, a action) []signal {
	out := append([]signal(nil), table...)
	for i := range out {
		if out[i].name == name {
			out[i].goes = a
		}
	}
	return out
}

// tableOf returns the table of a platform. A name that is not a GOOS is taken
// for Linux, where servers run.
func tableOf(goos string) []signal {
	switch goos {
	case "darwin", "ios", "openbsd", "netbsd":
		return bsd
	case "freebsd", "dragonfly":
		return freebsd
	case "windows":
		return windows
	}
	return linux
}

// aliases are other names of the same signals.
var aliases = map[string]string{
	"SIGCLD":    "SIGCHLD",
	"SIGIOT":    "SIGABRT",
	"SIGPOLL":   "SIGIO",
	"SIGUNUSED": "SIGSYS",
}

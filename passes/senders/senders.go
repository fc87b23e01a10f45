// Package senders defines what the readers below it have in common: a Send,
// one place in a file that sends a signal.
//
// Each package below senders reads one language (logrotate, shell, systemd,
// cron, container, ...), knows nothing of go/analysis, and never runs what it
// reads. The package inventory finds the files of a tree and joins what the
// readers say.
package senders

// A Position is a place in a file.
type Position struct {
	Line   int `json:"line"`   // from 1; the physical line
	Column int `json:"column"` // from 1, in bytes
}

// An Intent is what the sender wants of the program.
type Intent string

// The intents, as formats spell them.
const (
	Survive       Intent = "survive" // rotate, reload, reopen: the program is to live on
	End           Intent = "end"     // stop
	UnknownIntent Intent = "unknown"
)

// A TargetKind says how a sender names the process it signals.
type TargetKind string

// The kinds of target, as formats spell them.
const (
	Pidfile       TargetKind = "pidfile"
	ProcessName   TargetKind = "process-name"
	Unit          TargetKind = "unit"
	InitScript    TargetKind = "init-script"
	Container     TargetKind = "container"
	PID           TargetKind = "pid"     // a literal number, such as 1
	PIDVar        TargetKind = "pid-var" // a variable whose value is not known
	MainPID       TargetKind = "main-pid"
	UnknownTarget TargetKind = "unknown"
)

// A Send is one place that sends a signal to one target, or that asks a
// service manager or script to do so.
type Send struct {
	File     string   // slash-separated, relative to the root that was read
	Pos, End Position // the command, from its first word

	Context   string // kind of file and script or directive: "logrotate postrotate", "init reload"
	Signal    string // "SIGHUP"; empty where the file does not say (see Action, Resolved)
	Action    string // the word given to a service manager or script: "reload", "rotate"
	Via       string // "kill", "pkill", "systemctl-reload", "unit-directive", ...
	Directive string // for Via "unit-directive": "ExecReload", "KillSignal", ...

	TargetKind TargetKind
	Target     string   // as far as it could be evaluated: a path, a name, a unit
	Pattern    *Pattern // for senders that match process names by regular expression

	Guarded      bool // reached only if an earlier test or command says so
	IgnoresError bool // followed by || true or the like
	Intent       Intent

	When     string // in Resolved: "systemd", "sysv", or "" for any
	Resolved []Send // what an indirect send ends in

	Unit        string   // file name of the systemd unit the send stands in or aims at
	WholeUnit   bool     // every process of the unit receives it, not the main one alone
	Subcommand  []string // words after the binary in the unit's ExecStart, where known
	RepeatsEach bool     // runs once per rotated file, for want of sharedscripts
	Shell       bool     // the target is a shell in front of the program, which does not pass signals on
	Note        string   // what else a reader should know, in words; for the table of people
}

// A Pattern is how pkill, pgrep, killall and start-stop-daemon choose processes.
type Pattern struct {
	Regexp  string // extended regular expression, or the plain name where Literal
	Literal bool   // killall, pidof, start-stop-daemon: no regular expression
	Exact   bool   // pkill -x: the whole name must match
	Full    bool   // pkill -f: matched against the whole command line
	Comm    bool   // matched against the kernel's name, cut at 15 bytes; longer ones match nothing
}

// A Problem is something wrong in a sender file itself.
type Problem struct {
	File     string
	Pos, End Position
	Category string // "" for one that only the reader of the file cares about; else a category of stalesender
	Severity string // "error", "warning", "note"
	Message  string // in the house style: lower case, no final period
}

// A Script is shell text found in a file of another language.
type Script struct {
	File    string
	Context string // becomes Send.Context
	Intent  Intent // what sends in it want, unless a case arm or function name says otherwise
	Text    string

	// Start is where Text stands in File, if it stands there verbatim.
	Start Position
	// At, if not nil, gives the place in File of byte i of Text, for text that
	// was unindented, unescaped or joined. It is called with 0 <= i <= len(Text).
	At func(i int) Position
	// EndAt, if not nil, gives the place behind what byte i-1 of Text stands for,
	// which is another one than At(i) where a piece of Text stands for something
	// else, such as a word in quotes.
	EndAt func(i int) Position

	Args []string          // $0, $1, ... where known
	Vars map[string]string // variables that are known beforehand
}

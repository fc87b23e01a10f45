package changes

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/siglint/siglint/passes/contract"
	"github.com/siglint/siglint/passes/signals"
)

var (
	reopens = contract.Entry{Disposition: signals.Caught, Effect: signals.Continues, Action: "reopens the audit log (audit.Reopen)", Registered: []string{"cmd/logdeviced/main.go:31"}}
	shuts   = contract.Entry{Disposition: signals.Caught, Effect: signals.Terminates, Action: "cancels ctx", Registered: []string{"cmd/logdeviced/main.go:40"}}
	kills   = contract.Entry{Disposition: signals.DefaultAction, Effect: signals.Terminates}
	drops   = contract.Entry{Disposition: signals.DefaultAction, Effect: signals.Nothing}
	unsure  = contract.Entry{Disposition: signals.UnknownDisposition, Effect: signals.UnknownEffect}
	ignores = contract.Entry{Disposition: signals.Ignored, Effect: signals.Nothing}
)

type entries = map[string]contract.Entry

// file makes a contract of programs given as "package binary".
func file(programs map[string]entries) *contract.File {
	f := &contract.File{Schema: contract.Schema, Module: "example.com/m", GOOS: "linux"}
	for _, name := range keys(programs, nil) {
		pkg, bin, _ := strings.Cut(name, " ")
		f.Programs = append(f.Programs, contract.Program{Package: pkg, Binary: bin, Signals: programs[name]})
	}
	return f
}

func one(e entries) *contract.File { return file(map[string]entries{"example.com/m/cmd/d d": e}) }

func conditional(e contract.Entry, cond string) contract.Entry { e.Condition = cond; return e }

// lines writes changes as "binary SIGNAL kind[!]: message".
func lines(list []Change) string {
	var out []string
	for _, c := range list {
		mark := ""
		if c.Breaking {
			mark = "!"
		}
		name := c.Binary
		if c.Command != "" {
			name += " " + c.Command
		}
		out = append(out, strings.TrimSpace(fmt.Sprintf("%s %s %s%s: %s", name, c.Signal, c.Kind, mark, c.Message)))
	}
	return strings.Join(out, "\n")
}

func TestCompare(t *testing.T) {
	hup := func(e contract.Entry) *contract.File { return one(entries{"SIGHUP": e}) }
	for name, tt := range map[string]struct {
		before, after *contract.File
		senders       []Sender
		want          string
	}{
		"incident": {hup(reopens), hup(kills), nil, "d SIGHUP effect!: reopened the audit log (audit.Reopen) → terminates the process (handler removed)"},
		"revert":   {hup(kills), hup(reopens), nil, "d SIGHUP effect: terminated the process → reopens the audit log (audit.Reopen) (handler added)"},
		// Nothing changed but the place and the words.
		"moved line":   {hup(reopens), hup(contract.Entry{Disposition: signals.Caught, Effect: signals.Continues, Action: "reopens", Registered: []string{"a.go:1"}}), nil, ""},
		"shutdown":     {hup(reopens), hup(shuts), nil, "d SIGHUP effect!: reopened the audit log (audit.Reopen) → shuts the program down (cancels ctx) (now reaches the shutdown)"},
		"to unknown":   {hup(reopens), hup(unsure), nil, "d SIGHUP effect: reopened the audit log (audit.Reopen) → is not known (cannot be told any more)"},
		"from unknown": {hup(unsure), hup(kills), nil, "d SIGHUP effect: was not known → terminates the process (could not be told before)"},
		"ignored":      {hup(reopens), hup(ignores), nil, "d SIGHUP effect!: reopened the audit log (audit.Reopen) → is ignored"},
		"no longer ignored": {hup(ignores), hup(kills), nil,
			"d SIGHUP effect!: was ignored → terminates the process (no longer ignored)"},
		"stop by choice": {one(entries{"SIGTERM": shuts}), one(entries{"SIGTERM": kills}), nil,
			"d SIGTERM effect!: shut the program down (cancels ctx) → terminates the process (handler removed)"},
		"under a condition": {hup(reopens), hup(conditional(reopens, "only if -watch is set")), nil,
			"d SIGHUP condition!: reopened the audit log (audit.Reopen) → reopens the audit log (audit.Reopen), only if -watch is set (otherwise terminates the process) (now under a condition)"},
		"another condition": {hup(conditional(reopens, "only if -a is set")), hup(conditional(reopens, "only if -b is set")), nil,
			"d SIGHUP condition: reopened the audit log (audit.Reopen), only if -a is set (otherwise terminated the process) → reopens the audit log (audit.Reopen), only if -b is set (otherwise terminates the process) (under another condition)"},
		"condition gone": {hup(conditional(reopens, "only if -a is set")), hup(reopens), nil,
			"d SIGHUP condition: reopened the audit log (audit.Reopen), only if -a is set (otherwise terminated the process) → reopens the audit log (audit.Reopen) (no longer under a condition)"},
		// A default stays a default, whatever a contract leaves out.
		"missing entries":  {one(nil), one(entries{"SIGUSR1": drops}), nil, ""},
		"real-time signal": {one(entries{"SIGRTMIN+3": reopens}), one(nil), nil, "d SIGRTMIN+3 effect!: reopened the audit log (audit.Reopen) → is lost (handler removed)"},
		"sorted by number": {one(entries{"SIGUSR1": reopens, "SIGHUP": reopens, "SIGINT": shuts}), one(nil), nil,
			"d SIGHUP effect!: reopened the audit log (audit.Reopen) → terminates the process (handler removed)\n" +
				"d SIGINT effect!: shut the program down (cancels ctx) → terminates the process (handler removed)\n" +
				"d SIGUSR1 effect!: reopened the audit log (audit.Reopen) → is lost (handler removed)"},
		"new program": {one(nil), file(map[string]entries{"example.com/m/cmd/d d": nil, "example.com/m/cmd/e e": {"SIGHUP": kills}}), nil, ""},
		"vanished":    {one(nil), file(nil), nil, "d  vanished: the program is gone; nobody here signals it"},
		"vanished, still signalled": {one(entries{"SIGHUP": reopens}), file(nil),
			[]Sender{{Signal: "SIGHUP", Package: "example.com/m/cmd/d"}, {Signal: "SIGTERM", Package: "example.com/m/cmd/d"}, {Signal: "SIGHUP", Package: "example.com/m/cmd/e"}},
			"d SIGHUP vanished!: the program is gone; 1 sender still signals it\nd SIGTERM vanished!: the program is gone; 1 sender still signals it"},
		"moved": {one(entries{"SIGHUP": reopens}), file(map[string]entries{"example.com/m/d d": {"SIGHUP": reopens}}), nil,
			"d  renamed: the program moved from example.com/m/cmd/d to example.com/m/d"},
		"renamed": {one(nil), file(map[string]entries{"example.com/m/cmd/d dd": nil}), []Sender{{Signal: "SIGHUP", Package: "example.com/m/cmd/d"}},
			"dd  renamed: the program was called d before"},
		"renamed, old name still used": {one(nil), file(map[string]entries{"example.com/m/cmd/d dd": nil}), []Sender{{Signal: "SIGHUP", Package: "example.com/m/cmd/d", Lost: true}},
			"dd  renamed!: the program was called d before"},
		"major version": {one(entries{"SIGHUP": reopens}), &contract.File{Module: "example.com/m/v2", GOOS: "linux", Programs: []contract.Program{{Package: "example.com/m/v2/cmd/d", Binary: "d"}}}, nil,
			"d  renamed: the program moved from example.com/m/cmd/d to example.com/m/v2/cmd/d\nd SIGHUP effect!: reopened the audit log (audit.Reopen) → terminates the process (handler removed)"},
		// Two programs of one name: which moved where is a guess.
		"ambiguous": {file(map[string]entries{"example.com/m/a/d d": nil, "example.com/m/b/d d": nil}), file(map[string]entries{"example.com/m/x/d d": nil, "example.com/m/y/d d": nil}), nil,
			"d  vanished: the program is gone; nobody here signals it\nd  vanished: the program is gone; nobody here signals it"},
		"new sender": {hup(kills), hup(kills), []Sender{{Signal: "SIGHUP", Package: "example.com/m/cmd/d", New: true, Bad: true}},
			"d SIGHUP sender!: a new sender, and the program has no handler: the signal terminates the process"},
		// It was there before, or it is handled.
		"old or good sender": {hup(kills), hup(kills), []Sender{{Signal: "SIGHUP", Package: "example.com/m/cmd/d", Bad: true}, {Signal: "SIGTERM", Package: "example.com/m/cmd/d", New: true}}, ""},
		"new sender of a lost handler": {hup(reopens), hup(kills), []Sender{{Signal: "SIGHUP", Package: "example.com/m/cmd/d", New: true, Bad: true}},
			"d SIGHUP effect!: reopened the audit log (audit.Reopen) → terminates the process (handler removed); 1 sender left"},
		"hostile words": {hup(contract.Entry{Disposition: signals.Caught, Effect: signals.Continues, Action: "x\x1b[31m\n::error::y"}), hup(kills), nil,
			"d SIGHUP effect!: x [31m ::error::y → terminates the process (handler removed)"},
	} {
		t.Run(name, func(t *testing.T) {
			got := Compare(tt.before, tt.after, Options{Senders: tt.senders})
			if lines(got) != tt.want {
				t.Errorf("got:\n%s\nwant:\n%s", lines(got), tt.want)
			}
			if Breaking(got) != strings.Contains(tt.want, "!: ") {
				t.Errorf("Breaking is %v", Breaking(got))
			}
		})
	}
}

func TestCommands(t *testing.T) {
	with := func(signals entries, commands map[string]entries) *contract.File {
		f := one(signals)
		f.Programs[0].Commands = commands
		return f
	}
	for name, tt := range map[string]struct {
		before, after *contract.File
		want          string
	}{
		"one subcommand": {
			with(entries{"SIGHUP": reopens}, map[string]entries{"serve": {"SIGHUP": reopens}, "version": {"SIGHUP": kills}}),
			with(entries{"SIGHUP": reopens}, map[string]entries{"serve": {"SIGHUP": kills}, "version": {"SIGHUP": kills}}),
			"d serve SIGHUP effect!: reopened the audit log (audit.Reopen) → terminates the process (handler removed)",
		},
		// Said once, of the program.
		"all alike": {
			with(entries{"SIGHUP": reopens}, map[string]entries{"serve": {"SIGHUP": reopens}}),
			with(entries{"SIGHUP": kills}, map[string]entries{"serve": {"SIGHUP": kills}}),
			"d SIGHUP effect!: reopened the audit log (audit.Reopen) → terminates the process (handler removed)",
		},
		// A subcommand that was not told apart before has nothing to be held against.
		"new subcommand": {
			with(entries{"SIGHUP": reopens}, nil),
			with(entries{"SIGHUP": reopens}, map[string]entries{"version": {"SIGHUP": kills}}),
			"",
		},
	} {
		if got := lines(Compare(tt.before, tt.after, Options{})); got != tt.want {
			t.Errorf("%s: got:\n%s\nwant:\n%s", name, got, tt.want)
		}
	}
}

func TestSkip(t *testing.T) {
	opts := Options{Skip: func(pkg string) bool { return pkg == "example.com/m/cmd/d" }}
	if got := Compare(one(entries{"SIGHUP": reopens}), file(nil), opts); len(got) != 0 {
		t.Errorf("a program that could not be read: %s", lines(got))
	}
}

func TestAdvice(t *testing.T) {
	sender := []Sender{{Place: Place{"deploy/d.logrotate", 4, 9}, Signal: "SIGHUP", Package: "example.com/m/cmd/d"}}
	got := Compare(one(entries{"SIGHUP": reopens}), one(entries{"SIGHUP": kills}), Options{Senders: sender})[0]
	want := []string{
		"first remove the sender, or send something that the program handles",
		"then ignore it for a release, so that a forgotten sender does no harm: signal.Ignore(syscall.SIGHUP) at the start of func main of example.com/m/cmd/d",
		"drop that line in a later release",
	}
	if !slices.Equal(got.Advice, want) {
		t.Errorf("got %q", got.Advice)
	}
	if len(got.Senders) != 1 || got.Senders[0] != sender[0].Place {
		t.Errorf("senders: %v", got.Senders)
	}
	// To ignore SIGTERM would leave a program that cannot be stopped.
	for _, sig := range []string{"SIGTERM", "SIGINT", "SIGQUIT"} {
		for _, c := range Compare(one(entries{sig: shuts}), one(nil), Options{}) {
			if strings.Contains(strings.Join(c.Advice, " "), "signal.Ignore") {
				t.Errorf("%s: %q", sig, c.Advice)
			}
		}
	}
}

func TestIgnoreLine(t *testing.T) {
	for sig, want := range map[string]string{
		"SIGHUP": "signal.Ignore(syscall.SIGHUP)", "SIGRTMIN": "signal.Ignore(syscall.Signal(34))", "SIGRTMIN+3": "signal.Ignore(syscall.Signal(37))",
	} {
		if got := ignoreLine(sig); got != want {
			t.Errorf("%s: %s", sig, got)
		}
	}
}

// What machines read holds the keys it promises.
func TestJSON(t *testing.T) {
	sender := []Sender{{Place: Place{"deploy/d.logrotate", 4, 9}, Signal: "SIGHUP", Package: "example.com/m/cmd/d"}}
	got, err := json.Marshal(Compare(one(entries{"SIGHUP": reopens}), one(entries{"SIGHUP": kills}), Options{Senders: sender})[0])
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`"binary":"d","signal":"SIGHUP","breaking":true,"before":{"disposition":"caught","effect":"continues","action":"reopens the audit log (audit.Reopen)"},"after":{"disposition":"default","effect":"terminates"},"removed":["cmd/logdeviced/main.go:31"],"senders":[{"file":"deploy/d.logrotate","line":4,"column":9}]`,
	} {
		if !strings.Contains(string(got), want) {
			t.Errorf("%s\nlacks %s", got, want)
		}
	}
}

func TestPastTense(t *testing.T) {
	for in, want := range map[string]string{
		"reloads the configuration (cfg.Reload)":  "reloaded the configuration (cfg.Reload)",
		"rotates logs and restarts the listener":  "rotated logs and restarted the listener",
		"reopens logs and caches":                 "reopened logs and caches",
		"writes a heap dump":                      "wrote a heap dump",
		"stops the server":                        "stopped the server",
		"flushes buffers":                         "flushed buffers",
		"closes files":                            "closed files",
		"copies the state":                        "copied the state",
		"calls (stats).dump and sends a message":  "called (stats).dump and sends a message",
		"passes the signal to the child":          "passed the signal to the child",
		"process":                                 "process",
		"":                                        "",
		"drops idle connections, then reconnects": "dropped idle connections, then reconnects",
	} {
		if got := pastTense(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

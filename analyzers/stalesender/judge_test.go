package stalesender

import (
	"slices"
	"strings"
	"testing"

	"github.com/siglint/siglint/passes/contract"
	"github.com/siglint/siglint/passes/inventory"
	"github.com/siglint/siglint/passes/programs"
	"github.com/siglint/siglint/passes/senders"
	"github.com/siglint/siglint/passes/signals"
)

// Each entry of the table has a case here, and each case checks one word of it.
func TestVerdicts(t *testing.T) {
	for _, test := range []struct {
		intent      senders.Intent
		disposition signals.Disposition
		effect      signals.Effect
		want        string
	}{
		{senders.Survive, signals.DefaultAction, signals.Terminates, Kills},
		{senders.Survive, signals.DefaultAction, signals.Dumps, Dumps},
		{senders.Survive, signals.DefaultAction, signals.Stops, ok},
		{senders.Survive, signals.DefaultAction, signals.Nothing, Lost},
		{senders.Survive, signals.DefaultAction, signals.UnknownEffect, unknown},
		{senders.Survive, signals.Caught, signals.Continues, ok},
		{senders.Survive, signals.Caught, signals.Terminates, Shutsdown},
		{senders.Survive, signals.Caught, signals.Dumps, Dumps},
		{senders.Survive, signals.Caught, signals.Stops, ok},
		{senders.Survive, signals.Caught, signals.Nothing, Swallowed},
		{senders.Survive, signals.Caught, signals.UnknownEffect, unknown},
		{senders.Survive, signals.Ignored, signals.Nothing, Swallowed},
		{senders.Survive, signals.UnknownDisposition, signals.UnknownEffect, unknown},
		{senders.End, signals.DefaultAction, signals.Terminates, ok}, // no stop signal is handled
		{senders.End, signals.DefaultAction, signals.Dumps, Dumps},
		{senders.End, signals.DefaultAction, signals.Stops, Unstoppable},
		{senders.End, signals.DefaultAction, signals.Nothing, Unstoppable},
		{senders.End, signals.DefaultAction, signals.UnknownEffect, unknown},
		{senders.End, signals.Caught, signals.Continues, unknown},
		{senders.End, signals.Caught, signals.Terminates, ok},
		{senders.End, signals.Caught, signals.Dumps, ok},
		{senders.End, signals.Caught, signals.Stops, unknown},
		{senders.End, signals.Caught, signals.Nothing, Unstoppable},
		{senders.End, signals.Caught, signals.UnknownEffect, unknown},
		{senders.End, signals.Ignored, signals.Nothing, Unstoppable},
		{senders.End, signals.UnknownDisposition, signals.UnknownEffect, unknown},
		{senders.UnknownIntent, signals.DefaultAction, signals.Terminates, unknown},
	} {
		cell := &Cell{Entry: contract.Entry{Disposition: test.disposition, Effect: test.effect}}
		if got := verdict(test.intent, "SIGUSR1", cell, &Program{}, ""); got != test.want {
			t.Errorf("%s × %s × %s: %s, want %s", test.intent, test.disposition, test.effect, got, test.want)
		}
		cell.May = true
		if got := verdict(test.intent, "SIGUSR1", cell, &Program{}, ""); got != unknown {
			t.Errorf("%s × %s × %s, perhaps: %s, want unknown", test.intent, test.disposition, test.effect, got)
		}
		cell.May, cell.Open = false, true
		if got := verdict(test.intent, "SIGUSR1", cell, &Program{}, ""); got != unknown && got != ok {
			t.Errorf("%s × %s × %s, and more that is not known: %s, want unknown", test.intent, test.disposition, test.effect, got)
		}
	}
}

// The entry that depends on more than the meeting.
func TestRefined(t *testing.T) {
	caught := &Cell{Entry: contract.Entry{Disposition: signals.Caught, Effect: signals.Terminates}}
	orderly := &Program{Program: &programs.Program{}, Signals: map[string]*Cell{"SIGTERM": caught}}
	if got := verdict(senders.End, "SIGINT", byDefault("SIGINT"), orderly, ""); got != Abrupt {
		t.Errorf("SIGINT to a program that handles SIGTERM: %s", got)
	}
	if got := verdict(senders.End, "SIGTERM", caught, orderly, ""); got != ok {
		t.Errorf("SIGTERM to a program that handles it: %s", got)
	}
}

// A handler of one package says little of a program that has others elsewhere:
// they may belong to subcommands that could not be told apart. Where all of them
// end the program, that does not matter.
func TestScattered(t *testing.T) {
	cell := &Cell{Entry: contract.Entry{Disposition: signals.Caught, Effect: signals.Terminates, Registered: []string{"cmd/a/main.go:3", "cmd/a/other.go:5"}}}
	if got := verdict(senders.Survive, "SIGHUP", cell, &Program{}, ""); got != Shutsdown {
		t.Errorf("registered twice in a package: %s", got)
	}
	cell.Registered = append(cell.Registered, "agent/agent.go:7")
	if got := verdict(senders.Survive, "SIGHUP", cell, &Program{}, ""); got != unknown {
		t.Errorf("registered in two packages: %s", got)
	}
	cell.Agreed = true
	if got := verdict(senders.Survive, "SIGHUP", cell, &Program{}, ""); got != Shutsdown {
		t.Errorf("registered in two packages, to the same end: %s", got)
	}
}

// program makes one of the words "SIGHUP caught continues" and so on.
func program(name string, cells ...string) *Program {
	p := &Program{
		Program: &programs.Program{Package: "example.com/x/cmd/" + name, Dir: "cmd/" + name, Binary: name, Names: []string{name}},
		Signals: make(map[string]*Cell),
		Main:    Place{File: "example.com/x/cmd/" + name + "/main.go", Line: 3, Column: 6},
	}
	for _, text := range cells {
		words := strings.SplitN(text, " ", 4)
		cell := &Cell{Entry: contract.Entry{Disposition: signals.Disposition(words[1]), Effect: signals.Effect(words[2])}}
		if len(words) == 4 {
			cell.Condition = words[3]
		}
		if cell.Disposition != signals.DefaultAction {
			cell.Handler = Place{File: "example.com/x/cmd/" + name + "/main.go", Line: 7, Column: 2}
		}
		p.Signals[words[0]] = cell
	}
	return p
}

// send is one that pkill makes in a logrotate file.
func send(signal, name string) senders.Send {
	return senders.Send{
		File: "deploy/x.logrotate", Pos: senders.Position{Line: 4, Column: 9}, End: senders.Position{Line: 4, Column: 30},
		Context: "logrotate postrotate", Signal: signal, Via: "pkill", TargetKind: senders.ProcessName, Target: name,
		Pattern: &senders.Pattern{Regexp: name, Comm: true}, Intent: senders.Survive,
	}
}

// lines says each finding in a line.
func lines(found []Finding) []string {
	var lines []string
	for _, f := range found {
		lines = append(lines, f.Category+" "+f.Severity+": "+f.Message)
	}
	return lines
}

func TestMessages(t *testing.T) {
	with := func(s senders.Send, change func(*senders.Send)) senders.Send {
		change(&s)
		return s
	}
	unit := []inventory.Unit{{File: "a.service", Name: "a.service", Exec: "/usr/bin/a", Restart: "on-failure"}}
	inUnit := func(s *senders.Send) {
		s.File, s.Context, s.Directive, s.Via = "a.service", "systemd ExecReload", "ExecReload", "kill"
		s.TargetKind, s.Target, s.Unit, s.Pattern = senders.MainPID, "$MAINPID", "a.service", nil
	}
	for name, test := range map[string]struct {
		send  senders.Send
		prog  *Program
		units []inventory.Unit
		want  []string
	}{
		"kills": {send("SIGHUP", "a"), program("a"), nil,
			[]string{"kills error: pkill sends SIGHUP to a, which does not handle it; the process dies"}},
		"kills under systemd": {with(send("SIGHUP", "a"), inUnit), program("a"), unit,
			[]string{"kills error: ExecReload sends SIGHUP to a, which does not handle it; the process dies and stays down: to Restart=on-failure that is a clean end"}},
		"dumps": {send("SIGQUIT", "a"), program("a"), nil,
			[]string{"dumps error: pkill sends SIGQUIT to a, which does not handle it; the process writes a goroutine dump and exits with status 2"}},
		"shutsdown": {send("SIGHUP", "a"), program("a", "SIGHUP caught terminates"), nil,
			[]string{"shutsdown error: pkill sends SIGHUP to a, which takes it as a request to end; the process ends"}},
		"lost": {send("SIGUSR1", "a"), program("a"), nil,
			[]string{"lost warning: pkill sends SIGUSR1 to a, which does not handle it; nothing happens, and the log is not reopened"}},
		"swallowed": {send("SIGHUP", "a"), program("a", "SIGHUP caught nothing"), nil,
			[]string{"swallowed warning: pkill sends SIGHUP to a, which catches it and does nothing; nothing happens"}},
		"ignored": {send("SIGHUP", "a"), program("a", "SIGHUP ignored nothing"), nil,
			[]string{"swallowed warning: pkill sends SIGHUP to a, which ignores it; nothing happens"}},
		"unstoppable": {send("SIGTERM", "a"), program("a", "SIGTERM ignored nothing"), nil,
			[]string{"unstoppable warning: pkill sends SIGTERM to a, which ignores it; the process does not end"}},
		"abrupt": {send("SIGTERM", "a"), program("a", "SIGINT caught terminates"), nil,
			[]string{"abrupt warning: pkill sends SIGTERM to a, which handles SIGINT, not SIGTERM; the process dies without an orderly end"}},
		"a condition that does not hold": {with(send("SIGHUP", "a"), inUnit), program("a", "SIGHUP caught continues only if -watch is set"), unit,
			[]string{"kills error: ExecReload sends SIGHUP to a, which handles it only if -watch is set, which is not so here; the process dies and stays down: to Restart=on-failure that is a clean end"}},
		"unmatched": {send("SIGHUP", "prometheus-node-exporter"), program("a"), nil,
			[]string{`unmatched warning: "prometheus-node-exporter" is longer than the 15 bytes the kernel keeps of a process name; pkill signals nothing without -f`}},
		"repeated": {with(send("SIGHUP", "a"), func(s *senders.Send) { s.RepeatsEach = true }), program("a", "SIGHUP caught continues"), nil,
			[]string{"repeated note: pkill sends SIGHUP once for each rotated log; sharedscripts would send it once"}},
		"kills, once": {with(send("SIGHUP", "a"), func(s *senders.Send) { s.RepeatsEach = true }), program("a"), nil,
			[]string{"kills error: pkill sends SIGHUP to a, which does not handle it; the process dies"}},

		"handled":                {send("SIGHUP", "a"), program("a", "SIGHUP caught continues"), nil, nil},
		"effect not known":       {send("SIGHUP", "a"), program("a", "SIGHUP caught unknown"), nil, nil},
		"all unknown":            {send("SIGHUP", "a"), program("a", "SIGHUP unknown unknown"), nil, nil},
		"another program":        {send("SIGHUP", "b"), program("a"), nil, nil},
		"the usual stop":         {send("SIGTERM", "a"), program("a"), nil, nil},
		"an orderly stop":        {send("SIGTERM", "a"), program("a", "SIGTERM caught terminates"), nil, nil},
		"by force":               {send("SIGKILL", "a"), program("a", "SIGTERM caught terminates"), nil, nil},
		"a dump by hand":         {with(send("SIGQUIT", "a"), func(s *senders.Send) { s.Context, s.Intent = "shell", senders.End }), program("a"), nil, nil},
		"suspended by hand":      {send("SIGTSTP", "a"), program("a"), nil, nil},
		"a condition":            {send("SIGHUP", "a"), program("a", "SIGHUP caught continues only if -watch is set"), nil, nil},
		"condition of an end":    {send("SIGTERM", "a"), program("a", "SIGTERM caught terminates only if -x is set"), nil, nil},
		"a test":                 {with(send("SIGHUP", "a"), func(s *senders.Send) { s.File = "test/reload.sh" }), program("a"), nil, nil},
		"an unknown disposition": {send("SIGHUP", "a"), &Program{Program: program("a").Program}, nil, nil},
		"a real-time signal":     {send("SIGRTMIN+70", "a"), program("a"), nil, nil},
	} {
		t.Run(name, func(t *testing.T) {
			inv := &inventory.Inventory{Sends: []senders.Send{test.send}, Units: test.units}
			if test.units != nil {
				test.prog.Units = []string{test.units[0].Name}
			}
			if got := lines(Judge(inv, []*Program{test.prog})); !slices.Equal(got, test.want) {
				t.Errorf("got  %q\nwant %q", got, test.want)
			}
		})
	}
}

// A unit's command line settles which condition and which subcommand holds.
func TestCommandLine(t *testing.T) {
	inUnit := senders.Send{
		File: "a.service", Context: "systemd ExecReload", Directive: "ExecReload", Signal: "SIGHUP", Via: "kill",
		TargetKind: senders.MainPID, Unit: "a.service", Intent: senders.Survive,
	}
	server := program("a")
	server.Commands = map[string]map[string]*Cell{
		"server": program("", "SIGHUP caught continues").Signals,
		"agent":  program("", "SIGHUP default terminates").Signals,
	}
	alone := program("a")
	alone.Commands = map[string]map[string]*Cell{
		"":       program("", "SIGHUP caught terminates").Signals,
		"server": program("", "SIGHUP caught continues").Signals,
		"query":  program("", "SIGHUP default terminates").Signals,
	}
	quiet := program("a", "SIGHUP caught continues only if --no-signals is not set")
	option := program("a", "SIGHUP caught continues only if Watch is set")
	watch := program("a", "SIGHUP caught continues only if -watch is set")
	for name, test := range map[string]struct {
		prog *Program
		args []string
		want string
	}{
		"a subcommand that handles it":      {server, []string{"server", "-v"}, ""},
		"a subcommand that does not":        {server, []string{"--config", "x", "agent"}, "kills"},
		"a subcommand that is not told":     {server, []string{"$COMMAND"}, ""},
		"no subcommand":                     {alone, []string{"-v", "--config", "x"}, "shutsdown"},
		"a subcommand, where none is one":   {alone, []string{"-v", "server"}, ""},
		"a word that may be a subcommand":   {alone, []string{"other"}, ""},
		"a flag that is set":                {watch, []string{"--watch"}, ""},
		"a flag with a value":               {watch, []string{"-watch=true"}, ""},
		"a flag that is unset":              {watch, []string{"-watch=false"}, "kills"},
		"a flag that is not there":          {watch, []string{"-v"}, "kills"},
		"a flag that may be there":          {watch, []string{"$ARGS"}, ""},
		"a flag that is there all the same": {watch, []string{"$ARGS", "-watch"}, ""},
		"a flag against it":                 {quiet, []string{"--no-signals"}, "kills"},
		"no flag against it":                {quiet, []string{"-v"}, ""},
		"an option that is no flag":         {option, []string{"-v"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			inv := &inventory.Inventory{
				Sends: []senders.Send{inUnit},
				Units: []inventory.Unit{{File: "a.service", Name: "a.service", Exec: "/usr/bin/a", Args: test.args}},
			}
			test.prog.Units = []string{"a.service"}
			got := ""
			for _, f := range Judge(inv, []*Program{test.prog}) {
				got += f.Category
			}
			if got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

// A pattern is matched against the names of all programs, as pkill does.
func TestCollateral(t *testing.T) {
	daemon := program("logdevice", "SIGHUP caught continues", "SIGTERM caught terminates")
	agent := program("logdevice-agent")
	all := []*Program{daemon, agent}
	judge := func(change func(*senders.Send)) []string {
		s := send("SIGHUP", "logdevice")
		change(&s)
		return lines(Judge(&inventory.Inventory{Sends: []senders.Send{s}}, all))
	}
	for name, test := range map[string]struct {
		change func(*senders.Send)
		want   []string
	}{
		"unanchored": {func(s *senders.Send) {},
			[]string{`collateral warning: the pattern "logdevice" also matches logdevice-agent, which gets SIGHUP and does not handle it; the process dies`}},
		"stop": {func(s *senders.Send) { s.Signal = "SIGTERM" },
			[]string{`collateral warning: the pattern "logdevice" also matches logdevice-agent; pkill ends it as well`}},
		"stop by hand": {func(s *senders.Send) { s.Signal, s.Context = "SIGTERM", "shell" }, nil},
		"exact":        {func(s *senders.Send) { s.Pattern.Exact = true }, nil},
		"anchored":     {func(s *senders.Send) { s.Pattern.Regexp = "^logdevice$" }, nil},
		"killall":      {func(s *senders.Send) { s.Pattern.Literal = true }, nil},
		"a name that only contains it": {func(s *senders.Send) { s.Pattern.Regexp, s.Target = "device-a", "device-a" },
			[]string{"kills error: pkill sends SIGHUP to logdevice-agent, which does not handle it; the process dies"}},
		"an anchor behind all that the kernel keeps": {func(s *senders.Send) { s.Pattern.Regexp = "logdevice-agent$" },
			[]string{"kills error: pkill sends SIGHUP to logdevice-agent, which does not handle it; the process dies"}},
		"not a regular expression": {func(s *senders.Send) { s.Pattern.Regexp = "logdevice(" }, nil},
	} {
		t.Run(name, func(t *testing.T) {
			if got := judge(test.change); !slices.Equal(got, test.want) {
				t.Errorf("got  %q\nwant %q", got, test.want)
			}
		})
	}
}

// What a reader finds wrong in a file is passed on if it names a category, and
// comments silence findings, the reader's too.
func TestProblemsAndIgnores(t *testing.T) {
	inv := &inventory.Inventory{
		Sends: []senders.Send{send("SIGHUP", "a")},
		Problems: []senders.Problem{
			{File: "x.sh", Pos: senders.Position{Line: 2, Column: 6}, Category: Misspelt, Severity: "warning", Message: `unknown signal "HUB"; did you mean HUP?`},
			{File: "y.sh", Pos: senders.Position{Line: 2, Column: 6}, Message: "larger than 2 MiB; not read"},
		},
	}
	progs := []*Program{program("a")}
	if got := lines(Judge(inv, progs)); len(got) != 2 || !strings.HasPrefix(got[1], "misspelt warning: unknown signal") {
		t.Errorf("got %q", got)
	}
	inv.Ignores = []inventory.Ignore{
		{File: "x.sh", Pos: senders.Position{Line: 1}, Names: []string{"stalesender"}, Reason: "a test", Alone: true},
		{File: "deploy/x.logrotate", Pos: senders.Position{Line: 4}, Names: []string{"loststop", "stalesender"}, Reason: "another"},
	}
	if got := lines(Judge(inv, progs)); got != nil {
		t.Errorf("not silenced: %q", got)
	}
	inv.Ignores[0].Reason = ""
	if got := lines(Judge(inv, progs)); len(got) != 1 || !strings.HasPrefix(got[0], "noreason warning: ignore comment for stalesender gives no reason") {
		t.Errorf("a comment without a reason: %q", got)
	}
	inv.Ignores[0].Reason, inv.Ignores[0].Alone = "a test", false
	inv.Ignores[1].Names = []string{"loststop"}
	got := lines(Judge(inv, progs))
	if len(got) != 4 || !strings.HasPrefix(got[0], "kills ") || !strings.HasPrefix(got[1], "misspelt ") ||
		!strings.HasPrefix(got[2], "needless ") || !strings.HasPrefix(got[3], `misnamed warning: ignore comment names "loststop", which finds nothing`) {
		t.Errorf("a comment behind code covers its own line, a name its own check: %q", got)
	}
}

// An indirect send is judged where it ends; who asked is told.
func TestIndirect(t *testing.T) {
	end := senders.Send{
		File: "a.service", Pos: senders.Position{Line: 3, Column: 12}, Context: "systemd ExecReload", Directive: "ExecReload",
		Signal: "SIGHUP", Via: "kill", TargetKind: senders.MainPID, Unit: "a.service", Intent: senders.Survive,
	}
	asks := senders.Send{
		File: "x.logrotate", Pos: senders.Position{Line: 4, Column: 5}, Context: "logrotate postrotate", Action: "reload",
		Via: "systemctl-reload", TargetKind: senders.Unit, Target: "a", Intent: senders.Survive, Resolved: []senders.Send{end},
	}
	p := program("a")
	p.Units = []string{"a.service"}
	inv := &inventory.Inventory{
		Sends: []senders.Send{end, asks},
		Units: []inventory.Unit{{File: "a.service", Name: "a.service", Exec: "/usr/bin/a"}},
	}
	found := Judge(inv, []*Program{p})
	if len(found) != 1 || found[0].File != "a.service" {
		t.Fatalf("got %+v", found)
	}
	last := found[0].Related[len(found[0].Related)-1]
	if last.File != "x.logrotate" || last.Message != "systemctl reload ends there, from here" {
		t.Errorf("related: %+v", last)
	}
	explained := Explain(inv, []*Program{p})
	if len(explained) != 2 || len(explained[1].Resolved) != 1 || explained[1].Resolved[0].Category != Kills {
		t.Errorf("explained: %+v", explained)
	}
}

// The list of all sends says why one is not judged.
func TestExplain(t *testing.T) {
	inTest := send("SIGHUP", "a")
	inTest.File = "test/reload.sh"
	suite, latest := send("SIGHUP", "a"), send("SIGHUP", "a")
	suite.File, latest.File = "a/integration_tests/run.sh", "latest/reload.sh"
	elsewhere := send("SIGHUP", "nginx")
	variable := send("SIGHUP", "$pid")
	variable.TargetKind, variable.Pattern = senders.PIDVar, nil
	for _, test := range []struct {
		send         senders.Send
		prog         *Program
		category     string
		reasonEnding string
	}{
		{send("SIGHUP", "a"), program("a"), Kills, "it does not handle it; the process dies"},
		{send("SIGHUP", "a"), program("a", "SIGHUP caught continues"), ok, "on SIGHUP it acts"},
		{send("SIGTERM", "a"), program("a"), ok, "does what the sender wants by default"},
		{send("SIGKILL", "a"), program("a"), unknown, "no program can handle SIGKILL"},
		{send("SIGHUP", "a"), program("a", "SIGHUP unknown unknown"), unknown, "what it does with SIGHUP cannot be told"},
		{send("SIGHUP", "a"), program("a", "SIGHUP caught continues only if Watch is set"), unknown, "on SIGHUP it acts only if Watch is set"},
		{inTest, program("a"), unknown, "what tests do is not judged"},
		{suite, program("a"), unknown, "what tests do is not judged"},
		{latest, program("a"), Kills, "it does not handle it; the process dies"},
		{elsewhere, program("a"), "", `no program of this repository is known as "nginx"`},
		{variable, program("a"), "", `what "$pid" stands for is not known`},
	} {
		got := Explain(&inventory.Inventory{Sends: []senders.Send{test.send}}, []*Program{test.prog})
		if len(got) != 1 || got[0].Category != test.category || !strings.HasSuffix(got[0].Reason, test.reasonEnding) {
			t.Errorf("got %+v, want %s, %s", got, test.category, test.reasonEnding)
		}
	}
}

// A command line settles a condition only where no word of it may be the flag
// by another name.
func TestFlagGiven(t *testing.T) {
	for _, test := range []struct {
		flag, args string
		want       truth
	}{
		{"--config-file", "--config-file /etc/a", yes},
		{"--config-file", "--config-file=/etc/a", yes},
		{"--config-file", "-f /etc/a", maybe},
		{"--config-file", "--sdnotify", no},
		{"--config-file", "", no},
		{"-c", "--config /etc/a", maybe},
		{"-c", "-c /etc/a", yes},
		{"-config.watch", "-config.file a", no},
		{"-config.watch", "-config.watch=false", no},
		{"--watch", "$OPTIONS", maybe},
	} {
		if got := flagGiven(test.flag, strings.Fields(test.args)); got != test.want {
			t.Errorf("%s in %q: %v, want %v", test.flag, test.args, got, test.want)
		}
	}
}

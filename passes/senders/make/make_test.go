package make

import (
	"strings"
	"testing"

	"github.com/siglint/siglint/passes/senders"
	"github.com/siglint/siglint/passes/senders/sendtest"
)

var tests = []struct{ name, text, want string }{
	{"plain", "reload:\n\tpkill -HUP appd\n", "2:2 pkill SIGHUP process-name appd [survive]\n"},
	{"prefixes and dollars", "stop: x\n\t@-kill -TERM $$(cat run/app.pid) || true\n", "2:4 kill SIGTERM pidfile run/app.pid [end]\n"},
	{"variables, also set below", "x:\n\tpkill -$(SIG) -x ${NAME}\nSIG := HUP\nNAME ?= $(BASE)d # the daemon\nBASE = app\n",
		"2:2 pkill SIGHUP process-name appd\n"},
	{"shell function", "x:\n\tkill -USR1 $(shell cat /run/a.pid)\n", "2:2 kill SIGUSR1 pidfile /run/a.pid\n"},
	{"several lines", "x:\n\tif true; then \\\n\t  pkill -HUP a; \\\n\tfi\n\tpkill -HUP b\n",
		"3:4 pkill SIGHUP process-name a guarded\n5:2 pkill SIGHUP process-name b\n"},
	{"behind the rule", "x: y ; pkill -HUP a\n", "1:8 pkill SIGHUP process-name a\n"},
	{"target", "appd:\n\tpkill -HUP $@\n", "2:2 pkill SIGHUP process-name appd\n"},
	{"between conditions", "x:\nifdef Y\n\tpkill -HUP a\nendif\n\tpkill -HUP b\n",
		"3:2 pkill SIGHUP process-name a\n5:2 pkill SIGHUP process-name b\n"},
	{"one shell", ".ONESHELL:\nx:\n\t@N=appd\n\tpkill -HUP $$N\ny:\n\tpkill -HUP b\n", "4:2 pkill SIGHUP process-name appd\n6:2 pkill SIGHUP process-name b\n"},
	{"one shell a line", "x:\n\t@N=appd\n\tpkill -HUP $$N\n", "3:2 pkill SIGHUP process-name $N\n"},
	{"carriage returns", "x:\r\n\tpkill -HUP a\r\n", "2:2 pkill SIGHUP process-name a\n"},
	{"unknown variable", "x:\n\tkill -HUP $(PID)\n", "2:2 kill SIGHUP pid-var $(PID)\n"},

	// Comments, values, definitions and what stands before any rule.
	{"silent", "# x:\n\tpkill -HUP a\nKILL = pkill -HUP a\ndefine F\n\tpkill -HUP a\nendef\nx: # pkill -HUP a\n\t@echo pkill -HUP a\n\t# pkill -HUP a\n", ""},
	{"silent functions", "x:\n\t$(call f,pkill -HUP a)\n\t$(foreach i,1 2,$(i)\n", ""},
}

func TestRead(t *testing.T) {
	for _, c := range tests {
		t.Run(c.name, func(t *testing.T) {
			sends, problems := Read("Makefile", []byte(c.text))
			sendtest.Check(t, c.text, sends, c.want)
			if len(problems) > 0 {
				t.Errorf("problems %+v", problems)
			}
		})
	}
}

func TestBuilds(t *testing.T) {
	const text = "NAME = appd\nbuild:\n\tgo build -o bin/$(NAME) ./cmd/app\n"
	builds := Builds("Makefile", []byte(text))
	if len(builds) != 1 || builds[0].Output != "bin/appd" || builds[0].Package != "./cmd/app" || builds[0].Pos.Line != 3 {
		t.Errorf("builds %+v", builds)
	}
}

// Variables that contain themselves, or grow without end, are bounded.
func TestBounds(t *testing.T) {
	for _, least := range []string{"", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"} {
		bounds(t, least)
	}
}

func bounds(t *testing.T, least string) {
	var b strings.Builder
	b.WriteString("A0 = " + least + "\n")
	for i := range 9 {
		b.WriteString("A" + string(rune('1'+i)) + " = " + strings.Repeat("$(A"+string(rune('0'+i))+")", 50) + "\n")
	}
	b.WriteString("L = $(L)$(L)$(L)$(L)$(L)$(L)$(L)$(L)$(L)$(L)$(L)$(L)$(L)$(L)$(L)$(L)\nx:\n\techo $(A9) $(L)\n\tpkill -HUP a\n")
	sends, _ := Read("Makefile", []byte(b.String()))
	if len(sends) != 1 {
		t.Errorf("sends %+v", sends)
	}
}

func FuzzRead(f *testing.F) {
	for _, c := range tests {
		f.Add(c.text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		sendtest.Fuzz(t, text, func() ([]senders.Send, []senders.Problem) { return Read("Makefile", []byte(text)) })
	})
}

package stalesender_test

import (
	"fmt"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"
	"golang.org/x/tools/txtar"

	"github.com/siglint/siglint/analyzers/stalesender"
)

// check runs the Analyzer over a module and returns each finding in a line,
// related ones indented below it.
func check(t *testing.T, dir string) []string {
	t.Helper()
	pkgs, err := packages.Load(&packages.Config{Mode: packages.LoadAllSyntax | packages.NeedModule, Dir: dir}, "./...")
	if err != nil {
		t.Fatal(err)
	}
	if packages.PrintErrors(pkgs) > 0 {
		t.Fatal("the module does not load")
	}
	graph, err := checker.Analyze([]*analysis.Analyzer{stalesender.Analyzer}, pkgs, nil)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, act := range graph.Roots {
		if act.Err != nil {
			t.Error(act.Err)
		}
		place := func(pos token.Pos) string {
			p := act.Package.Fset.Position(pos)
			rel, _ := filepath.Rel(dir, p.Filename)
			return fmt.Sprintf("%s:%d:%d", filepath.ToSlash(rel), p.Line, p.Column)
		}
		for _, d := range act.Diagnostics {
			text := fmt.Sprintf("%s-%d: %s [%s]", place(d.Pos), act.Package.Fset.Position(d.End).Column, d.Message, d.Category)
			for _, r := range d.Related {
				text += "\n\t" + place(r.Pos) + ": " + r.Message
			}
			lines = append(lines, text)
		}
	}
	slices.Sort(lines)
	return lines
}

func equal(t *testing.T, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// The outage, and the day before it.
func TestIncident(t *testing.T) {
	for dir, want := range map[string][]string{
		"incident": {"deploy/logrotate.d/logdeviced:4:9-30: pkill sends SIGHUP to logdeviced, which does not handle it; " +
			"the process dies and stays down: to Restart=on-failure that is a clean end [kills]\n" +
			"\tcmd/logdeviced/main.go:17:6: logdeviced starts here, without a handler for SIGHUP"},
		"incident-before": nil,
	} {
		t.Run(dir, func(t *testing.T) {
			abs, err := filepath.Abs(filepath.Join("..", "..", "testdata", dir))
			if err != nil {
				t.Fatal(err)
			}
			equal(t, check(t, abs), want...)
		})
	}
}

// module writes a module of the files in a txtar archive.
func module(t *testing.T, archive string) string {
	t.Helper()
	dir := t.TempDir()
	for _, f := range txtar.Parse([]byte(archive)).Files {
		name := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, f.Data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

const twoMains = `
-- go.mod --
module example.com/x

go 1.26
-- cmd/a/main.go --
package main

func main() { select {} }
-- cmd/b/main.go --
package main

func main() { select {} }
`

// Each program's package reports its own; what is wrong with a file alone is
// reported once.
func TestOnce(t *testing.T) {
	equal(t, check(t, module(t, twoMains+`
-- reload.sh --
killall -HUP a
killall -HUP b
killall -HUP c
pkill -HUP prometheus-node-exporter
bench() { pkill $1; }
bench first-echo-server
bench second-echo-server
`)),
		"reload.sh:1:1-15: killall sends SIGHUP to a, which does not handle it; the process dies [kills]\n\tcmd/a/main.go:3:6: a starts here, without a handler for SIGHUP",
		"reload.sh:2:1-15: killall sends SIGHUP to b, which does not handle it; the process dies [kills]\n\tcmd/b/main.go:3:6: b starts here, without a handler for SIGHUP",
		`reload.sh:4:1-36: "prometheus-node-exporter" is longer than the 15 bytes the kernel keeps of a process name; pkill signals nothing without -f [unmatched]`,
		`reload.sh:5:11-19: "first-echo-server" is longer than the 15 bytes the kernel keeps of a process name; pkill signals nothing without -f [unmatched]`,
	)
}

// Handlers in two packages that both end the program leave no doubt. Where one
// of them goes on, they may belong to different modes of the program.
func TestScatteredHandlers(t *testing.T) {
	const archive = `
-- go.mod --
module example.com/x

go 1.26
-- run/run.go --
package run

import (
	"os"
	"os/signal"
	"syscall"
)

func Until() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP, syscall.SIGTERM)
	<-c
	os.Exit(0)
}
-- cmd/a/main.go --
package main

import (
	"os"
	"os/signal"
	"syscall"

	"example.com/x/run"
)

func main() {
	go run.Until()
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP)
	%s
}

func reload() { os.ReadFile("a.conf") }
-- reload.sh --
killall -HUP a
`
	const shutsdown = "reload.sh:1:1-15: killall sends SIGHUP to a, which takes it as a request to end; the process ends [shutsdown]"
	got := check(t, module(t, fmt.Sprintf(archive, "<-c")))
	if len(got) != 1 || !strings.HasPrefix(got[0], shutsdown) {
		t.Errorf("both end: %q, want one of %s", got, shutsdown)
	}
	equal(t, check(t, module(t, fmt.Sprintf(archive, "for range c {\n\t\treload()\n\t}"))))
}

// A word behind a flag may be the flag's value, and no subcommand.
func TestValueOfFlag(t *testing.T) {
	const archive = `
-- go.mod --
module example.com/x

go 1.26
-- cmd/a/main.go --
package main

import (
	"flag"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	mode := flag.String("mode", "", "mode")
	flag.Parse()
	if flag.Arg(0) == "check" {
		println("ok", *mode)
		return
	}
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP)
	for range c {
		os.ReadFile("config")
	}
}
-- a.service --
[Service]
ExecStart=/usr/bin/a %s
ExecReload=/bin/kill -HUP $MAINPID
`
	for args, findings := range map[string]int{"-mode check": 0, "-mode=x check": 1, "-mode x check": 1, "check": 1, "-mode x": 0} {
		if got := check(t, module(t, fmt.Sprintf(archive, args))); len(got) != findings {
			t.Errorf("%s: %q, want %d", args, got, findings)
		}
	}
}

// Settings name programs, senders and what to leave out.
func TestSettings(t *testing.T) {
	dir := module(t, twoMains+`
-- .siglint.yaml --
programs:
  - package: ./cmd/a
    names: [alpha]
senders: [ops/*.sh]
-- reload.sh --
killall -HUP b
-- ops/reload.sh --
killall -HUP alpha
# siglint:ignore stalesender b is to be started anew
killall -HUP b
`)
	equal(t, check(t, dir),
		"ops/reload.sh:1:1-19: killall sends SIGHUP to alpha, which does not handle it; the process dies [kills]\n\tcmd/a/main.go:3:6: alpha starts here, without a handler for SIGHUP")
}

// Programs of other repositories are known by their contracts.
func TestContract(t *testing.T) {
	dir := module(t, twoMains+`
-- other.json --
{"schema": "siglint-contract/1", "module": "example.com/other", "goos": "linux", "go": "1.26", "programs": [
 {"package": "example.com/other/cmd/otherd", "binary": "otherd", "names": ["otherd"], "pidfiles": ["/run/other/pid"],
  "signals": {"SIGHUP": {"disposition": "caught", "effect": "terminates", "registered": ["cmd/otherd/main.go:3"]}}}]}
-- reload.sh --
kill -HUP $(cat /run/other/pid)
`)
	flag := stalesender.Analyzer.Flags.Lookup("contract")
	if err := flag.Value.Set("other.json"); err != nil {
		t.Fatal(err)
	}
	defer stalesender.ResetFlags()
	equal(t, check(t, dir),
		"reload.sh:1:1-32: kill sends SIGHUP to otherd, which takes it as a request to end; the process ends [shutsdown]")
}

// For drivers that drop findings outside of Go files, everything stands at main.
func TestReportAtMain(t *testing.T) {
	stalesender.ReportAtMain = true
	defer func() { stalesender.ReportAtMain = false }()
	equal(t, check(t, module(t, twoMains+"\n-- reload.sh --\nkillall -HUP a\n")),
		"cmd/a/main.go:3:6-10: reload.sh:1: killall sends SIGHUP to a, which does not handle it; the process dies [kills]")
}

// Senders of a repository count for each module in it, but not for what is no
// part of it.
func TestModules(t *testing.T) {
	dir := module(t, `
-- .git/HEAD --
-- deploy/reload.sh --
killall -HUP sub
killall -HUP inner
pkill -HUP prometheus-node-exporter
-- sub/go.mod --
module example.com/sub

go 1.26
-- sub/main.go --
package main

func main() { select {} }
-- testdata/inner/go.mod --
module example.com/inner

go 1.26
-- testdata/inner/main.go --
package main

func main() { select {} }
`)
	got := check(t, filepath.Join(dir, "sub"))
	if len(got) != 2 || !strings.HasPrefix(got[0], "../deploy/reload.sh:1:1-17: killall sends SIGHUP to sub") || !strings.Contains(got[1], "unmatched") {
		t.Errorf("got %q", got)
	}
	equal(t, check(t, filepath.Join(dir, "testdata", "inner")))
}

// Tests of the Analyzer's own flags.
func TestFlags(t *testing.T) {
	defer stalesender.ResetFlags()
	dir := module(t, twoMains+"\n-- a.sh --\nkillall -HUP a\n-- testdata/b.txt --\n#!/bin/sh\nkillall -HUP b\n")
	if err := stalesender.Analyzer.Flags.Set("senders", "testdata/b.txt, absent.sh"); err != nil {
		t.Fatal(err)
	}
	if got := check(t, dir); len(got) != 1 || !strings.HasPrefix(got[0], "testdata/b.txt:2:1-15: killall sends SIGHUP to b") {
		t.Errorf("got %q", got)
	}
}

package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// hostiles are the attempts to break siglint, one promise each.
var hostiles = []hostile{
	{name: "a script of a gigabyte", want: `deploy/logrotate.d/huge:1:1: larger than 2 MiB; not read$`,
		build: func(t *testing.T, dir string) { sparse(t, dir, "deploy/logrotate.d/huge", 1<<30) }},
	{name: "a Go file of a gigabyte", want: `cmd/appd/zz.go`, code: 3,
		build: func(t *testing.T, dir string) { sparse(t, dir, "cmd/appd/zz.go", 1<<30) }},
	{name: "a million braces", want: `deploy/logrotate.d/braces:1:`,
		build: files("deploy/logrotate.d/braces", strings.Repeat("{", 1e6), "deploy/b.sh", "kill "+strings.Repeat("{", 1e6))},
	{name: "shells in shells", want: `deploy/`,
		build: files("deploy/a.sh", "kill "+strings.Repeat("$(", 1e5), "deploy/b.sh", nestedShell(14), "deploy/c.sh", strings.Repeat("if kill 1; then ", 1e5))},
	{name: "include loops", want: onlyStale,
		build: files("deploy/logrotate.d/a", "include b\ninclude a\n", "deploy/logrotate.d/b", "include a\n",
			"deploy/a.sh", "#!/bin/sh\n. ./b.sh\nf() { f; g; }; g() { f; g; }; f; kill -HUP $x\n", "deploy/b.sh", "#!/bin/sh\n. ./a.sh\n. $0\nkill -HUP $y\n",
			"deploy/Makefile", "A = $(B) $(B) $(B)\nB = $(A) $(A) $(A)\nall:\n\tkill $(A)\n")},
	{name: "doubled variables", want: onlyStale, build: files("deploy/a.sh", doubled())},
	{name: "null bytes", want: `deploy/a.sh:1:1: not a text; not read$`,
		build: files("deploy/a.sh", "kill -HUP \x00 1\n", "deploy/logrotate.d/b", "\x00\x00{\n")},
	{name: "carriage returns", want: `deploy/b.sh:2:1: pkill sends SIGHUP to appd`,
		build: files("deploy/b.sh", "#!/bin/sh\r\npkill -HUP appd\r\n", "deploy/c.logrotate", "/x {\r\npostrotate\r\nkill 1\r\nendscript\r\n}\r\n")},
	{name: "invalid UTF-8", want: `deploy/b.sh:3:1: pkill sends SIGHUP to appd`,
		build: files("deploy/b.sh", "#!/bin/sh\n# caf\xe9 \xff\xfe\npkill -HUP appd\n", "deploy/\xff\xfe.sh", "kill -HUB 1\n")},
	{name: "pipes and devices", want: onlyStale, build: special},
	{name: "a pipe for configuration", want: `\.siglint\.yaml.*not a regular file`, quiet: true, code: 2,
		build: func(t *testing.T, dir string) { fifo(t, dir, ".siglint.yaml") }},
	{name: "links out of the tree", want: onlyStale, build: linksOut},
	{name: "link loops", want: onlyStale, build: func(t *testing.T, dir string) {
		symlink(t, dir, "deploy/up", "..")
		symlink(t, dir, "deploy/self.sh", "self.sh")
		symlink(t, dir, "deploy/one.logrotate", "two.logrotate")
		symlink(t, dir, "deploy/two.logrotate", "one.logrotate")
	}},
	{name: "configuration that leaves the root", want: `\.siglint\.yaml:1:11: .*"\.\./outside"`, quiet: true, code: 2,
		build: func(t *testing.T, dir string) {
			write(t, dir, "../outside/a.sh", "kill -HUB secret\n")
			write(t, dir, ".siglint.yaml", "senders: [../outside, /etc, deploy/*]\ncontracts: [/etc/passwd, deploy/../../outside/a.sh]\n")
		}},
	{name: "names that act", want: `deploy/.*x1b\[31mred`, args: []string{"./..."}, build: names},
	{name: "names that start workflow commands", want: `^::error file=deploy/`, args: []string{"-format=github", "./..."}, quiet: true,
		build: names},
	{name: "YAML aliases", want: onlyStale, build: files("deploy/compose.yaml", "services:\n  a:\n    image: x\n    stop_signal: HUP\n"+bomb(),
		"deploy/pod.yaml", "apiVersion: v1\nkind: Pod\nspec: {x: &x [*x, preStop, kill]}\n"+bomb(), ".github/workflows/a.yml", "jobs: &j {a: *j, run: kill}\n"+bomb())},
	{name: "YAML aliases in the configuration", want: `\.siglint\.yaml:\d+:\d+: `, quiet: true, code: 2, build: files(".siglint.yaml", bomb())},
	{name: "deep YAML", want: `^siglint: deploy/compose.yaml:2:1: not valid YAML: exceeded max depth of 10000$`, build: files("deploy/compose.yaml", "services: # kill\n  a: "+strings.Repeat("[", 1e5),
		"deploy/pod.yaml", "apiVersion: v1\nkind: Pod # kill\n"+nestedKeys(2000), ".github/workflows/a.yml", strings.Repeat("{a: ", 1e5)+"# kill")},
	{name: "deep YAML in the configuration", want: `\.siglint\.yaml:\d+:\d+: `, quiet: true, code: 2, build: files(".siglint.yaml", strings.Repeat("[", 2e5))},
	{name: "one long line", want: `deploy/b.sh:1:1: the shell text is longer than 1048576 bytes; the rest is not read$`,
		build: files("deploy/b.sh", "#!/bin/sh\n"+strings.Repeat("a b;", 4e5)+"pkill -HUP appd\n", "deploy/c.sh", "#!/bin/sh\n# "+strings.Repeat("a b;", 2e5)+"\npkill -HUP appd\n")},
	{name: "thousands of files", want: `deploy/many/999.sh:1:1: pkill sends SIGHUP to appd`, build: func(t *testing.T, dir string) {
		for i := range 5000 {
			write(t, dir, fmt.Sprintf("deploy/many/%d.sh", i), "pkill -HUP appd\n")
		}
	}},
	{name: "deep folders", want: `folder lies more than 200 folders deep; not read$`, build: func(t *testing.T, dir string) {
		write(t, dir, strings.Repeat("d/", 400)+"a.sh", "kill -HUB 1\n")
	}},
	{name: "deep Go", want: `x/x.go:\d+`, code: 3,
		build: files("x/x.go", "package x\n\nimport _ \"os/signal\"\n\nvar X = "+strings.Repeat("(", 1e5)+"1"+strings.Repeat(")", 1e5)+"\n")},
	{name: "a long sum in Go", want: `x/x.go:6:\d+: .* does not compile: exceeded max nesting depth`, code: 3,
		build: files("x/x.go", "package x\n\nimport _ \"os/signal\"\n\nvar a int\nvar X = a"+strings.Repeat("+a", 5e6)+"\n")},
	{name: "a module that is not there", want: `example\.invalid`, code: 3, env: []string{"GOPROXY=off", "GOFLAGS=-mod=mod"},
		build: files("go.mod", "module example.com/app\n\ngo 1.26\n\nrequire example.invalid/x v1.0.0\n", "x/x.go", "package x\n\nimport (\n\t_ \"example.invalid/x\"\n\t_ \"os/signal\"\n)\n")},
	{name: "a toolchain that is not there", want: `^siglint: go list: go.mod requires go >= 1\.99`, quiet: true, code: 3,
		build: files("go.mod", "module example.com/app\n\ngo 1.99\n\ntoolchain go1.99.0-evil\n", "deploy/b.sh", "kill -HUB 1\n")},
	{name: "commands for the go command", want: onlyStale, build: files(".git/config", "[core]\n\tfsmonitor = touch ran\n\tpager = touch ran\n", ".git/HEAD", "ref: refs/heads/main\n",
		"cmd/appd/gen.go", "package main\n\n//go:generate touch ran\n", "go.env", "GOFLAGS=-toolexec=touch\n")},
	{name: "patterns for git", want: onlyStale, build: files(".gitignore", strings.Repeat("**/"+strings.Repeat("**/a*", 40)+"/\n[!a-\\\n!\n\\\n", 3000))},
	{name: "a contract that is none", want: `read contract .*bad.json`, quiet: true, code: 3, args: []string{"-contract", "bad.json", "./..."},
		build: files("bad.json", strings.Repeat(`{"programs":[`, 1e5))},
	{name: "a contract of names that act", want: onlyStale, args: []string{"-contract", "bad.json", "./..."},
		build: files("bad.json", `{"schema":"siglint-contract/1","programs":[{"package":"\u001b[31m","binary":"\n::error::x","signals":{"SIGHUP":{"disposition":"\u0007","effect":"?"}}}]}`)},
	{name: "a baseline that is none", want: `read baseline .*bad.json`, quiet: true, code: 3, args: []string{"-baseline", "bad.json", "./..."},
		build: files("bad.json", `{"version":1,"findings":[`+strings.Repeat(`[`, 1e5))},
	{name: "a baseline without end", want: `read baseline .*not a regular file`, quiet: true, code: 3, args: []string{"-baseline", "/dev/zero", "./..."},
		build: func(*testing.T, string) {}},
	{name: "lines that point elsewhere", want: `"uri": "cmd/appd/zz.go"`, args: []string{"-sarif", "./..."}, quiet: true, build: linesElsewhere},
}

func nestedShell(n int) string {
	text := "pkill -HUP other"
	for range n {
		text = "sh -c '" + strings.ReplaceAll(text, "'", `'\''`) + "'"
		if len(text) > 1e6 {
			break
		}
	}
	return text + "\n"
}

// doubled is a variable that grows twice as long with each line.
func doubled() string {
	return "#!/bin/sh\nx=kill\n" + strings.Repeat("x=\"$x$x\"\n", 60) + "$x -HUP 1; eval $x\n"
}

// bomb is YAML whose aliases stand for ten to the twelfth values.
func bomb() string {
	var b strings.Builder
	b.WriteString("a0: &a0 [kill]\n")
	for i := range 12 {
		fmt.Fprintf(&b, "a%d: &a%d [%s]\n", i+1, i+1, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d,", i), 10), ","))
	}
	return b.String()
}

func nestedKeys(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat(" ", i) + "a:\n")
	}
	return b.String()[:min(b.Len(), 1<<21)]
}

func fifo(t *testing.T, dir, name string) {
	t.Helper()
	if err := syscall.Mkfifo(filepath.Join(dir, filepath.FromSlash(name)), 0o666); err != nil {
		t.Fatal(err)
	}
}

func special(t *testing.T, dir string) {
	write(t, dir, "logrotate.d/x", "")
	for _, name := range []string{"deploy/a.sh", "deploy/a.service", "deploy/nameless", ".gitignore", "logrotate.d/fifo", "Dockerfile"} {
		fifo(t, dir, name)
	}
	symlink(t, dir, "deploy/zero.sh", "/dev/zero")
	symlink(t, dir, "logrotate.d/zero", "/dev/zero")
	symlink(t, dir, "deploy/fifo.sh", "a.sh")
}

// linksOut has links to a file and a folder beside the tree.
func linksOut(t *testing.T, dir string) {
	write(t, dir, "../outside/secret.sh", "kill -secret 1\n")
	symlink(t, dir, "deploy/out.sh", "../../outside/secret.sh")
	symlink(t, dir, "deploy/logrotate.d", "../../outside")
	symlink(t, dir, "deploy/passwd.logrotate", "/etc/passwd")
}

// names are those of files, and words in them, that a terminal, a workflow or
// a page would act upon.
func names(t *testing.T, dir string) {
	const evil = "\x1b[31mred\n::error::x\r<script>alert(1)</script>\u202e"
	write(t, dir, "deploy/"+strings.ReplaceAll(evil, "/", "_")+".sh", "pkill -HUP appd\nkill -'\x1b[2J\n::set-output name=x::y' 1\n")
	write(t, dir, "deploy/b.sh", "pkill -'"+"HUP\x07::x<b>"+"' appd\n")
}

func linesElsewhere(t *testing.T, dir string) {
	secret := filepath.Join(filepath.Dir(dir), "outside", "secret.go")
	write(t, filepath.Dir(secret), "secret.go", "secret\nsecret\nsecret\n")
	body := "\nimport (\n\t\"os\"\n\t\"os/signal\"\n)\n\nfunc init() {\n%s\tsignal.Notify(make(chan os.Signal, 1), os.Kill)\n}\n"
	write(t, dir, "cmd/appd/zz.go", "package main\n"+fmt.Sprintf(body, "//line "+secret+":2\n"))
	write(t, dir, "cmd/appd/zy.go", "//line /dev/zero:1\npackage main\n"+fmt.Sprintf(body, "//line /dev/zero:7\n"))
}

// A folder that cannot be read is named, and hides nothing else.
func TestUnreadable(t *testing.T) {
	p := newPatient(t, nil)
	write(t, p.dir, "deploy/closed/a.sh", "kill -HUB 1\n")
	write(t, p.dir, "deploy/closed.sh", "kill -HUB 1\n")
	p.nobody() // root reads everything
	for _, name := range []string{"deploy/closed", "deploy/closed.sh"} {
		path := filepath.Join(p.dir, name)
		if err := os.Chmod(path, 0); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { os.Chmod(path, 0o700) })
	}
	r := p.run("./...")
	r.expect(t, "folder", 3, stale, `siglint: deploy/closed:1:1: folder cannot be read: permission denied`)
	r.expect(t, "file", 3, stale, `siglint: deploy/closed.sh:1:1: cannot be read: permission denied`)
}

package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// moreHostiles are attempts by what surrounds the code: settings of git and of
// the go command, names, encodings, and what may lie outside of the tree.
var moreHostiles = []hostile{
	{name: "a toolchain of a release to come", want: `^siglint: go list: download go1\.99\.1 for \S+: toolchain not available$`, quiet: true, code: 3,
		env:   []string{"GOTOOLCHAIN=auto"},
		build: files("go.mod", "module example.com/app\n\ngo 1.26\n\ntoolchain go1.99.1\n", "deploy/b.sh", "kill -HUB 1\n")},
	{name: "a toolchain that need not be", want: onlyStale,
		build: files("go.mod", "module example.com/app\n\ngo 1.26\n\ntoolchain go1.99.1\n")},
	{name: "settings of git that run something", want: `^appd: SIGHUP: terminated the process → shuts the program down`, quiet: true, clean: true,
		args: []string{"diff", "-base", "HEAD"}, git: true, build: func(t *testing.T, dir string) {
			evilGit(t, dir)
			write(t, dir, "cmd/appd/more.go", "package main\n\nimport (\n\t\"os\"\n\t\"os/signal\"\n\t\"syscall\"\n)\n\n"+
				"func init() {\n\tc := make(chan os.Signal, 1)\n\tsignal.Notify(c, syscall.SIGHUP)\n\tgo func() {\n\t\t<-c\n\t\tos.Exit(1)\n\t}()\n}\n")
		}},
	{name: "filters of git", want: onlyStale, git: true, build: evilGit},
	{name: "submodules", want: `^siglint: the submodule sub is not here at 0123456789ab; the base lacks its files$`, quiet: true, code: 0, clean: true,
		args: []string{"diff", "-base", "HEAD"}, git: true, build: submodules},
	{name: "a base of links and names that lead out", want: `^app: the program is gone; nobody here signals it$`, quiet: true, args: []string{"diff", "-base", "evil"}, git: true, build: evilTree},
	{name: "options in the place of names", want: `deploy/-fix\.sh:1:7: unknown signal "HUB"`, code: 3, build: optionNames},
	{name: "a revision that is an option", want: `^siglint: no revision "--output=ran" in `, quiet: true, code: 3, git: true,
		args: []string{"diff", "-base=--output=ran"}, build: func(t *testing.T, dir string) { commit(t, mustHave(t, "git"), dir) }},
	{name: "cgo that includes what is outside", want: `^siglint: cmd/evil/main.go.*cgo|^siglint: example.com/app/cmd/evil does not compile: cgo fails on it; go build says why$`, code: 3,
		cgo: true, build: evilCgo},
	{name: "flags of cgo that run something", want: `^siglint: .*example.com/app/cmd/evil`, code: 3, cgo: true, build: evilFlags},
	{name: "embedded files of elsewhere", want: `cmd/evil/main\.go:5:12: .*pattern`, code: 3, build: func(t *testing.T, dir string) {
		write(t, dir, "../outside/hidden.txt", "secret\n")
		write(t, dir, "cmd/evil/main.go", "package main\n\nimport _ \"embed\"\n\n//go:embed ../../../outside/hidden.txt\nvar x string\n\n//go:generate touch ran\nfunc main() {}\n")
		symlink(t, dir, "cmd/evil/link.txt", "../../../outside/hidden.txt")
	}},
	{name: "a pipe that is called like Go", want: `^siglint: x/pipe\.go is not a regular file; the go command would wait for it$`, code: 3, quiet: true,
		build: func(t *testing.T, dir string) {
			write(t, dir, "x/x.go", "package x\n")
			write(t, dir, "deploy/b.sh", "kill -HUB 1\n")
			fifo(t, dir, "x/pipe.go")
		}},
	{name: "configuration that is a link", want: `^siglint: read .*\.siglint\.yaml: a link that leads out of the repository$`, quiet: true, code: 2,
		build: func(t *testing.T, dir string) {
			write(t, dir, "../outside/x.yaml", "secret_password: hunter2\n")
			symlink(t, dir, ".siglint.yaml", "../outside/x.yaml")
		}},
	{name: "contracts and ignored files that are links", want: `\.siglint\.yaml:1:13: "contract\.json" leads out of the repository; only a flag may name it`, quiet: true, code: 2,
		build: func(t *testing.T, dir string) {
			write(t, dir, "../outside/x", "secret\n")
			symlink(t, dir, "contract.json", "../outside/x")
			symlink(t, dir, ".gitignore", "../outside/x")
			write(t, dir, ".siglint.yaml", "contracts: [contract.json]\n")
		}},
	{name: "marks and carriage returns", want: `deploy/b\.sh:2:1: pkill sends SIGHUP to appd`, build: marked},
	{name: "patterns of processes without end", want: `deploy/b\.sh:3:1: "\(x\+x.{0,520} \[stalesender\]$`, build: files("deploy/b.sh", "pkill -HUP '"+strings.Repeat("(", 500)+"x"+strings.Repeat("{1000})", 500)+"'\n"+
		"pkill -HUP '"+strings.Repeat("(a*)*", 5000)+"$'\npkill -HUP '"+strings.Repeat("(x+x+)+", 1000)+"y'\npkill -HUP '["+strings.Repeat("a-z", 1e5)+"]'\n")},
	{name: "numbers without end", want: `^siglint: deploy/logrotate\.d/n:3:6: size takes a size, not "99999999999999999999G"; logrotate drops the section$`, build: files("deploy/b.sh", "kill -"+strings.Repeat("9", 1e5)+" 1\nkill -HUP "+strings.Repeat("1", 1e5)+"\nfor i in {1..99999999999}; do kill $i; done\n"+
		"x=$((1 << 999999999999)); kill -$x 1\nx=`printf %0999999999d 1`; kill $x\n", "deploy/logrotate.d/n", "/x {\nrotate "+strings.Repeat("9", 1e5)+"\nsize 99999999999999999999G\n}\n")},
	{name: "depth in every language", want: `^siglint: deploy/cron\.d/x:1:16: the shell text is nested too deeply to be read$`, build: deepEverywhere},
	{name: "one line in every language", want: `^siglint: deploy/logrotate\.d/y:\d+:\d+: \d+ more things are wrong in this file$`, build: longEverywhere},
	{name: "a repository in a repository", want: onlyStale, build: func(t *testing.T, dir string) {
		write(t, dir, "inner/HEAD", "ref: refs/heads/main\n") // git takes it for a bare repository
		write(t, dir, "inner/config", "[core]\n\tfsmonitor = touch ran\n\tbare = true\n")
		write(t, dir, "inner/objects/x", "")
		write(t, dir, "inner/refs/x", "")
		write(t, dir, "inner/hooks/post-index-change", "#!/bin/sh\ntouch ran\n")
	}},
	{name: "vendored code that is none", want: `inconsistent vendoring|vendor`, code: 3, quiet: true, build: func(t *testing.T, dir string) {
		write(t, dir, "go.mod", "module example.com/app\n\ngo 1.26\n\nrequire example.com/x v1.0.0\n")
		write(t, dir, "vendor/modules.txt", "# example.com/x v9.9.9\n## explicit; go 1.26\nexample.com/x\n\x1b[31m\n")
		write(t, dir, "vendor/example.com/x/x.go", "package x\n")
		write(t, dir, "deploy/b.sh", "kill -HUB 1\n")
	}},
}

// onlyStale matches when the stale sender is all that is said.
const onlyStale = `\A` + staleSender + `.*\n\tcmd/appd/main\.go:\d+:\d+: appd starts here, without a handler for SIGHUP\n\z`

func TestMoreHostile(t *testing.T) {
	for _, h := range moreHostiles {
		t.Run(h.name, func(t *testing.T) { h.run(t) })
	}
}

// evilGit is a repository whose settings name commands for all that git does.
func evilGit(t *testing.T, dir string) {
	write(t, dir, ".gitattributes", "* filter=evil diff=evil merge=evil\n*.go filter=lfs diff=lfs -text\n")
	commit(t, mustHave(t, "git"), dir)
	mark := "touch '" + filepath.Join(dir, "ran") + "'"
	config := "[core]\n\tfsmonitor = %[1]s\n\tpager = %[1]s\n\teditor = %[1]s\n\tsshCommand = %[1]s\n\tgitProxy = %[1]s\n\taskPass = %[1]s\n\thooksPath = evil\n\tattributesFile = .gitattributes\n" +
		"[filter \"evil\"]\n\tclean = %[1]s\n\tsmudge = %[1]s\n\tprocess = %[1]s\n\trequired = true\n[filter \"lfs\"]\n\tclean = %[1]s\n\tsmudge = %[1]s\n\tprocess = %[1]s\n\trequired = true\n" +
		"[diff]\n\texternal = %[1]s\n[diff \"evil\"]\n\ttextconv = %[1]s\n\tcommand = %[1]s\n[diff \"lfs\"]\n\ttextconv = %[1]s\n" +
		"[alias]\n\tls-tree = !%[1]s\n\tcat-file = !%[1]s\n\trev-parse = !%[1]s\n[gpg]\n\tprogram = %[1]s\n[credential]\n\thelper = !%[1]s\n" +
		"[remote \"origin\"]\n\turl = ext::sh -c %[1]s\n\tuploadpack = %[1]s\n\tpromisor = true\n\tpartialclonefilter = blob:none\n[extensions]\n\tpartialClone = origin\n[protocol]\n\tallow = always\n[uploadpack]\n\tpackObjectsHook = %[1]s\n"
	write(t, dir, "config", fmt.Sprintf(config, mark))
	old, err := os.ReadFile(filepath.Join(dir, ".git", "config"))
	if err != nil {
		t.Fatal(err)
	}
	own, err := os.ReadFile(filepath.Join(dir, "config"))
	if err != nil {
		t.Fatal(err)
	}
	os.Remove(filepath.Join(dir, "config"))
	write(t, dir, ".git/config", strings.Replace(string(old), "repositoryformatversion = 0", "repositoryformatversion = 1", 1)+string(own))
	for _, hook := range []string{"evil/post-index-change", "evil/post-checkout", "evil/reference-transaction", "evil/fsmonitor-watchman", ".git/hooks/post-index-change"} {
		write(t, dir, hook, "#!/bin/sh\n"+mark+"\n")
		if err := os.Chmod(filepath.Join(dir, hook), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	// An object that only the remote has: git would fetch it.
	gone := strings.TrimSpace(output(t, dir, "git", "-c", "core.fsmonitor=false", "rev-parse", "HEAD:.gitattributes"))
	if err := os.Remove(filepath.Join(dir, ".git", "objects", gone[:2], gone[2:])); err != nil {
		t.Fatal(err)
	}
}

func output(t *testing.T, dir, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s %v: %v", name, args, err)
	}
	return string(out)
}

// submodules has one that is not there, one that is a link to elsewhere, and
// URLs that are commands.
func submodules(t *testing.T, dir string) {
	git := mustHave(t, "git")
	write(t, dir, ".gitmodules", "[submodule \"sub\"]\n\tpath = sub\n\turl = ext::sh -c touch% ran\n\tupdate = !touch ran\n[submodule \"../../x\"]\n\tpath = ../outside\n\turl = -u./evil\n")
	commit(t, git, dir)
	output(t, dir, git, "update-index", "--add", "--cacheinfo", "160000,0123456789abcdef0123456789abcdef01234567,sub")
	output(t, dir, git, "-c", "user.name=x", "-c", "user.email=x@example.com", "commit", "-q", "-m", "sub")
	symlink(t, dir, "sub", "../outside")
	write(t, dir, "../outside/.git/config", "[core]\n\tfsmonitor = touch ran\n")
}

// evilTree has a commit with names that no checkout would write, and links.
func evilTree(t *testing.T, dir string) {
	git := mustHave(t, "git")
	commit(t, git, dir)
	object := func(kind, text string) string {
		cmd := exec.Command(git, "hash-object", "-w", "--literally", "-t", kind, "--stdin")
		cmd.Dir, cmd.Stdin = dir, strings.NewReader(text)
		out, err := cmd.Output()
		if err != nil {
			t.Fatal(err)
		}
		return strings.TrimSpace(string(out))
	}
	entry := func(mode, name, id string) string {
		raw := make([]byte, len(id)/2)
		if _, err := fmt.Sscanf(id, "%x", &raw); err != nil {
			t.Fatal(err)
		}
		return mode + " " + name + "\x00" + string(raw)
	}
	evil, out := object("blob", "package main\n\nfunc init() { nowhere() }\n"), object("blob", "../../../../../../../../../../../../../../../../../../etc")
	inner := object("tree", entry("100644", "x.go", evil))
	mod := object("blob", "module example.com/app\n\ngo 1.26\n")
	tree := object("tree", entry("40000", "..", inner)+entry("40000", ".git", inner)+entry("40000", ".GIT", inner)+entry("100644", "../../ran", evil)+entry("100644", "/ran", evil)+
		entry("120000", "a", out)+entry("40000", "a", inner)+entry("120000", "b.go", object("blob", "/etc/passwd"))+entry("100644", "go.mod", mod)+entry("100644", "main.go", object("blob", "package main\n\nfunc main() {}\n")))
	id := object("commit", "tree "+tree+"\nauthor x <x> 0 +0000\ncommitter x <x> 0 +0000\n\nevil\n")
	output(t, dir, git, "update-ref", "refs/tags/evil", id)
}

// optionNames are files and folders called like options, of siglint, go and git.
func optionNames(t *testing.T, dir string) {
	write(t, dir, "deploy/-fix.sh", "pkill -HUB appd\n")
	for _, name := range []string{"-fix", "-o=ran", "--output=ran", "-toolexec=touch ran", "-C", "--", "@file", "-"} {
		write(t, dir, name, "pkill -HUP appd2\n")
		write(t, dir, "deploy/"+name+"/x.sh", "#!/bin/sh\nkill -0 1\n")
	}
	write(t, dir, "-x/-x.go", "package x\n")
}

func evilCgo(t *testing.T, dir string) {
	write(t, dir, "../outside/secret.h", "secret two three;\n")
	write(t, dir, "cmd/evil/main.go", "package main\n\n/*\n#include \""+filepath.Join(filepath.Dir(dir), "outside", "secret.h")+"\"\nint f(void);\n*/\nimport \"C\"\n\n"+
		"import (\n\t\"os\"\n\t\"os/signal\"\n)\n\nfunc main() { C.f(); signal.Notify(make(chan os.Signal, 1), os.Interrupt) }\n")
}

func evilFlags(t *testing.T, dir string) {
	write(t, dir, "cmd/evil/evil.pc", "Name: evil\nDescription: x\nVersion: 1\nCflags: -fplugin=./evil.so\nLibs: -Wl,--wrap,x\n")
	write(t, dir, "cmd/evil/main.go", "package main\n\n/*\n#cgo CFLAGS: -fplugin=./evil.so -wrapper /bin/touch,ran -B. -specs=evil.specs\n#cgo LDFLAGS: -fuse-ld=./evil -Wl,-plugin,./evil.so\n#cgo pkg-config: evil --define-variable=x=y\nint f(void);\n*/\nimport \"C\"\n\n"+
		"import (\n\t\"os\"\n\t\"os/signal\"\n)\n\nfunc main() { C.f(); signal.Notify(make(chan os.Signal, 1), os.Interrupt) }\n")
}

// marked has a byte order mark and carriage returns wherever they may stand.
func marked(t *testing.T, dir string) {
	const bom = "\ufeff"
	crlf := func(text string) string { return bom + strings.ReplaceAll(text, "\n", "\r\n") }
	write(t, dir, "deploy/b.sh", strings.TrimPrefix(crlf("#!/bin/sh\npkill -HUP appd\n"), bom))
	for name, text := range map[string]string{
		"deploy/c.sh": "#!/bin/sh\npkill -HUP appd\n", "deploy/a.service": "[Service]\nExecReload=/bin/kill -HUP $MAINPID\n", "deploy/logrotate.d/x": "/x {\n\tpostrotate\n\t\ttrue\n\tendscript\n}\n",
		"Makefile": "x:\n\ttrue\n", "Dockerfile": "FROM x\nSTOPSIGNAL HUP\n", "compose.yaml": "services:\n  a:\n    stop_signal: HUP\n", ".github/workflows/a.yml": "jobs:\n  a:\n    steps:\n    - run: true\n",
		".siglint.yaml": "checks:\n  catchall: on\n", "cmd/appd/bom.go": "package main\n", "deploy/cron.d/x": "* * * * * root true\n", ".gitignore": "/nothing\n",
	} {
		write(t, dir, name, crlf(text))
	}
}

func deepEverywhere(t *testing.T, dir string) {
	deep := func(open, middle, end string) string {
		return strings.Repeat(open, 1e5) + middle + strings.Repeat(end, 1e5)
	}
	for name, text := range map[string]string{
		"deploy/a.service":        "[Service]\nExecReload=/bin/sh -c '" + deep("$(", "kill 1", ")") + "'\nEnvironment=" + deep("\"a=", "b", "\"") + "\n",
		"Makefile":                "A = " + deep("$(call A,", "x", ")") + "\nall: ; kill $(A)\n" + strings.Repeat("ifdef A\n", 1e4),
		"Dockerfile":              "FROM x\nRUN " + deep("(", "kill 1", ")") + "\nHEALTHCHECK CMD " + deep("[", "kill", "]") + "\nONBUILD " + strings.Repeat("ONBUILD ", 1e5) + "RUN kill 1\n",
		"deploy/cron.d/x":         "* * * * * root " + deep("{ ", "kill 1;", " }") + "\n",
		"deploy/supervisord.conf": "[program:x]\ncommand=sh -c '" + deep("$(", "kill 1", ")") + "'\nstopsignal=HUP\n",
		"deploy/newsyslog.conf":   "/x 640 1 1 * R \"" + deep("(", "kill 1", ")") + "\"\n",
		".goreleaser.yml":         "builds: " + deep("[", "x", "]") + "\n",
		"deploy/logrotate.d/x":    "/x {\npostrotate\n" + deep("if true; then ", "kill 1;", " fi;") + "\nendscript\n}\n",
		"x/x.go":                  "package x\n\nimport \"os/exec\"\n\nvar _ = exec.Command(" + strings.Repeat("string(", 400) + "\"kill\"" + strings.Repeat(")", 400) + ")\n",
	} {
		write(t, dir, name, text)
	}
}

func longEverywhere(t *testing.T, dir string) {
	long := strings.Repeat("kill -HUP $x ; ", 1e5)
	for name, text := range map[string]string{
		"deploy/a.service": "[Service]\nExecReload=" + long + "\n", "Makefile": "all: ; " + long + "\n", "Dockerfile": "FROM x\nRUN " + long + "\n", "deploy/cron.d/x": "* * * * * root " + long + "\n",
		"deploy/supervisord.conf": "[program:x]\ncommand=sh -c '" + long + "'\n", "deploy/newsyslog.conf": "/x 640 1 1 * R \"" + long + "\"\n", "compose.yaml": "services: {x: {command: \"" + long + "\"}}\n",
		"pod.yaml": "kind: Pod\nspec: {containers: [{command: [sh, -c, \"" + long + "\"]}]}\n", ".github/workflows/a.yml": "jobs: {a: {steps: [{run: \"" + long + "\"}]}}\n", ".gitignore": long,
		"deploy/logrotate.d/x": "/x { postrotate\n" + long + "\nendscript\n}\n", "deploy/logrotate.d/y": strings.Repeat("/x ", 1e5) + "{ daily }\n",
	} {
		write(t, dir, name, text)
	}
}

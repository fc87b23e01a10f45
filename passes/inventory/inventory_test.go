package inventory_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/siglint/siglint/passes/inventory"
)

// tree writes the files of a txtar archive to a new folder.
func tree(t *testing.T, archive string) string {
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

func read(t *testing.T, root string, opts inventory.Options) *inventory.Inventory {
	t.Helper()
	inv, err := inventory.Read(root, opts)
	if err != nil {
		t.Fatal(err)
	}
	return inv
}

// names lists the sender files.
func names(inv *inventory.Inventory) []string {
	var list []string
	for _, f := range inv.Files {
		list = append(list, f.Path)
	}
	return list
}

// problems says each problem in a line.
func problems(inv *inventory.Inventory) []string {
	var list []string
	for _, p := range inv.Problems {
		list = append(list, p.File+": "+p.Message)
	}
	return list
}

func equal(t *testing.T, what string, got, want []string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s\ngot  %q\nwant %q", what, got, want)
	}
}

// Files are found by folder, name, ending, first line or content, and by
// nothing else.
func TestFound(t *testing.T) {
	inv := read(t, tree(t, `
-- deploy/logrotate.d/app --
/var/log/app.log { }
-- deploy/app.logrotate.j2 --
/var/log/app.log { }
-- etc/rotation.conf --
/var/log/app.log {
  postrotate
    kill -HUP 1
  endscript
}
-- etc/settings.conf --
postrotate = no
-- etc/app.service --
[Service]
-- etc/app.service.in --
[Service]
-- etc/app.service.d/local.conf --
[Service]
-- etc/app.timer --
[Timer]
-- bin/run.sh --
true
-- bin/run --
#!/usr/bin/env -S bash -e
true
-- bin/tool --
#!/usr/bin/python3
-- bin/app-1.2-reopen --
#!/bin/sh
-- cron.daily/logrotate --
#!/bin/sh
/usr/sbin/logrotate /etc/logrotate.conf
-- k8s/app.yaml --
kind: Pod
apiVersion: v1
spec: {containers: [{command: [app], lifecycle: {preStop: {exec: {command: [kill, "1"]}}}}]}
-- k8s/plain.yaml --
kind: ConfigMap
apiVersion: v1
-- k8s/values.yaml --
signal: none
-- .github/workflows/ci.yml --
jobs: {x: {steps: [{run: true}]}}
-- .gitlab-ci.yml --
x: {script: [true]}
-- Dockerfile --
FROM scratch
-- images/app.Dockerfile --
FROM scratch
-- Makefile --
all:
-- rules.mk --
all:
-- etc/newsyslog.conf --
/var/log/app.log 644 7 100 * J /var/run/app.pid 1
-- etc/app.ini --
[program:app]
command=/usr/bin/app
-- etc/cron.d/app --
0 0 * * * root pkill -HUP app
-- bin/notes --
some text
-- debian/app.postinst --
#!/bin/sh
-- debian/app.init --
#!/bin/sh
-- debian/changelog --
app (1.0) unstable; urgency=low
-- init.d/app --
. /lib/lsb/init-functions
-- main.go --
package main

import "os/exec"

func main() { exec.Command("true").Run() }
-- tell.go --
package main

import "os/exec"

func tell() { exec.Command("pkill", "-HUP", "app").Run() }
-- tell_test.go --
package main

import "os/exec"

func tell() { exec.Command("pkill", "-HUP", "app").Run() }
-- README.md --
kill -HUP 1
`), inventory.Options{})
	equal(t, "files", names(inv), []string{
		".github/workflows/ci.yml", ".gitlab-ci.yml", "Dockerfile", "Makefile",
		"bin/app-1.2-reopen", "bin/run", "bin/run.sh", "cron.daily/logrotate", "debian/app.init", "debian/app.postinst", "deploy/app.logrotate.j2", "deploy/logrotate.d/app",
		"etc/app.ini", "etc/app.service", "etc/app.service.d/local.conf", "etc/app.service.in", "etc/cron.d/app",
		"etc/newsyslog.conf", "etc/rotation.conf", "images/app.Dockerfile", "init.d/app", "k8s/app.yaml", "rules.mk", "tell.go",
	})
	equal(t, "problems", problems(inv), nil)
}

// Folders of others, ignored files and what lies outside are left alone.
func TestPassedOver(t *testing.T) {
	archive := `
-- .gitignore --
/dist/
*.local.sh
!keep.local.sh
build/**/out
a/**
-- dist/run.sh --
-- dist.sh --
-- x/dist/run.sh --
-- my.local.sh --
-- sub/my.local.sh --
-- sub/keep.local.sh --
-- build/x/y/out/run.sh --
-- build/x/run.sh --
-- a/run.sh --
-- sub/.gitignore --
/only.sh
-- sub/only.sh --
-- sub/deeper/only.sh --
-- vendor/x/run.sh --
-- node_modules/x/run.sh --
-- testdata/run.sh --
-- third_party/run.sh --
-- .git/hooks/run.sh --
-- .github/run.sh --
-- excluded/run.sh --
-- sub/excluded/run.sh --
-- sub/x.no.sh --
-- root-only.sh --
-- x/root-only.sh --
`
	root := tree(t, archive)
	inv := read(t, root, inventory.Options{Exclude: []string{"excluded", "*.no.sh", "/root-only.sh"}})
	equal(t, "files", names(inv), []string{
		".github/run.sh", "build/x/run.sh", "dist.sh", "sub/deeper/only.sh", "sub/keep.local.sh", "x/dist/run.sh", "x/root-only.sh",
	})

	inv = read(t, root, inventory.Options{Exclude: []string{"run.sh"}, ExcludeDir: filepath.Join(root, "x")})
	if got := names(inv); slices.Contains(got, "x/dist/run.sh") || !slices.Contains(got, "build/x/run.sh") {
		t.Errorf("patterns of a folder: %q", got)
	}

	// What is named is read wherever it lies, and nothing else is.
	inv = read(t, root, inventory.Options{Senders: []string{"testdata/run.sh", "dist", "sub/*.local.sh", "absent.sh"}})
	equal(t, "named files", names(inv), []string{"dist/run.sh", "sub/keep.local.sh", "sub/my.local.sh", "testdata/run.sh"})
	equal(t, "problems", problems(inv), []string{"absent.sh: cannot be read: no such file or directory"})
}

// A file of another kind that is named like a unit is none; a broken unit is.
func TestNoUnit(t *testing.T) {
	root := tree(t, `
-- avahi/appd.service --
<?xml version="1.0" standalone='no'?>
<service-group><name>appd</name></service-group>
-- units/appd.service --
<<<<<<< HEAD
[Service]
ExecReload=/bin/kill -HUP $MAINPID
`)
	inv := read(t, root, inventory.Options{})
	equal(t, "problems", problems(inv), []string{`units/appd.service: missing = in "<<<<<<< HEAD"`})
	if len(inv.Sends) != 1 || inv.Sends[0].Pos.Line != 3 {
		t.Errorf("sends %v, want that of units/appd.service:3", inv.Sends)
	}
}

// No file of the tree makes Read fail or hang. What looks like a sender and
// cannot be read is named in one line.
func TestHostile(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("needs links, pipes and modes of Unix")
	}
	outside := tree(t, "-- secret.sh --\nkill -HUP 1\n-- dir/secret.sh --\nkill -HUP 1\n")
	root := tree(t, `
-- ok.sh --
true
-- real/app --
/var/log/app.log { }
`)
	write := func(name string, data []byte) {
		if err := os.WriteFile(filepath.Join(root, name), data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	write("junk.sh", []byte("\x7fELF\x00\x00\x01kill -HUP 1"))
	write("junk", []byte("#!/bin/sh\n\x00\x00\x01kill -HUP 1"))
	write("photo", []byte{0, 1, 2, 3})
	write("empty.sh", nil)
	write("latin.sh", []byte("echo \xe4\xf6\xfc\nkill -HUP $(cat /run/app.pid)\n"))
	write("crlf.sh", []byte("true\r\nfalse\r\n"))
	if f, err := os.Create(filepath.Join(root, "huge.sh")); err != nil || f.Truncate(1<<30) != nil || f.Close() != nil {
		t.Fatal("cannot make a large file")
	}
	if err := syscall.Mkfifo(filepath.Join(root, "pipe.sh"), 0o666); err != nil {
		t.Fatal(err)
	}
	for link, target := range map[string]string{
		"out.sh": outside + "/secret.sh", "outdir": outside + "/dir", "dangling.sh": "nowhere", "loop": ".",
		"loop.sh": "loop.sh", "again.sh": "ok.sh", "app.logrotate": "real/app",
	} {
		if err := os.Symlink(target, filepath.Join(root, link)); err != nil {
			t.Fatal(err)
		}
	}
	write("closed.sh", []byte("true"))
	if err := os.Chmod(filepath.Join(root, "closed.sh"), 0); err != nil {
		t.Fatal(err)
	}
	inv := read(t, root, inventory.Options{})
	want := []string{"huge.sh: larger than 2 MiB; not read", "junk.sh: not a text; not read"}
	files := []string{"app.logrotate", "crlf.sh", "empty.sh", "latin.sh", "ok.sh"}
	if os.Getuid() == 0 { // root reads what is closed
		files = append([]string{"app.logrotate", "closed.sh"}, files[1:]...)
	} else {
		want = append([]string{"closed.sh: cannot be read: permission denied"}, want...)
	}
	equal(t, "files", names(inv), files)
	equal(t, "problems", problems(inv), want)

	if len(inv.Sends) != 1 || inv.Sends[0].File != "latin.sh" {
		t.Errorf("sends of a script in another encoding: %+v", inv.Sends)
	}

	inv = read(t, root, inventory.Options{Senders: []string{"pipe.sh"}})
	equal(t, "a pipe that is named", problems(inv), []string{"pipe.sh: not a regular file; not read"})
}

func TestRoot(t *testing.T) {
	if _, err := inventory.Read(filepath.Join(t.TempDir(), "absent"), inventory.Options{}); err == nil {
		t.Error("no error for a root that does not exist")
	}
	file := filepath.Join(tree(t, "-- f --\n"), "f")
	if _, err := inventory.Read(file, inventory.Options{}); err == nil {
		t.Error("no error for a root that is a file")
	}
}

// Main packages are found by their text, in every module of the tree.
func TestMains(t *testing.T) {
	inv := read(t, tree(t, `
-- go.mod --
module example.com/x // the root

go 1.26
-- main.go --
// Package comment.

/* and
another */ package main

func main() {}
-- cmd/a/a.go --
//go:build linux

package main

func main() {}
-- cmd/a/b.go --
package main
-- cmd/generate/doc.go --
package main

//go:generate true
-- cmd/tagged/main_linux.go --
package main

func main() {}
-- cmd/tagged/main.go --
//go:build !linux

package main

func main() {}
-- lib/gen.go --
//go:build ignore

package main

func main() {}
-- lib/lib.go --
package lib
-- lib/lib_test.go --
package main

func main() {}
-- onlytest/x_test.go --
package main

func main() {}
-- nested/go.mod --
module "example.com/nested/v2"
-- nested/main.go --
package main

func main() {}
-- nested/cmd/n/main.go --
`+"\ufeff"+`package main

func main() {}
-- vendor/example.com/v/main.go --
package main

func main() {}
-- broken/x.go --
/* package main
-- text/x.go --
packaged main
`), inventory.Options{})
	var got []string
	for _, m := range inv.Mains {
		line := m.Path + " in " + m.Dir
		if m.Tagged {
			line += " tagged"
		}
		got = append(got, line)
	}
	equal(t, "mains", got, []string{
		"example.com/nested/v2 in nested", "example.com/nested/v2/cmd/n in nested/cmd/n",
		"example.com/x in .", "example.com/x/cmd/a in cmd/a", "example.com/x/cmd/tagged in cmd/tagged tagged",
	})
}

// A long comment above the package clause is read to its end.
func TestLongComment(t *testing.T) {
	root := tree(t, "-- go.mod --\nmodule example.com/x\n-- main.go --\n"+strings.Repeat("// words, words, words\n", 5000)+"package main\n\nfunc main() {}\n")
	if inv := read(t, root, inventory.Options{}); len(inv.Mains) != 1 {
		t.Errorf("got %v", inv.Mains)
	}
}

// The names that builds give.
func TestBuilds(t *testing.T) {
	inv := read(t, tree(t, `
-- Makefile --
BIN ?= appd # the daemon
OUT := bin
build:
	CGO_ENABLED=0 go build -trimpath -ldflags "-s -w -X 'main.v=1 -o no'" -o $(OUT)/$(BIN) ./cmd/app
bin/made: $(wildcard *.go)
	go build -o $@ ./cmd/made
	go build -o $(UNKNOWN) ./cmd/unknown
	go build -o bin/ ./cmd/folder
	go build ./cmd/unnamed
	# go build -o commented ./cmd/app
	go build -o /dev/null ./cmd/app 2>/dev/null
	go build -buildmode=c-shared -o app.so ./cmd/app
	cd sub && go build -o insub . >log
	git clone https://example.com/other && cd other && go build -o other .
	cd $(TMP) && go build -o elsewhere .
-- images/Dockerfile --
FROM golang
ARG NAME=imaged
RUN cd /src && go build -tags netgo \
      -o=/out/${NAME} ./cmd/image && strip /out/x
-- build.sh --
#!/bin/sh
go build -o "dist/scripted.exe" example.com/x/cmd/scripted
-- .goreleaser.yaml --
project_name: proj
builds:
  - main: ./cmd/released
    binary: rel
  - id: default
  - main: cmd/file/main.go
    binary: "{{ .ProjectName }}-file"
  - binary: "{{ .Env.NAME }}"
`), inventory.Options{})
	var got []string
	for _, b := range inv.Builds {
		got = append(got, b.File+": "+b.Name+" = "+b.Dir+" "+b.Package)
	}
	equal(t, "builds", got, []string{
		".goreleaser.yaml: rel = . ./cmd/released", ".goreleaser.yaml: proj = . .", ".goreleaser.yaml: proj-file = . cmd/file",
		"Makefile: appd = . ./cmd/app", "Makefile: made = . ./cmd/made",
		"Makefile: insub = sub .",
		"build.sh: scripted = . example.com/x/cmd/scripted", "images/Dockerfile: imaged = images/src ./cmd/image",
	})
}

// The same tree gives the same bytes, in whatever order it is walked.
func TestDeterministic(t *testing.T) {
	var archive strings.Builder
	for _, dir := range []string{"a", "b", "c", "d/e", "d/f"} {
		archive.WriteString("-- " + dir + "/run.sh --\npkill -HUP a\nkill -TERM $(cat /run/b.pid)\n-- " + dir + "/x.service --\n[Service]\nExecStart=/usr/bin/x\nExecReload=/bin/kill -HUP $MAINPID\n")
	}
	archive.WriteString("-- x/tell.go --\npackage x\n\nimport \"os/exec\"\n\nfunc tell() { exec.Command(\"pkill\", \"-HUP\", \"app\").Run() }\n")
	root := tree(t, archive.String())
	first, _ := json.Marshal(read(t, root, inventory.Options{}))
	for range 20 {
		if again, _ := json.Marshal(read(t, root, inventory.Options{})); string(again) != string(first) {
			t.Fatalf("two readings differ:\n%s\n%s", first, again)
		}
	}
}

// A saved inventory is found again as long as nothing has changed.
func TestStore(t *testing.T) {
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	t.Setenv("HOME", t.TempDir())
	root := tree(t, "-- a/x.sh --\npkill -HUP a\n-- go.mod --\nmodule x\n")
	opts := inventory.Options{}
	if inventory.Load(root, "test", opts) != nil {
		t.Error("something was found before anything was saved")
	}
	inv := read(t, root, opts)
	save := func() {
		inv = read(t, root, opts)
		inv.Save("test", opts)
		got, _ := json.Marshal(inventory.Load(root, "test", opts))
		if want, _ := json.Marshal(inv); string(got) != string(want) {
			t.Fatalf("got %s\nwant %s", got, want)
		}
	}
	gone := func(what string) {
		t.Helper()
		if inventory.Load(root, "test", opts) != nil {
			t.Errorf("found in spite of %s", what)
		}
	}
	save()
	if inventory.Load(root, "other", opts) != nil || inventory.Load(root, "test", inventory.Options{Exclude: []string{"a"}}) != nil {
		t.Error("found under another name, or for other options")
	}
	digest := inv.Digest()
	if err := os.WriteFile(filepath.Join(root, "a", "x.sh"), []byte("pkill -HUP other\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	gone("a changed file")
	save()
	if inv.Digest() == digest {
		t.Error("the digest is that of another content")
	}
	if err := os.WriteFile(filepath.Join(root, "a", "new.sh"), nil, 0o666); err != nil {
		t.Fatal(err)
	}
	gone("a new file")
	save()
	entries, _ := filepath.Glob(filepath.Join(os.Getenv("XDG_CACHE_HOME"), "siglint", "*"))
	if runtime.GOOS == "linux" && len(entries) != 1 {
		t.Fatalf("files in the cache: %q", entries)
	}
	for _, name := range entries {
		if err := os.WriteFile(name, []byte("{"), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	gone("a damaged store")

	// That nothing can be written is no mistake.
	t.Setenv("XDG_CACHE_HOME", filepath.Join(root, "go.mod"))
	inv.Save("test", opts)
	gone("no store at all")
}

// The root is the repository's, unless the module is no part of it.
func TestFindRoot(t *testing.T) {
	repo := tree(t, `
-- .git/HEAD --
-- .gitignore --
/scratch
-- go.mod --
module example.com/x
-- cmd/a/main.go --
-- sub/go.mod --
module example.com/sub
-- sub/cmd/b/main.go --
-- scratch/go.mod --
module example.com/scratch
-- pkg/testdata/mod/go.mod --
module example.com/mod
`)
	for _, test := range []struct{ dir, path, root, mod string }{
		{"cmd/a", "", ".", "."},
		{"sub/cmd/b", "", ".", "sub"},
		{"sub/cmd/b", "example.com/sub", ".", "sub"},
		{"sub/cmd/b", "example.com/x", ".", "."},
		{"scratch", "", "scratch", "scratch"},
		{"pkg/testdata/mod", "", "pkg/testdata/mod", "pkg/testdata/mod"},
	} {
		root, mod := inventory.FindRoot(filepath.Join(repo, test.dir), test.path)
		if root != filepath.Join(repo, test.root) || mod != filepath.Join(repo, test.mod) {
			t.Errorf("%s %s: root %s, module %s", test.dir, test.path, root, mod)
		}
	}
	if root, _ := inventory.FindRoot(t.TempDir(), ""); root != "" {
		t.Errorf("a root without a module: %s", root)
	}
}

// Comments in sender files that ask for silence.
func TestIgnores(t *testing.T) {
	inv := read(t, tree(t, `
-- x.sh --
# siglint:ignore stalesender the daemon restarts on purpose
pkill -HUP a
pkill -HUP b # siglint:ignore stalesender,other
echo '# nothing here'
`), inventory.Options{})
	if len(inv.Ignores) != 2 {
		t.Fatalf("got %+v", inv.Ignores)
	}
	alone, behind := inv.Ignores[0], inv.Ignores[1]
	if !alone.Alone || alone.Reason == "" || !alone.Covers("stalesender", "x.sh", 2) || alone.Covers("stalesender", "x.sh", 3) || alone.Covers("stalesender", "y.sh", 2) {
		t.Errorf("got %+v", alone)
	}
	if behind.Alone || behind.Reason != "" || !behind.Covers("other", "x.sh", 3) || behind.Covers("other", "x.sh", 4) || behind.Pos.Column != 14 {
		t.Errorf("got %+v", behind)
	}
}

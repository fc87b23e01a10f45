package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"
)

// A hostile repository aims at one promise of docs/security.md. It lies around
// a daemon with one stale sender, which must be found whatever else is there.
type hostile struct {
	name  string
	build func(t *testing.T, dir string)
	args  []string
	env   []string
	want  string // regular expression, of standard error and output
	quiet bool   // the stale sender cannot be found: nothing is judged
	code  int    // exit status, by default that of findings
	clean bool   // exit status 0
	git   bool   // git may be run, and is the real one
	cgo   bool   // so may a C compiler
}

// Limits that every hostile repository must be judged within.
const (
	hostileTime   = 2 * time.Minute
	hostileMemory = 1 << 20 // KiB
)

const staleSender = "deploy/appd.logrotate:4:9: pkill sends SIGHUP to appd"

func TestHostile(t *testing.T) {
	for _, h := range hostiles {
		t.Run(h.name, func(t *testing.T) { h.run(t) })
	}
}

func (h *hostile) run(t *testing.T) {
	top := t.TempDir()
	dir := filepath.Join(top, "tree")
	if err := os.CopyFS(dir, os.DirFS("../../testdata/daemon")); err != nil {
		t.Fatal(err)
	}
	h.build(t, dir)
	before := snapshot(t, top)
	out, status := h.siglint(t, top, dir)
	if h.code == 0 && !h.clean {
		h.code = 1
	}
	if status != h.code {
		t.Errorf("exit status %d, want %d", status, h.code)
	}
	if !h.quiet && !strings.Contains(out, staleSender) {
		t.Error("the stale sender is not found")
	}
	if !regexp.MustCompile("(?m)" + h.want).MatchString(out) {
		t.Errorf("nothing matches %s", h.want)
	}
	for _, word := range []string{"goroutine 1 [", "panic: ", "secret", "\x1b", "internal error"} {
		if strings.Contains(out, word) {
			t.Errorf("printed %q", word)
		}
	}
	if after := snapshot(t, top); after != before {
		t.Errorf("the tree has changed; before:\n%s\nafter:\n%s", before, after)
	}
	if t.Failed() {
		t.Logf("printed:\n%.4000s", out)
	}
}

// siglint runs the command where everything it could call besides the go
// command, and every connection it could make, is a trap.
func (h *hostile) siglint(t *testing.T, top, dir string) (out string, status int) {
	t.Helper()
	work := t.TempDir()
	trapped := filepath.Join(work, "trapped")
	tmp := filepath.Join(work, "tmp")
	if err := os.Mkdir(tmp, 0o777); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), hostileTime)
	defer cancel()
	args := h.args
	if args == nil {
		args = []string{"./..."}
	}
	cmd := exec.CommandContext(ctx, mustFind(t, "siglint"), args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "PATH="+h.path(t, traps(t, work, trapped), work), "XDG_CACHE_HOME="+filepath.Join(work, "cache"), "HOME="+work,
		"GOCACHE="+goEnv("GOCACHE"), "GOMODCACHE="+goEnv("GOMODCACHE"), "GOTOOLCHAIN=local", "GOPROXY=off", "GOFLAGS=", "GOWORK=", "TMPDIR="+tmp)
	cmd.Env = append(cmd.Env, h.env...)
	var buf bytes.Buffer
	cmd.Stdout, cmd.Stderr = &buf, &buf
	err := cmd.Run()
	if ctx.Err() != nil {
		t.Fatalf("still running after %v", hostileTime)
	}
	if cmd.ProcessState == nil {
		t.Fatal(err)
	}
	if used, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok && used.Maxrss > hostileMemory {
		t.Errorf("took %d KiB of memory", used.Maxrss)
	}
	if ran, err := os.ReadFile(trapped); err == nil {
		t.Errorf("was run: %s", ran)
	}
	if left, err := os.ReadDir(tmp); err != nil || len(left) > 0 && !h.cgo {
		t.Errorf("left behind: %v (%v)", left, err)
	}
	return buf.String(), cmd.ProcessState.ExitCode()
}

// path puts the real commands that may be run before the traps.
func (h *hostile) path(t *testing.T, trapped, work string) string {
	t.Helper()
	var names []string
	if h.git {
		names = append(names, "git")
	}
	if h.cgo {
		names = append(names, "gcc", "cc", "as", "ld", "pkg-config")
	}
	real := filepath.Join(work, "real")
	if err := os.MkdirAll(real, 0o777); err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if file, err := exec.LookPath(name); err == nil {
			symlink(t, real, name, file)
		} else if name != "pkg-config" {
			t.Skip(err)
		}
	}
	return real + string(filepath.ListSeparator) + trapped
}

// traps makes a folder of commands that tell when they are run, and the go command.
func traps(t *testing.T, work, trapped string) string {
	t.Helper()
	bin := filepath.Join(work, "bin")
	for _, name := range []string{"bash", "curl", "dash", "docker", "env", "git", "hg", "kill", "killall", "kubectl", "logrotate",
		"make", "pkill", "ps", "sh", "ssh", "sudo", "systemctl", "touch", "wget"} {
		write(t, bin, name, fmt.Sprintf("#!/bin/sh\necho %s \"$@\" >>'%s'\n", name, trapped))
		if err := os.Chmod(filepath.Join(bin, name), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	return bin + string(filepath.ListSeparator) + filepath.Dir(mustFind(t, "go"))
}

func mustFind(t *testing.T, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// snapshot tells everything below a folder that a change would show in. Large
// files are known by their size and time.
func snapshot(t *testing.T, dir string) string {
	t.Helper()
	var b strings.Builder
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := e.Info()
		if err != nil {
			return err
		}
		fmt.Fprintf(&b, "%q %v %d %v", path, info.Mode(), info.Size(), info.ModTime())
		if info.Mode().IsRegular() && info.Size() < 1<<20 {
			src, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			fmt.Fprintf(&b, " %x", sha256.Sum256(src))
		}
		b.WriteByte('\n')
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// write makes a file, and the folders above it.
func write(t *testing.T, dir, name, text string) {
	t.Helper()
	path := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// files makes a build function of names and texts, in turn.
func files(pairs ...string) func(*testing.T, string) {
	return func(t *testing.T, dir string) {
		for i := 0; i < len(pairs); i += 2 {
			write(t, dir, pairs[i], pairs[i+1])
		}
	}
}

func sparse(t *testing.T, dir, name string, size int64) {
	t.Helper()
	write(t, dir, name, "")
	if err := os.Truncate(filepath.Join(dir, filepath.FromSlash(name)), size); err != nil {
		t.Fatal(err)
	}
}

func symlink(t *testing.T, dir, name, target string) {
	t.Helper()
	if err := os.Symlink(target, filepath.Join(dir, filepath.FromSlash(name))); err != nil {
		t.Fatal(err)
	}
}

package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// signalled sends a signal to a run after some time, and returns what it came
// to and how long it took to end.
func (p *patient) signalled(after time.Duration, sig syscall.Signal, args ...string) (result, time.Duration) {
	p.t.Helper()
	cmd := p.command(args...)
	var out, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &stderr
	p.start(cmd)
	time.Sleep(after)
	sent := time.Now()
	cmd.Process.Signal(sig) // to the command alone, as a service manager may
	cmd.Wait()
	return result{out.String(), stderr.String(), cmd.ProcessState.ExitCode()}, time.Since(sent)
}

// A signal ends an analysis in order, wherever it is: soon, with status 3,
// nothing of what was found, and nothing left behind.
func TestInterruptedAnalysis(t *testing.T) {
	p := newPatient(t, manyFindings(40, 40))
	p.env = append(p.env, "SIGLINTCACHE=off")
	before := snapshot(t, p.dir)
	start := time.Now()
	if r := p.run("-json", "./..."); r.status != 1 {
		t.Fatalf("exit status %d: %s", r.status, r.err)
	}
	whole := time.Since(start)
	interrupted := 0
	for i, format := range []string{"-json", "-sarif", "-format=text", "-format=github", "-json", "-sarif"} {
		sig := []syscall.Signal{syscall.SIGINT, syscall.SIGTERM}[i%2]
		r, took := p.signalled(whole*time.Duration(i+1)/9, sig, format, "./...")
		switch {
		case r.status == 1:
			continue // it was faster
		case r.status < 0 && r.out == "" && r.err == "":
			continue // it had not begun
		case r.status != 3 || r.out != "" || !strings.HasPrefix(r.err, "siglint: ") || strings.Count(r.err, "\n") != 1:
			t.Errorf("%v after %v: exit status %d, printed\n%.500s%.500s", sig, whole*time.Duration(i+1)/9, r.status, r.out, r.err)
		case took > soon:
			t.Errorf("%v: took %v to end", sig, took)
		}
		interrupted++
	}
	if interrupted == 0 {
		t.Error("none was interrupted")
	}
	p.clean(before)
}

// clean holds that the tree is as it was, and that no temporary file is left.
func (p *patient) clean(before string) {
	p.t.Helper()
	if after := snapshot(p.t, p.dir); after != before {
		p.t.Errorf("the tree has changed; before:\n%s\nafter:\n%s", before, after)
	}
	if left, err := os.ReadDir(p.path("tmp")); err != nil || len(left) > 0 {
		p.t.Errorf("left behind: %v (%v)", left, err)
	}
}

// A comparison that is ended removes the base, wherever it is.
func TestInterruptedDiff(t *testing.T) {
	git := mustHave(t, "git")
	p := newPatient(t, manyFindings(30, 30))
	p.env = append(p.env, "SIGLINTCACHE=off", "GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_NOSYSTEM=1")
	commit(t, git, p.dir)
	before := snapshot(t, p.dir)
	start := time.Now()
	if r := p.run("diff", "-base", "HEAD"); r.status != 0 {
		t.Fatalf("exit status %d: %s", r.status, r.err)
	}
	whole := time.Since(start)
	for i, sig := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGTERM, syscall.SIGINT} {
		r, took := p.signalled(whole*time.Duration(i+1)/8, sig, "diff", "-base", "HEAD")
		if r.status < 0 && r.out == "" && r.err == "" {
			continue // before there was anything to remove
		}
		if r.status != 0 && (r.status != 3 || r.out != "" || r.err != "siglint: interrupted\n" && !strings.Contains(r.err, "signal received")) || took > soon {
			t.Errorf("%v: exit status %d after %v, printed\n%s%s", sig, r.status, took, r.out, r.err)
		}
		p.clean(before)
	}
}

func mustHave(t *testing.T, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		t.Skip(err)
	}
	return path
}

// commit makes a repository of a folder, and a commit of all that is in it.
func commit(t *testing.T, git, dir string) {
	t.Helper()
	for _, args := range [][]string{{"init", "-q"}, {"add", "-A"}, {"commit", "-q", "-m", "first"}} {
		cmd := exec.Command(git, append([]string{"-c", "user.name=x", "-c", "user.email=x@example.com", "-c", "commit.gpgsign=false"}, args...)...)
		cmd.Dir = dir
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, out)
		}
	}
}

// Nobody waits for standard input after a signal.
func TestInterruptedInput(t *testing.T) {
	for _, sig := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM} {
		p := newPatient(t, nil)
		before := snapshot(t, p.dir)
		r, w, err := os.Pipe()
		if err != nil {
			t.Fatal(err)
		}
		cmd := p.command("-")
		var stderr bytes.Buffer
		cmd.Stdin, cmd.Stderr = r, &stderr
		p.start(cmd)
		if _, err := io.WriteString(w, strings.Repeat("pkill -HUP appd\n", 20_000)); err != nil { // more than a pipe holds: it is read
			t.Fatal(err)
		}
		sent := time.Now()
		cmd.Process.Signal(sig)
		cmd.Wait()
		if took := time.Since(sent); cmd.ProcessState.ExitCode() != 3 || took > soon {
			t.Errorf("%v: exit status %d after %v, printed %s", sig, cmd.ProcessState.ExitCode(), took, stderr.String())
		}
		p.clean(before)
		r.Close()
		w.Close()
	}
}

// A go command that takes no notice is not waited for long, and not at all
// after a second signal, which ends the process as it would any other.
func TestSecondSignal(t *testing.T) {
	for _, sig := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM} {
		p := newPatient(t, nil)
		started := p.path("started")
		write(t, p.top, "path/go", fmt.Sprintf("#!/bin/sh\ntrap '' INT TERM\n: >'%s'\nsleep 100\n", started))
		if err := os.Chmod(p.path("path/go"), 0o755); err != nil {
			t.Fatal(err)
		}
		p.env = append(p.env, "PATH="+p.path("path")+string(filepath.ListSeparator)+os.Getenv("PATH"))
		for _, twice := range []bool{false, true} {
			os.Remove(started)
			cmd := p.command("./...")
			p.start(cmd)
			for deadline := time.Now().Add(soon); time.Now().Before(deadline); time.Sleep(10 * time.Millisecond) {
				if _, err := os.Stat(started); err == nil {
					break
				}
			}
			sent := time.Now()
			cmd.Process.Signal(sig)
			if twice {
				time.Sleep(time.Second) // until the first has been taken
				cmd.Process.Signal(sig)
			}
			cmd.Wait()
			took := time.Since(sent)
			status := cmd.ProcessState.Sys().(syscall.WaitStatus)
			switch {
			case took > soon:
				t.Errorf("%v took %v", sig, took)
			case twice && (!status.Signaled() || status.Signal() != sig):
				t.Errorf("a second %v: %v", sig, cmd.ProcessState)
			case !twice && status.ExitStatus() != 3:
				t.Errorf("%v: %v", sig, cmd.ProcessState)
			}
		}
	}
}

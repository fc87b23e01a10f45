package main

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// soon is how long an end may take on a machine that has much else to do.
const soon = 30 * time.Second

// start starts a prepared run with all its children in a group of their own,
// and kills what is left of them when the test ends.
func (p *patient) start(cmd *exec.Cmd) {
	p.t.Helper()
	if cmd.SysProcAttr == nil {
		cmd.SysProcAttr = new(syscall.SysProcAttr)
	}
	cmd.SysProcAttr.Setpgid = true
	if err := cmd.Start(); err != nil {
		p.t.Fatal(err)
	}
	pid := cmd.Process.Pid
	p.t.Cleanup(func() { syscall.Kill(-pid, syscall.SIGKILL) })
}

// killAt runs the command and kills it some random time after something is
// there to be seen. It reports whether the command was still at work.
func (p *patient) killAt(seen func() bool, within time.Duration, args ...string) bool {
	p.t.Helper()
	cmd := p.command(args...)
	p.start(cmd)
	ended := make(chan struct{})
	go func() { cmd.Wait(); close(ended) }()
	for !seen() {
		select {
		case <-ended:
			return false
		case <-time.After(100 * time.Microsecond):
		}
	}
	time.Sleep(rand.N(within + 1))
	syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL)
	<-ended
	return cmd.ProcessState.ExitCode() < 0
}

// rounds is how often a test kills; SIGLINT_TEST_KILLS chooses.
func rounds(t *testing.T) int {
	n := 6
	if text := os.Getenv("SIGLINT_TEST_KILLS"); text != "" {
		if _, err := fmt.Sscan(text, &n); err != nil {
			t.Fatal(err)
		}
	}
	return n
}

// unfinished matches the names of files that were not yet renamed.
var unfinished = regexp.MustCompile(`^\..*\.\d+$`)

// hasUnfinished reports whether a folder holds a file that is being written.
func hasUnfinished(dir string) bool {
	entries, _ := os.ReadDir(dir)
	return slices.ContainsFunc(entries, func(e os.DirEntry) bool { return unfinished.MatchString(e.Name()) })
}

// A file that -fix was to change is as before or as after, however the command
// ends, and a later run finishes the work.
func TestKilledFix(t *testing.T) {
	files := manyFindings(40, 20)
	p := newPatient(t, files)
	p.run("./...") // fills the cache
	killed := 0
	for range rounds(t) {
		for name, text := range files {
			write(t, p.dir, name, text)
		}
		begun := func() bool { return hasUnfinished(filepath.Join(p.dir, "f0")) }
		if p.killAt(begun, 30*time.Millisecond, "-fix", "./...") {
			killed++
		}
		for name, text := range files {
			if got, err := os.ReadFile(filepath.Join(p.dir, name)); string(got) != text && string(got) != mended(text) {
				t.Fatalf("%s is neither old nor new (%v):\n%s", name, err, got)
			}
		}
	}
	t.Logf("%d of %d were killed", killed, rounds(t))
	p.run("-fix", "./...").expect(t, "the run after", 0, "", `siglint: mended \d+ findings in \d+ files`)
	for name, text := range files {
		if got, _ := os.ReadFile(filepath.Join(p.dir, name)); string(got) != mended(text) {
			t.Errorf("%s is not mended", name)
		}
	}
}

// A baseline is whole or not there.
func TestKilledBaseline(t *testing.T) {
	p := newPatient(t, manyFindings(10, 60))
	p.run("./...")
	file := p.path("out/base.json")
	killed := 0
	for range rounds(t) {
		os.RemoveAll(p.path("out"))
		write(t, p.top, "out/x", "")
		if p.killAt(func() bool { return hasUnfinished(p.path("out")) }, 5*time.Millisecond, "-baseline", file, "./...") {
			killed++
		}
		src, err := os.ReadFile(file)
		if os.IsNotExist(err) {
			continue
		}
		var b struct{ Findings []any }
		if json.Unmarshal(src, &b) != nil || len(b.Findings) != 600 {
			t.Fatalf("%d findings in a baseline of %d bytes (%v)", len(b.Findings), len(src), err)
		}
	}
	t.Logf("%d of %d were killed", killed, rounds(t))
	os.Remove(file)
	p.run("-baseline", file, "./...").expect(t, "the run after", 0, "", `siglint: .*base.json accepts 600 findings; .*`)
	p.run("-baseline", file, "./...").expect(t, "with it", 0, "", "")
}

// A picture is the old or the new one.
func TestKilledMap(t *testing.T) {
	p := newPatient(t, nil)
	file := p.path("out/map.html")
	write(t, p.top, "out/map.html", "old")
	p.run("map", "-o", file).expect(t, "map", 0, "", "")
	whole, err := os.ReadFile(file)
	if err != nil || len(whole) < 1000 {
		t.Fatal(err)
	}
	killed := 0
	for range rounds(t) {
		os.RemoveAll(p.path("out"))
		write(t, p.top, "out/map.html", "old")
		if p.killAt(func() bool { return hasUnfinished(p.path("out")) }, 5*time.Millisecond, "map", "-o", file) {
			killed++
		}
		if got, err := os.ReadFile(file); string(got) != "old" && string(got) != string(whole) {
			t.Fatalf("%d bytes of a picture of %d (%v)", len(got), len(whole), err)
		}
	}
	t.Logf("%d of %d were killed", killed, rounds(t))
}

// What is killed leaves whole entries in the cache, and others take them.
func TestKilledCache(t *testing.T) {
	p := newPatient(t, manyFindings(20, 5))
	plain := *p
	plain.env = append(slices.Clone(p.env), "SIGLINTCACHE=off")
	want := plain.run("./...")
	killed := 0
	for range rounds(t) {
		begun := func() bool {
			found, _ := filepath.Glob(p.path("cache/own/??/*"))
			return len(found) > 0
		}
		if p.killAt(begun, 300*time.Millisecond, "./...") {
			killed++
		}
		wholeEntries(p)
		if rand.N(2) == 0 {
			os.RemoveAll(p.path("cache/own"))
		}
	}
	t.Logf("%d of %d were killed", killed, rounds(t))
	for range 2 {
		if got := p.run("./..."); got != want {
			t.Errorf("exit status %d, not %d, printed\n%s%s", got.status, want.status, got.out, got.err)
		}
	}
}

// Several runs of -fix on one tree, of all checks or of single ones, leave each
// file as it was or mended, once; one more run mends the rest.
func TestFixTogether(t *testing.T) {
	files := manyFindings(12, 10)
	for name, text := range files { // a second mistake that can be mended
		if strings.HasSuffix(name, ".go") {
			files[name] = text + "\nfunc last() {\n\tc := make(chan os.Signal)\n\tsignal.Notify(c, os.Interrupt)\n\t<-c\n}\n"
		}
	}
	buffered := func(text string) string {
		return strings.Replace(text, "make(chan os.Signal)", "make(chan os.Signal, 1)", 1)
	}
	for range max(rounds(t)/3, 1) {
		p := newPatient(t, files)
		var wg sync.WaitGroup
		for _, args := range [][]string{{}, {"-uncatchable"}, {"-unbuffered"}, {}, {"-uncatchable"}, {"-unbuffered"}} {
			wg.Go(func() {
				time.Sleep(rand.N(200 * time.Millisecond))
				if r := p.run(append(args, "-fix", "./...")...); r.status == 2 || r.status < 0 {
					t.Errorf("exit status %d: %s", r.status, r.err)
				}
			})
		}
		wg.Wait()
		for name, text := range files {
			got, err := os.ReadFile(filepath.Join(p.dir, name))
			if err != nil || !slices.Contains([]string{text, mended(text), buffered(text), buffered(mended(text))}, string(got)) {
				t.Fatalf("%s is none of what it may be (%v):\n%s", name, err, got)
			}
			if hasUnfinished(filepath.Dir(filepath.Join(p.dir, name))) {
				t.Errorf("something lies beside %s", name)
			}
		}
		p.run("-fix", "./...").expect(t, "the run after", 0, "", `siglint: mended \d+ findings in \d+ files`)
		for name, text := range files {
			if got, _ := os.ReadFile(filepath.Join(p.dir, name)); string(got) != buffered(mended(text)) {
				t.Errorf("%s is not mended:\n%s", name, got)
			}
		}
	}
}

package signals

import (
	"bufio"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// idle is a plain Go program: no os/signal, alive until its input ends.
const idle = `package main

import "os"

func main() {
	os.Stdout.WriteString("ready\n")
	os.Stdin.Read(make([]byte, 1))
	os.Exit(42)
}
`

// TestDefault sends a real Go program every signal and holds the table to
// what happened.
func TestDefault(t *testing.T) {
	dir := t.TempDir()
	src := filepath.Join(dir, "idle.go")
	if err := os.WriteFile(src, []byte(idle), 0o600); err != nil {
		t.Fatal(err)
	}
	bin := filepath.Join(dir, "idle")
	if out, err := exec.Command("go", "build", "-o", bin, src).CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	ignored := inherited(t)
	for n := 1; n <= 64; n++ {
		t.Run(strconv.Itoa(n), func(t *testing.T) {
			t.Parallel()
			if ignored&(1<<(n-1)) != 0 {
				t.Skipf("signal %d is ignored by what started this test, and so by its children; GNU make does so with 32", n)
			}
			name := NameOf("linux", n)
			_, want := Default("linux", name)
			if got := observe(t, bin, syscall.Signal(n)); name == "" || got != want {
				t.Errorf("signal %d, %q: the table says %q, the program %q", n, name, want, got)
			}
		})
	}
}

// inherited is the set of signals that this process ignores, as its parent
// left them: proc(5), SigIgn.
func inherited(t *testing.T) uint64 {
	t.Helper()
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(status), "\nSigIgn:")
	line, _, _ := strings.Cut(rest, "\n")
	set, err := strconv.ParseUint(strings.TrimSpace(line), 16, 64)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// observe starts the program, sends the signal and says what became of it.
func observe(t *testing.T, bin string, sig syscall.Signal) Effect {
	t.Helper()
	cmd := exec.Command(bin)
	// An orphaned process group, as without a terminal, is not stopped by SIGTSTP
	// and its kin: setpgid(2). One of its own has its parent in another.
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := bufio.NewReader(out).ReadString('\n'); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Process.Signal(sig); err != nil {
		t.Fatal(err)
	}
	stopped := isStopped(cmd.Process.Pid)
	if stopped {
		_ = cmd.Process.Signal(syscall.SIGCONT)
	}
	in.Close() // a program that lives on now ends with 42
	_ = cmd.Wait()
	status := cmd.ProcessState.Sys().(syscall.WaitStatus)
	switch {
	case stopped, status.Signaled() && sig == syscall.SIGSTOP:
		return Stops
	case status.Signaled():
		return Terminates
	case status.ExitStatus() == 2:
		return Dumps
	case status.ExitStatus() == 42:
		return Nothing
	}
	return UnknownEffect
}

// isStopped waits for the signal to have acted, and reports whether the
// process is suspended.
func isStopped(pid int) bool {
	for range 20 {
		stat, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/stat")
		if err != nil {
			return false
		}
		for i := len(stat) - 1; i > 0; i-- {
			if stat[i] == ')' && i+2 < len(stat) {
				switch stat[i+2] {
				case 'T':
					return true
				case 'Z', 'X':
					return false
				}
				break
			}
		}
		time.Sleep(10 * time.Millisecond)
	}
	return false
}

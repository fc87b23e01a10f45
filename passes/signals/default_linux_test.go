package signals

import (
	"bufio"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
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
	for n := 1; n <= 64; n++ {
		t.Run(strconv.Itoa(n), func(t *testing.T) {
			t.Parallel()
			name := NameOf("linux", n)
			if _, want := Default("linux", name); name == "" || observe(t, bin, syscall.Signal(n)) != want {
				t.Errorf("signal %d, %q: the table says %q, the program %q", n, name, want, observe(t, bin, syscall.Signal(n)))
			}
		})
	}
}

// observe starts the program, sends the signal and says what became of it.
func observe(t *testing.T, bin string, sig syscall.Signal) Effect {
	t.Helper()
	cmd := exec.Command(bin)
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

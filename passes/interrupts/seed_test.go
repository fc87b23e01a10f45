package interrupts

import "testing"

func TestSeed(t *testing.T) {
	for _, test := range []struct {
		name, src string
		want      bool
	}{
		{"call", "import \"syscall\"\nvar _ = syscall.EpollWait", true},
		{"unix", "import (\n\t\"golang.org/x/sys/unix\"\n)\nvar _ = unix.Flock(1, 2)", true},
		{"renamed", "import sys \"golang.org/x/sys/unix\"\nvar _ = sys.Poll", true},
		{"trap", "import \"syscall\"\nvar _ = syscall.SYS_FUTEX", true},
		{"predicate", "import \"syscall\"\nfunc f(err error) bool { return err == syscall.EINTR }", true},
		{"ioctl", "import \"golang.org/x/sys/unix\"\nvar _ = unix.IoctlGetInt", true},
		{"close", "import \"syscall\"\nvar _ = syscall.Close(1)", true},
		{"dot", "import . \"golang.org/x/sys/unix\"\nvar _ = EINTR", true},
		{"cgo", "// #include <poll.h>\nimport \"C\"\nvar _, err = C.poll(nil, 0, -1)", true},
		{"import alone", "import \"syscall\"\nvar _ = syscall.SIGTERM", false},
		{"blank", "import _ \"syscall\"\nvar _ = EINTR", false},
		{"other package", "import \"os\"\nvar _ = os.Open", false},
		{"other selector", "import \"syscall\"\nvar _ syscall.Signal\nvar _ = mysyscall.Open", false},
		{"method", "import \"syscall\"\nvar _ syscall.Signal\nvar _ = c.Read(b)", false},
		{"longer name", "import \"syscall\"\nvar _ = syscall.ReadDirentFoo", false},
		{"no calls that wait", "import \"golang.org/x/sys/unix\"\nvar _ = unix.Getpid()", false},
		{"empty", "", false},
	} {
		if got := Seed([]byte(test.src)); got != test.want {
			t.Errorf("%s: Seed = %v, want %v", test.name, got, test.want)
		}
	}
}

// Of packages that nobody judges, only what tells of EINTR counts.
func TestTellsSeed(t *testing.T) {
	for src, want := range map[string]bool{
		"import \"syscall\"\nvar _ = err == syscall.EINTR":                 true,
		"import . \"golang.org/x/sys/unix\"\nvar _ = EINTR":                true,
		"// #include <errno.h>\nimport \"C\"\nvar _ = err == C.EINTR":      true,
		"import \"syscall\"\nvar _ = syscall.EpollWait":                    false,
		"import \"syscall\"\n// EINTR is passed on.\nvar _ = syscall.Open": false,
		"const EINTR = 4": false,
	} {
		if got := TellsSeed([]byte(src)); got != want {
			t.Errorf("%q: TellsSeed = %v, want %v", src, got, want)
		}
	}
}

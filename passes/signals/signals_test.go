package signals

import (
	"go/constant"
	"go/importer"
	"go/token"
	"go/types"
	"slices"
	"testing"
)

func TestParse(t *testing.T) {
	for _, test := range []struct {
		word, name, near string
	}{
		{"HUP", "SIGHUP", ""},
		{"SIGHUP", "SIGHUP", ""},
		{"hup", "SIGHUP", ""},
		{"sigusr1", "SIGUSR1", ""},
		{"1", "SIGHUP", ""},
		{"15", "SIGTERM", ""},
		{"CLD", "SIGCHLD", ""},
		{"SIGIOT", "SIGABRT", ""},
		{"INFO", "SIGINFO", ""},
		{"RTMIN", "SIGRTMIN", ""},
		{"SIGRTMIN+3", "SIGRTMIN+3", ""},
		{"RTMAX-1", "SIGRTMIN+29", ""},
		{"37", "SIGRTMIN+3", ""},
		{"RTMIN+99", "", ""},
		{"RTMIN3", "", ""},
		{"HUB", "", "HUP"},
		{"SIGTREM", "", "SIGTERM"},
		{"usr3", "", "usr1"},
		{"sighpu", "", "sighup"},
		{"0", "", ""},
		{"65", "", ""},
		{"-1", "", ""},
		{"", "", ""},
		{"reload", "", ""},
		{"EXIT", "", ""},
	} {
		name, near, ok := Parse(test.word)
		if name != test.name || near != test.near || ok != (test.name != "") {
			t.Errorf("Parse(%q) = %q, %q, %v; want %q, %q", test.word, name, near, ok, test.name, test.near)
		}
	}
}

func TestNumbers(t *testing.T) {
	for _, test := range []struct {
		goos, name string
		number     int
	}{
		{"linux", "SIGUSR1", 10},
		{"darwin", "SIGUSR1", 30},
		{"freebsd", "SIGINFO", 29},
		{"linux", "SIGINFO", 0},
		{"linux", "SIGRTMIN+1", 35},
		{"windows", "SIGHUP", 0},
	} {
		if n := Number(test.goos, test.name); n != test.number {
			t.Errorf("Number(%s, %s) = %d, want %d", test.goos, test.name, n, test.number)
		}
	}
	for _, goos := range []string{"linux", "darwin", "freebsd"} {
		for n := 1; n <= 31; n++ {
			if name := NameOf(goos, n); name == "" || Number(goos, name) != n {
				t.Errorf("%s: number %d is %q, and that is %d", goos, n, name, Number(goos, name))
			}
		}
	}
	if n := find(mips, "SIGUSR1").number; n != 16 {
		t.Errorf("SIGUSR1 is %d on mips, want 16", n)
	}
}

// The names come from the syscall package the program is checked with.
func TestConstant(t *testing.T) {
	syscall, err := importer.ForCompiler(token.NewFileSet(), "source", nil).Import("syscall")
	if err != nil {
		t.Fatal(err)
	}
	signal := syscall.Scope().Lookup("Signal").Type()
	for _, name := range []string{"SIGHUP", "SIGTERM", "SIGPIPE"} {
		c := syscall.Scope().Lookup(name).(*types.Const)
		if got, ok := Constant(c.Val(), c.Type()); !ok || got != name {
			t.Errorf("Constant(%v) = %q, %v; want %s", c, got, ok, name)
		}
	}
	if got, ok := Constant(constant.MakeInt64(1), types.Typ[types.Int]); ok {
		t.Errorf("a plain 1 is no signal, but was taken for %s", got)
	}
	if got, ok := Constant(constant.MakeInt64(99), signal); ok {
		t.Errorf("no signal has number 99, but it was taken for %s", got)
	}
}

func TestCatchable(t *testing.T) {
	names := Catchable("linux")
	if len(names) != 29 || slices.Contains(names, "SIGKILL") || slices.Contains(names, "SIGSTOP") {
		t.Errorf("catchable on linux: %v", names)
	}
}

func TestSet(t *testing.T) {
	s := Of("SIGTERM", "SIGHUP", "SIGTERM").Union(Set{Unknown: true})
	if s.String() != "SIGHUP, SIGTERM, unknown" {
		t.Errorf("got %s", s)
	}
	if s.Has("SIGUSR1") || !s.May("SIGUSR1") || s.Empty() {
		t.Errorf("an unknown set may hold SIGUSR1, and does not certainly")
	}
	if (Set{}).May("SIGHUP") || !(Set{}).Empty() {
		t.Error("the zero Set is not empty")
	}
}

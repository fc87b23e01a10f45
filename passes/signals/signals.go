// Package signals knows the signals: names, numbers, and what they do to a
// program that does not handle them.
//
// Signals go by name, because numbers differ per platform. Every name is
// canonical: SIGCHLD and never SIGCLD, with real-time signals as SIGRTMIN+n.
package signals

import (
	"fmt"
	"go/constant"
	"go/types"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// The real-time signals of Linux as the C library numbers them; the kernel's
// own begin at 32, of which the library keeps two for itself.
const (
	rtmin = 34
	rtmax = 64
)

// Default says what a Go program on goos does with a signal it never asked for.
func Default(goos, name string) (Disposition, Effect) {
	if s := find(tableOf(goos), name); s != nil {
		return DefaultAction, effects[s.goes]
	}
	switch n := realtime(name); {
	case n == 0:
		return UnknownDisposition, UnknownEffect
	case n == 32 || n == rtmin:
		return DefaultAction, Terminates // the runtime leaves them alone: runtime/sigtab_linux_generic.go
	}
	return DefaultAction, Nothing // 33 is the runtime's own: sigPerThreadSyscall, runtime/os_linux.go
}

// KernelDefault says what a signal does to a program that is not Go and does
// not handle it. Dumps stands for a core dump there.
func KernelDefault(goos, name string) Effect {
	if s := find(tableOf(goos), name); s != nil {
		return effects[s.kernel]
	}
	if realtime(name) > 0 {
		return Terminates
	}
	return UnknownEffect
}

// Catchable lists the signals of a platform that a program can handle, by
// number, without the real-time ones.
func Catchable(goos string) []string {
	var names []string
	for _, s := range tableOf(goos) {
		if !Uncatchable(s.name) {
			names = append(names, s.name)
		}
	}
	return names
}

// Uncatchable reports whether the kernel acts on the signal itself, so that
// no program ever sees it.
func Uncatchable(name string) bool { return name == "SIGKILL" || name == "SIGSTOP" }

// Number returns the number of a signal on goos, or 0.
func Number(goos, name string) int {
	if s := find(tableOf(goos), name); s != nil {
		return s.number
	}
	return realtime(name)
}

// NameOf returns the name of signal n on goos, or "" if it has none.
func NameOf(goos string, n int) string { return nameIn(tableOf(goos), n) }

func nameIn(table []signal, n int) string {
	for _, s := range table {
		if s.number == n {
			return s.name
		}
	}
	return realtimeName(n)
}

// Constant returns the name of a constant of type syscall.Signal (or
// x/sys/unix's, which is the same), through the syscall package that declares
// the type: so the answer fits the platform the program is analysed for.
func Constant(v constant.Value, t types.Type) (name string, ok bool) {
	named, isNamed := types.Unalias(t).(*types.Named)
	if v == nil || !isNamed || named.Obj().Pkg() == nil || named.Obj().Pkg().Path() != "syscall" || named.Obj().Name() != "Signal" {
		return "", false
	}
	n, exact := constant.Int64Val(constant.ToInt(v))
	if !exact {
		return "", false
	}
	return InPackage(named.Obj().Pkg(), n)
}

// InPackage returns the name of signal n according to a syscall package.
func InPackage(syscall *types.Package, n int64) (name string, ok bool) {
	if name, ok := byNumber(syscall)[n]; ok {
		return name, true
	}
	name = realtimeName(int(n))
	return name, name != ""
}

// numbered remembers byNumber: the scope of syscall has thousands of names, and
// code that handles signals is full of them.
var numbered sync.Map // *types.Package → map[int64]string

// byNumber returns the signals that a package declares.
func byNumber(pkg *types.Package) map[int64]string {
	if names, ok := numbered.Load(pkg); ok {
		return names.(map[int64]string)
	}
	names := make(map[int64]string)
	scope := pkg.Scope()
	for _, name := range scope.Names() {
		c, isConst := scope.Lookup(name).(*types.Const)
		if !isConst || !strings.HasPrefix(name, "SIG") || aliases[name] != "" || !isSignal(c.Type()) {
			continue
		}
		n, exact := constant.Int64Val(constant.ToInt(c.Val()))
		if _, taken := names[n]; exact && !taken {
			names[n] = name
		}
	}
	if pkg.Complete() {
		numbered.Store(pkg, names)
	}
	return names
}

func isSignal(t types.Type) bool {
	named, ok := t.(*types.Named)
	return ok && named.Obj().Name() == "Signal"
}

// Object returns the name of a constant or variable of package syscall,
// x/sys/unix, x/sys/windows or os that stands for a signal.
func Object(obj types.Object) (name string, ok bool) {
	switch obj := obj.(type) {
	case *types.Const:
		return Constant(obj.Val(), obj.Type())
	case *types.Var:
		if obj.Pkg() == nil || obj.Pkg().Path() != "os" {
			return "", false
		}
		switch obj.Name() {
		case "Interrupt":
			return "SIGINT", true
		case "Kill":
			return "SIGKILL", true
		}
	}
	return "", false
}

// Parse reads a signal as scripts and configurations spell it: HUP, SIGHUP,
// hup, 1, RTMIN+3. Only numbers that every platform shares are read, with
// those of Linux besides. If the word is no signal, near may hold the one
// meant, in the word's own form.
func Parse(word string) (name, near string, ok bool) {
	if n, err := strconv.Atoi(word); err == nil {
		name = nameIn(linux, n)
		return name, "", name != ""
	}
	bare := strings.TrimPrefix(strings.ToUpper(word), "SIG")
	full := Canonical("SIG" + bare)
	if find(linux, full) != nil || find(bsd, full) != nil {
		return full, "", true
	}
	if name = parseRealtime(bare); name != "" {
		return name, "", true
	}
	return "", nearest(word, bare), false
}

// Fixed reports whether POSIX fixes the number: those a portable script may use.
func Fixed(n int) bool { return slices.Contains([]int{1, 2, 3, 6, 9, 14, 15}, n) }

// Canonical returns the name that this package uses for a signal.
func Canonical(name string) string {
	if to, ok := aliases[name]; ok {
		return to
	}
	return name
}

func find(table []signal, name string) *signal {
	name = Canonical(name)
	for i := range table {
		if table[i].name == name {
			return &table[i]
		}
	}
	return nil
}

// realtimeName spells a real-time signal of Linux.
func realtimeName(n int) string {
	switch {
	case n == rtmin:
		return "SIGRTMIN"
	case n > rtmin && n <= rtmax:
		return fmt.Sprintf("SIGRTMIN+%d", n-rtmin)
	case n == 32 || n == 33:
		return fmt.Sprintf("SIG%d", n)
	}
	return ""
}

// realtime is the inverse of realtimeName, or 0.
func realtime(name string) int {
	for n := 32; n <= rtmax; n++ {
		if realtimeName(n) == name {
			return n
		}
	}
	return 0
}

// parseRealtime reads RTMIN, RTMIN+n, RTMAX and RTMAX-n.
func parseRealtime(bare string) string {
	for _, form := range []struct {
		prefix string
		base   int
	}{{"RTMIN", rtmin}, {"RTMAX", rtmax}} {
		rest, ok := strings.CutPrefix(bare, form.prefix)
		if !ok {
			continue
		}
		if rest == "" {
			return realtimeName(form.base)
		}
		n, err := strconv.Atoi(rest)
		if n += form.base; err == nil && (rest[0] == '+' || rest[0] == '-') && n >= rtmin && n <= rtmax {
			return realtimeName(n)
		}
	}
	return ""
}

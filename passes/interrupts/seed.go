package interrupts

import (
	"bytes"
	"strings"
)

// Seed reports whether the text of a Go file names an interruptible call, a
// trap number, close, or EINTR itself, through an import of package syscall,
// golang.org/x/sys/unix or C. A file that merely imports one of them is no seed.
func Seed(src []byte) bool {
	return seed(src, func(name string) bool {
		return name == "EINTR" || entryOf(name) != nil || trapByName[name] != nil
	})
}

// TellsSeed reports whether the text of a Go file names EINTR in the same way:
// of packages that nobody judges, no more is of interest.
func TellsSeed(src []byte) bool {
	return bytes.Contains(src, []byte("EINTR")) && seed(src, func(name string) bool { return name == "EINTR" })
}

func seed(src []byte, wanted func(name string) bool) bool {
	for _, path := range []string{"syscall", "golang.org/x/sys/unix"} {
		for _, name := range localNames(src, path, path[strings.LastIndexByte(path, '/')+1:]) {
			if namesCall(src, name, wanted) {
				return true
			}
		}
	}
	return bytes.Contains(src, []byte(`import "C"`)) && namesC(src)
}

// localNames returns the names under which src imports the package name of path;
// nothing stands for a dot.
func localNames(src []byte, path, name string) []string {
	var names []string
	quoted := []byte(`"` + path + `"`)
	for rest := src; ; {
		i := bytes.Index(rest, quoted)
		if i < 0 {
			return names
		}
		line := rest[bytes.LastIndexAny(rest[:i], "\n;(")+1 : i]
		words := strings.Fields(strings.TrimPrefix(strings.TrimSpace(string(line)), "import"))
		rest = rest[i+len(quoted):]
		switch {
		case len(words) == 0:
			names = append(names, name)
		case words[len(words)-1] == ".":
			names = append(names, "")
		case words[len(words)-1] == "_":
		default:
			names = append(names, words[len(words)-1])
		}
	}
}

// namesCall reports whether src selects a wanted name from a package called pkg
// there; an empty pkg stands for a dot import.
func namesCall(src []byte, pkg string, wanted func(name string) bool) bool {
	if pkg == "" {
		return bytes.Contains(src, []byte("EINTR")) || bytes.Contains(src, []byte("SYS_"))
	}
	dot := []byte(pkg + ".")
	for rest := src; ; {
		i := bytes.Index(rest, dot)
		if i < 0 {
			return false
		}
		before := i > 0 && isIdent(rest[i-1])
		rest = rest[i+len(dot):]
		if before {
			continue
		}
		n := 0
		for n < len(rest) && isIdent(rest[n]) {
			n++
		}
		if wanted(string(rest[:n])) {
			return true
		}
	}
}

// namesC reports whether src uses an interruptible call or EINTR through cgo.
func namesC(src []byte) bool {
	if bytes.Contains(src, []byte("C.EINTR")) {
		return true
	}
	for name := range byKernel {
		if bytes.Contains(src, []byte("C."+name+"(")) {
			return true
		}
	}
	return false
}

func isIdent(c byte) bool {
	return c == '_' || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c >= 0x80
}

// byKernel has the entries that C functions of the same name may stand for.
var byKernel = func() map[string]*Entry {
	m := map[string]*Entry{"close": closeEntry}
	for i := range traps {
		if e := &traps[i]; e.Tier == Default || e.Tier == Blocking {
			c := *e
			c.Guards, c.FD = nil, -1 // C's arguments do not count from the trap
			m[e.Kernel] = &c
		}
	}
	return m
}()

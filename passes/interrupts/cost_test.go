package interrupts_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/siglint/siglint/passes/interrupts"
	"github.com/siglint/siglint/passes/passtest"
)

const head = `package main

import "syscall"

var (
	n   int
	buf []byte
	_   = syscall.Read
)

func use(error) {}

`

// times repeats a text with # for 0, 1 and so on, and @ for the next.
func times(n int, text string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.NewReplacer("#", strconv.Itoa(i), "@", strconv.Itoa(i+1)).Replace(text))
	}
	return b.String()
}

// shapes are packages that are too much of one thing. In those that are
// ordinary, only larger, the work grows with the size; where several errors
// pass through one function, with the size for each of them.
var shapes = []struct {
	name   string
	size   int
	growth float64 // for twice the size
	text   func(n int) string
}{
	{"functions", 100, 2.2, func(n int) string {
		return times(n, "func f#() error { _, err := syscall.Read(#, buf); if err == syscall.EINTR { return nil }; return err }\n") +
			"func main() {\n" + times(n, "if f#() != nil { return }\n") + "}\n"
	}},
	{"chain of calls", 100, 2.2, func(n int) string {
		return times(n, "func f#() error { return f@() }\n") + fmt.Sprintf("func f%d() error { _, err := syscall.Read(0, buf); return err }\nfunc main() { use(f0()) }\n", n)
	}},
	{"branches behind one call", 100, 2.2, func(n int) string {
		return "func main() { _, err := syscall.Read(0, buf)\n" + times(n, "if n == # { n++ }\n") + "if err != nil { panic(err) } }\n"
	}},
	{"variables behind one call", 100, 2.2, func(n int) string {
		return "func main() { _, err := syscall.Read(0, buf)\n" + times(n, "if n == # { e := err; if e == nil { n++ }; use(e) }\n") + "if err != nil { panic(err) } }\n"
	}},
	{"helpers", 50, 2.2, func(n int) string {
		return times(n, "func r#(f func() error) error { for { err := f(); if err != syscall.EINTR { return err } } }\n") +
			"func main() {\n" + times(n, "r#(func() error { _, err := syscall.Read(0, buf); return err })\n") + "}\n"
	}},
	{"methods", 50, 2.2, func(n int) string {
		return "type reader interface { read() error }\n" +
			times(n, "type t# int\nfunc (t#) read() error { _, err := syscall.Read(#, buf); if err == syscall.EINTR { return nil }; return err }\nfunc g#(r reader) { use(r.read()) }\n") +
			"func main() {\n" + times(n, "g#(t#(0))\n") + "}\n"
	}},
	{"calls in a row", 50, 4.4, func(n int) string {
		return "func main() {\n" + times(n, "if _, err := syscall.Read(#, buf); err != nil { use(err) }\n") + "}\n"
	}},
	{"calls in a loop", 25, 4.8, func(n int) string {
		return "func main() { for { var err error\n" + times(n, "if n == # { _, err = syscall.Read(#, buf) }\n") + "if err != nil { use(err) } } }\n"
	}},
	{"everybody calls everybody", 10, 0, func(n int) string {
		text := ""
		for i := range n {
			text += fmt.Sprintf("func f%d(flag bool) error {\n", i) + times(n, "if n == # { return f#(flag) }\n") + "_, err := syscall.Read(0, buf); return err }\n"
		}
		return text + "func main() { use(f0(true)) }\n"
	}},
	{"arguments of arguments", 5, 0, func(n int) string {
		text := "func f0(flags int) error { return syscall.Flock(3, flags) }\n"
		for level := 1; level < 8; level++ {
			text += fmt.Sprintf("func f%d(flags int) error {\n", level) + times(n, fmt.Sprintf("if err := f%d(flags); err != nil { return err }\n", level-1)) + "return nil }\n"
		}
		return text + "func main() { use(f7(syscall.LOCK_EX|syscall.LOCK_NB)) }\n"
	}},
}

func TestCost(t *testing.T) {
	start := time.Now()
	for _, s := range shapes {
		t.Run(s.name, func(t *testing.T) {
			before := 0
			for _, n := range []int{s.size, 2 * s.size, 4 * s.size} {
				steps := passtest.Source(t, interrupts.Analyzer, head+s.text(n)).(*interrupts.Result).Steps
				t.Logf("%d: %d steps", n, steps)
				if steps > interrupts.MaxSteps {
					t.Errorf("%d took %d steps", n, steps)
				}
				if grown := float64(steps) / float64(before); s.growth > 0 && before > 0 && grown > s.growth {
					t.Errorf("%d took %d steps, and half of it %d: %.1f times as many", n, steps, before, grown)
				}
				before = steps
			}
		})
	}
	if took := time.Since(start); took > 10*time.Minute {
		t.Errorf("took %v", took)
	}
}

// Of a call that is too much to follow nothing is said, and no test is called
// dead for it.
func TestCut(t *testing.T) {
	text := head + "func main() { for { _, err := syscall.Read(0, buf)\n" + times(interrupts.MaxBlocks, "if n == # { n++ }\n") + "if err != nil { if err == syscall.EINTR { n++; continue }; panic(err) } } }\n"
	if res := passtest.Source(t, interrupts.Analyzer, text).(*interrupts.Result); len(res.Unhandled)+len(res.Dead)+len(res.Bad) > 0 {
		t.Errorf("got %+v", res)
	}
}

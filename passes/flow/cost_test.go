package flow_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/siglint/siglint/passes/flow"
	"github.com/siglint/siglint/passes/passtest"
	"github.com/siglint/siglint/passes/signals"
)

const head = `package main

import (
	"os"
	"os/signal"
	"syscall"
)

var (
	c = make(chan os.Signal, 1)
	n int
	_ = syscall.SIGHUP
)

func use(int) { os.Remove("x") }

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
// ordinary, only larger, the work grows with the size.
var shapes = []struct {
	name   string
	size   int
	growth float64 // for twice the size; 0 where only the bounds hold
	text   func(n int) string
}{
	{"registrations", 100, 2.2, func(n int) string {
		return times(n, "func f#() { c := make(chan os.Signal, 1); signal.Notify(c, syscall.SIGHUP, syscall.SIGTERM); for s := range c { if s != syscall.SIGHUP { return }; use(#) } }\n") +
			"func main() {\n" + times(n, "go f#()\n") + "select {}\n}\n"
	}},
	{"registrations of all signals", 50, 2.2, func(n int) string {
		return times(n, "func f#() { c := make(chan os.Signal, 1); signal.Notify(c); for s := range c { if s != syscall.SIGHUP { return }; use(#) } }\n") +
			"func main() {\n" + times(n, "go f#()\n") + "select {}\n}\n"
	}},
	{"one channel registered again", 100, 2.2, func(n int) string {
		return times(n, "func f#() { signal.Notify(c, syscall.SIGHUP) }\n") + "func main() {\n" + times(n, "f#()\n") + "for range c { use(1) }\n}\n"
	}},
	{"one helper for many channels", 100, 2.2, func(n int) string {
		return "func wait(c chan os.Signal) { for range c { use(1) } }\n" +
			times(n, "func f#() { c := make(chan os.Signal, 1); signal.Notify(c, os.Interrupt); wait(c) }\n") + "func main() {\n" + times(n, "go f#()\n") + "select {}\n}\n"
	}},
	{"relays", 20, 2.2, func(n int) string {
		return times(n+1, "var c# = make(chan os.Signal)\n") + times(n, "func f#() { for s := range c# { c@ <- s } }\n") +
			"func main() { signal.Notify(c0, syscall.SIGHUP); " + times(n, "go f#(); ") + "select {} }\n"
	}},
	{"channels of other things", 100, 2.2, func(n int) string {
		return times(n, "var d# = make(chan int)\nfunc f#() { for v := range d# { use(v) } }\nfunc g#() { d# <- # }\n") +
			"func main() { signal.Notify(c, syscall.SIGHUP); " + times(n, "go f#(); go g#(); ") + "for range c { use(1) } }\n"
	}},
	{"branches", 200, 2.2, func(n int) string {
		return "func main() { signal.Notify(c, syscall.SIGHUP); for range c {\n" + times(n, "if n == # { use(#) } else { n++ }\n") + "} }\n"
	}},
	{"cases", 50, 2.2, func(n int) string {
		return "func main() { signal.Notify(c, syscall.SIGHUP); for { select { case <-c: use(1)\n" + times(n, "case <-d#: use(#)\ncase d# <- 1:\n") + "} } }\n" +
			times(n, "var d# = make(chan int)\n")
	}},
	{"closures", 200, 2.2, func(n int) string {
		return "func main() { signal.Notify(c, syscall.SIGHUP); for s := range c {\n" + times(n, "func() { if s == syscall.SIGHUP { use(#) } }()\n") + "} }\n"
	}},
	{"chain of calls", 200, 2.2, func(n int) string {
		return times(n, "func f#() { f@() }\n") + fmt.Sprintf("func f%d() { signal.Notify(c, syscall.SIGHUP); for range c { use(1) } }\nfunc main() { f0() }\n", n)
	}},
	{"conditions", 100, 2.2, func(n int) string {
		return "func main() {\n" + times(n, "if os.Getenv(\"#\") != \"\" { f#()\n") + strings.Repeat("}\n", n) + "for range c { use(1) } }\n" +
			times(n, "func f#() { signal.Notify(c, syscall.SIGHUP) }\n")
	}},
	{"helpers of helpers", 6, 0, func(n int) string {
		text := "func h0(c chan os.Signal, s ...os.Signal) { signal.Notify(c, s...) }\n"
		for level := 1; level < 7; level++ {
			text += fmt.Sprintf("func h%d(c chan os.Signal, s ...os.Signal) {\n", level) + times(n, fmt.Sprintf("h%d(c, s...)\n", level-1)) + "}\n"
		}
		return text + "func main() { h6(c, syscall.SIGHUP); for range c { use(1) } }\n"
	}},
	{"everybody sends to everybody", 30, 0, func(n int) string {
		return times(n, "func f#(s os.Signal) { for s := range c { if n == # { c <- s; f@(s) } else { use(#) } } }\n") +
			fmt.Sprintf("func f%d(os.Signal) {}\nfunc main() { signal.Notify(c)\n", n) + times(n, "go f#(nil)\n") + "select {} }\n"
	}},
	{"calls of calls", 10, 0, func(n int) string {
		return times(n, "func f#(s os.Signal) { f@(s); f@(os.Interrupt); f@(s); use(#) }\n") +
			fmt.Sprintf("func f%d(os.Signal) {}\nfunc main() { signal.Notify(c); for s := range c { f0(s) } }\n", n)
	}},
	{"maps of functions", 50, 0, func(n int) string {
		return "var m = map[os.Signal]func(){}\nfunc main() { signal.Notify(c)\n" + times(n, "m[syscall.Signal(#)] = func() { use(#) }\n") + "for s := range c { m[s]() } }\n"
	}},
}

func TestCost(t *testing.T) {
	start := time.Now()
	for _, s := range shapes {
		t.Run(s.name, func(t *testing.T) {
			var before int
			for _, n := range []int{s.size, 2 * s.size, 4 * s.size} {
				res := passtest.Source(t, flow.Analyzer, head+s.text(n)).(*flow.Result)
				cost := res.Cost()
				t.Logf("%d: %+v", n, cost)
				if cost.Followed > flow.MaxFollowed || cost.Worked > flow.MaxWorked {
					t.Errorf("%d: took %+v", n, cost)
				}
				all := cost.Followed + cost.Worked + cost.Traced
				if grown := float64(all) / float64(before); s.growth > 0 && before > 0 && grown > s.growth {
					t.Errorf("%d took %d steps, and half of it %d: %.1f times as many", n, all, before, grown)
				}
				if s.growth > 0 && cost.Cut > 0 {
					t.Errorf("%d: %d signals were not followed to their end", n, cost.Cut)
				}
				before = all
			}
		})
	}
	if took := time.Since(start); took > 10*time.Minute {
		t.Errorf("took %v", took)
	}
}

// What is too much to follow is unknown; it is neither a default nor what the
// part of it would mean that was followed.
func TestCut(t *testing.T) {
	text := head + "func main() { signal.Notify(c, syscall.SIGHUP, syscall.SIGTERM); for s := range c { if s == syscall.SIGHUP { use(1); continue }\n" +
		times(flow.MaxBudget/2, "if n == # { n++ }\n") + "os.Exit(1) } }\n"
	res := passtest.Source(t, flow.Analyzer, text).(*flow.Result)
	if res.Cost().Cut == 0 {
		t.Fatal("nothing was too much")
	}
	want := map[string]signals.Effect{"SIGHUP": signals.Continues, "SIGTERM": signals.UnknownEffect}
	for _, b := range res.Registrations[0].Branches {
		if b.Effect != want[b.Signal] {
			t.Errorf("%s: got %s, want %s", b.Signal, b.Effect, want[b.Signal])
		}
	}
}

package engine_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"github.com/siglint/siglint/analyzers"
	"github.com/siglint/siglint/cmd/siglint/internal/engine"
	"github.com/siglint/siglint/cmd/siglint/internal/listing"
)

// No check panics or runs away over Go that is written rarely, or by nobody.
func TestOdd(t *testing.T) {
	for _, a := range analyzers.All {
		for name, value := range map[string]string{"eintr.tier": "strict", "loststop.second": "true"} {
			if check, setting, _ := strings.Cut(name, "."); check == a.Name {
				f := a.Flags.Lookup(setting)
				usual := f.Value.String()
				if err := f.Value.Set(value); err != nil {
					t.Fatal(err)
				}
				t.Cleanup(func() { f.Value.Set(usual) })
			}
		}
	}
	archive, err := txtar.ParseFile("testdata/odd.txtar")
	if err != nil {
		t.Fatal(err)
	}
	files := make(map[string]string)
	for _, f := range archive.Files {
		files[f.Name] = string(f.Data)
	}
	for i := range 30 {
		seed := uint64(i)
		if more := os.Getenv("ODD_SEED"); more != "" {
			fmt.Sscan(more, &seed)
			seed += uint64(i)
		}
		files[fmt.Sprintf("random%d/r.go", seed)] = random(seed)
	}
	for name, text := range huge() {
		files["huge/"+name+"/x.go"] = text
	}
	before := cpu()
	sum, err := engine.Run(t.Context(), engine.Options{
		Query:     listing.Query{Dir: module(t, files), Patterns: []string{"./..."}},
		Analyzers: analyzers.All,
		Seeds:     seeds(func([]byte) bool { return true }),
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range sum.Problems {
		switch {
		case strings.Contains(p.Message, "internal error"):
			t.Errorf("%v: %s", p.Pos, p.Message)
		case strings.Contains(p.Message, "/random") || strings.Contains(p.Message, "/huge"):
			t.Errorf("what is generated does not compile: %v: %s", p.Pos, p.Message)
		default:
			t.Log(p.Message)
		}
	}
	if took := cpu() - before; took > 2*time.Minute { // ten times as long as it takes
		t.Errorf("took %v of the processors", took)
	}
}

// huge makes packages that are too much of one thing.
func huge() map[string]string {
	const head = "package x\n\nimport (\n\t\"os\"\n\t\"os/signal\"\n)\n\nvar c = make(chan os.Signal)\n\n"
	var ifs, cases, ring, deep, sum, args strings.Builder
	for i := range 1500 {
		then := "n--"
		if i%10 == 0 {
			then = "signal.Notify(c, os.Interrupt); s = <-c"
		}
		fmt.Fprintf(&ifs, "if n == %d { %s } else { n++ }\n", i, then)
		fmt.Fprintf(&cases, "case x%d: n = %d\n", i, i)
		if i < 200 {
			fmt.Fprintf(&ring, "func f%d(c chan os.Signal) { f%d(c); f%d(c); <-c }\n", i, (i+1)%200, (i*7)%200)
		}
		args.WriteString("os.Interrupt, ")
		sum.WriteString("n + ")
	}
	for range 50 {
		deep.WriteString("func(c chan os.Signal) { signal.Notify(c); for s := range c { if s == os.Kill { ")
	}
	deep.WriteString(strings.Repeat("} } }(c)\n", 50))
	vars := ""
	for i := range 1500 {
		vars += fmt.Sprintf("x%d = %d\n", i, i)
	}
	return map[string]string{
		"blocks":   head + "func f(n int) (s os.Signal) {\n" + ifs.String() + "return }\n",
		"loops":    head + "func f(n int) { " + strings.Repeat("for range c { signal.Notify(c)\n", 60) + strings.Repeat("}", 60) + "}\n",
		"cases":    head + "const (\n" + vars + ")\n\nfunc f(n int) { signal.Notify(c); for { <-c; switch n {\n" + cases.String() + "} } }\n",
		"ring":     head + ring.String() + "func g() { signal.Notify(c); f0(c) }\n",
		"closures": head + "func f() {\n" + deep.String() + "}\n",
		"sum":      head + "func f(n int) int { signal.Notify(c); return " + sum.String() + "n }\n",
		"args":     head + "func f() { signal.Notify(c, " + args.String() + "); <-c }\n",
		"selects":  head + "func f() { signal.Notify(c); for { select {\n" + strings.Repeat("case s := <-c: if s == os.Kill { return }\n", 300) + "} } }\n",
	}
}

// random makes a package of functions with statements at random.
func random(seed uint64) string {
	g := &generator{Rand: rand.New(rand.NewPCG(seed, seed))}
	g.WriteString(randomHead)
	for i := range 25 {
		fmt.Fprintf(g, "\nfunc f%d(c chan os.Signal, s os.Signal) (err error) {\n", i)
		for range 4 {
			g.statement(4)
		}
		g.WriteString("return err\n}\n")
	}
	return g.String()
}

const randomHead = `package r

import (
	"context"
	"errors"
	"log"
	"os"
	"os/signal"
	"syscall"
)

type handler struct {
	c   chan os.Signal
	run func(os.Signal) error
	h   *handler
}

func (h *handler) handle(s os.Signal) { h.run(s) }

type runner interface{ handle(os.Signal) }

var (
	global  = make(chan os.Signal, 1)
	m       = map[string]chan os.Signal{}
	ctx     = context.Background()
	x       any
	all     []os.Signal
	buf     []byte
	is      bool
	_, _, _ = errors.Is, log.Fatal, signal.Stop
	_       = syscall.Read
)

func seq[T any](list ...T) func(func(T) bool) {
	return func(yield func(T) bool) {
		for _, v := range list {
			if !yield(v) {
				return
			}
		}
	}
}

func each[C ~chan E, E any](c C, f func(E) error) {
	for e := range c {
		f(e)
	}
}
`

// A generator writes statements. In each, c is a channel, s a signal, err an error.
type generator struct {
	*rand.Rand
	strings.Builder
	labels int
}

var simple = strings.Split(`signal.Notify(c, s)
signal.Notify(c)
signal.Notify(global, os.Interrupt, syscall.SIGHUP, os.Kill)
signal.Notify(c, append(all, s)...)
signal.Notify(make(chan os.Signal), syscall.Signal(len(all)))
signal.Stop(c)
signal.Ignore(s, syscall.SIGPIPE)
signal.Reset()
close(c)
c = make(chan os.Signal)
c, global = global, c
m["x"] = c
c = m["x"]
x = c
x = signal.Notify
c, _ = x.(chan os.Signal)
all = append(all, s, syscall.SIGTERM)
s = <-c
<-c
c <- s
os.Exit(1)
log.Fatal(s)
return err
return syscall.EINTR
panic(s)
err = f0(c, s)
_ = f3(global, nil)
go f1(c, s)
defer f2(c, os.Interrupt)
h := &handler{c: c, run: func(s os.Signal) error { signal.Notify(c, s); return nil }}; h.h = h; h.handle(s)
(*handler).handle(&handler{h: &handler{}}, s)
runner.handle(&handler{}, <-c)
_, err = syscall.Read(0, buf)
_, err = syscall.Write(1, buf)
err = syscall.Close(3)
is = err == syscall.EINTR
is = errors.Is(err, syscall.EINTR)
is = s == os.Interrupt || signal.Ignored(s)
ctx, _ = signal.NotifyContext(ctx, s)
ctx, stop := signal.NotifyContext(ctx); defer stop(); <-ctx.Done()
_, stop := signal.NotifyContext(ctx, s); if is { stop() }
each(c, func(s os.Signal) error { signal.Stop(c); return nil })
log.Print(s, err)`, "\n")

func (g *generator) statement(depth int) {
	if depth == 0 || g.IntN(3) == 0 {
		g.WriteString("{ " + simple[g.IntN(len(simple))] + " }\n")
		return
	}
	shapes := []string{
		"if is { @ } else { @ }", "if s == syscall.SIGHUP { @ } else if err != nil { @ }", "for is { @ }", "for { @ }", "for range 3 { @ @ }",
		"for s := range c { _ = s; @ }", "for s := range seq(s, os.Kill) { _ = s; @ }", "for c := range seq(c, global) { _ = c; @ }", "for _, s = range all { @ }",
		"select { case s := <-c: _ = s; @ \n case <-ctx.Done(): @ }", "select { case s = <-c: @ \n default: @ }", "select { case global <- s: @ }",
		"switch <-c { case os.Interrupt: @ \n case syscall.SIGHUP, syscall.SIGUSR1: @ fallthrough \n default: @ }",
		"switch n := s.(type) { case syscall.Signal: _ = n; @ \n case nil: @ }", "switch { case is: @ \n case !is: @ }",
		"func() error { @ return nil }()", "go func() error { @ return err }()", "defer func() error { @ return nil }()",
		"err = func(c chan os.Signal, s os.Signal) (err error) { @ return err }(global, <-c)",
		"{ c := c; s := s; _, _ = c, s; @ }", "{ c, err := make(chan os.Signal, 1), error(nil); _, _ = c, err; @ @ }",
		"{ i := 0; L#: if i < 3 { i++; @ goto L# } }", "L#: for { @ if is { break L# }; continue L# }", "L#: select { case <-c: @ if is { break L# } }",
		"for { _, err := syscall.Read(0, buf); if err == syscall.EINTR { @ continue }; if err != nil { @ }; break }",
		"x = func() error { _, err := syscall.Read(0, buf); @ return err }",
		"h := handler{run: func(s os.Signal) error { @ return nil }}; h.run(s)", "each(c, func(s os.Signal) error { @ return err })",
		"if v, ok := x.(runner); ok { v.handle(s); @ }", "if s, ok := <-c; ok { _ = s; @ }",
	}
	shape := shapes[g.IntN(len(shapes))]
	g.labels++
	label := fmt.Sprint(g.labels)
	g.WriteString("{ ")
	for i, part := range strings.Split(strings.ReplaceAll(shape, "#", label), "@") {
		if i > 0 {
			g.statement(depth - 1)
		}
		g.WriteString(part)
	}
	g.WriteString(" }\n")
}

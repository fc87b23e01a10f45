package engine_test

import (
	"fmt"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/tools/go/analysis"

	"github.com/siglint/siglint/analyzers"
	"github.com/siglint/siglint/cmd/siglint/internal/cache"
	"github.com/siglint/siglint/cmd/siglint/internal/engine"
	"github.com/siglint/siglint/cmd/siglint/internal/listing"
	"github.com/siglint/siglint/cmd/siglint/internal/tree"
	"github.com/siglint/siglint/passes/disposition"
	"github.com/siglint/siglint/passes/interrupts"
)

// hotPackages is how many packages of a generated module handle signals.
const hotPackages = 20

// BenchmarkModule judges modules of which the same twenty packages matter. The
// time for each package falls as others are added.
func BenchmarkModule(b *testing.B) {
	for _, size := range []int{100, 1000, 10000} {
		dir := module(b, generated(size))
		run := func(b *testing.B, c *cache.Cache) {
			sum, err := engine.Run(b.Context(), engine.Options{
				Query:     listing.Query{Dir: dir, Patterns: []string{"./..."}},
				Analyzers: analyzers.Default,
				Seeds:     tree.Seeds(analyzers.Default),
				Cache:     c,
			})
			if err != nil || len(sum.Problems) > 0 || sum.Roots != size {
				b.Fatal(sum, err)
			}
		}
		b.Run(fmt.Sprintf("cold/%d", size), func(b *testing.B) {
			before := cpu()
			for b.Loop() {
				run(b, nil)
			}
			report(b, before, size)
		})
		b.Run(fmt.Sprintf("warm/%d", size), func(b *testing.B) {
			c := cache.Open(b.TempDir())
			run(b, c)
			before := cpu()
			for b.Loop() {
				run(b, c)
			}
			report(b, before, size)
		})
		b.Run(fmt.Sprintf("list/%d", size), func(b *testing.B) {
			before := cpu()
			for b.Loop() {
				if _, err := listing.List(b.Context(), listing.Query{Dir: dir, Patterns: []string{"./..."}}); err != nil {
					b.Fatal(err)
				}
			}
			report(b, before, size)
		})
	}
}

// cpu is the time that this process and those it waited for have worked.
func cpu() (sum time.Duration) {
	for _, who := range []int{syscall.RUSAGE_SELF, syscall.RUSAGE_CHILDREN} {
		var u syscall.Rusage
		if syscall.Getrusage(who, &u) == nil {
			sum += time.Duration(u.Utime.Nano() + u.Stime.Nano())
		}
	}
	return sum
}

// report adds the work for each package, which other programs on the machine
// change less than the time.
func report(b *testing.B, before time.Duration, size int) {
	spent := (cpu() - before).Seconds() / float64(b.N)
	b.ReportMetric(spent, "cpu-s/op")
	b.ReportMetric(spent*1e6/float64(size), "cpu-µs/package")
}

// generated returns a module of so many packages. Each imports some before it;
// the first of them handle signals.
func generated(size int) map[string]string {
	files := make(map[string]string)
	for i := range size {
		var text strings.Builder
		fmt.Fprintf(&text, "package p%d\n\n", i)
		calls := ""
		for _, j := range []int{i / 2, i / 3} {
			if j < i && j >= hotPackages && !strings.Contains(calls, fmt.Sprintf("p%d.", j)) {
				fmt.Fprintf(&text, "import \"example.com/m/p%d\"\n", j)
				calls += fmt.Sprintf("\tp%d.F(nil)\n", j)
			}
		}
		if i < hotPackages {
			text.WriteString("import (\n\t\"os\"\n\t\"os/signal\"\n\t\"syscall\"\n)\n\n")
			calls = "\tc := make(chan os.Signal, 1)\n\tsignal.Notify(c, syscall.SIGHUP)\n\tfor range c {\n\t\tG0(1)\n\t}\n"
		}
		fmt.Fprintf(&text, "\n// F does the work.\nfunc F(err error) {\n%s}\n", calls)
		for n := range 20 {
			fmt.Fprintf(&text, "\nfunc G%d(n int) int {\n\tfor i := range n {\n\t\tif i > %d {\n\t\t\tn += i * %d\n\t\t}\n\t}\n\treturn n\n}\n", n, n, i)
		}
		files[fmt.Sprintf("p%d/p.go", i)] = text.String()
	}
	return files
}

// BenchmarkAnalyzer follows signals and EINTR through one package with many
// functions that have to do with them.
func BenchmarkAnalyzer(b *testing.B) {
	for _, a := range []*analysis.Analyzer{disposition.Analyzer, interrupts.Analyzer} {
		for _, size := range []int{10, 100, 1000} {
			b.Run(fmt.Sprintf("%s/%d", a.Name, size), func(b *testing.B) {
				opts := options(module(b, map[string]string{"main.go": daemon(size)}), a)
				for b.Loop() {
					if sum, err := engine.Run(b.Context(), opts); err != nil || len(sum.Problems) > 0 {
						b.Fatal(sum, err)
					}
				}
				b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/float64(size), "µs/function")
			})
		}
	}
}

func daemon(size int) string {
	var text strings.Builder
	text.WriteString("package main\n\nimport (\n\t\"os\"\n\t\"os/signal\"\n\t\"syscall\"\n)\n\nfunc main() {\n")
	for i := range size {
		fmt.Fprintf(&text, "\tgo f%d(make([]byte, 10))\n", i)
	}
	text.WriteString("\tselect {}\n}\n")
	for i := range size {
		fmt.Fprintf(&text, `
func f%[1]d(b []byte) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP, syscall.SIGUSR1)
	for s := range c {
		switch s {
		case syscall.SIGHUP:
			read%[1]d(b)
		case syscall.SIGUSR1:
			return
		}
	}
}

func read%[1]d(b []byte) error {
	for {
		_, err := syscall.Read(%[1]d, b)
		if err != syscall.EINTR {
			return err
		}
	}
}
`, i)
	}
	return text.String()
}

// Package compare measures siglint and its neighbours on one module. It holds
// tests only, so that nothing of it is ever installed; see make compare.
package compare

import (
	"cmp"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"syscall"
	"testing"
	"time"
)

// The neighbours, at the versions that docs/performance.md speaks of.
const (
	staticcheck = "honnef.co/go/tools/cmd/staticcheck@v0.8.2"
	golangci    = "github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0"
)

// A peer is a tool that does the nearest work.
type peer struct {
	name string
	args []string
}

// A usage is what one run took.
type usage struct {
	cpu time.Duration
	rss int64 // KiB
}

// TestCompare prints what siglint and its peers take on the module that
// SIGLINT_COMPARE names: with export data ready and no results kept, and warm.
// SIGLINT_COMPARE_EMPTY=1 also measures from an empty build cache, where the
// peers compile everything first; SIGLINT_COMPARE_RUNS is the number of runs of
// which the median is taken.
func TestCompare(t *testing.T) {
	module := os.Getenv("SIGLINT_COMPARE")
	if module == "" {
		t.Skip("SIGLINT_COMPARE names no module; it takes minutes")
	}
	runs := max(1, number(os.Getenv("SIGLINT_COMPARE_RUNS")))
	c := &comparison{t: t, module: module, bin: t.TempDir(), tmp: t.TempDir()}
	siglint := c.build("github.com/siglint/siglint/cmd/siglint", "siglint")
	peers := []peer{
		{"go vet -sigchanyzer", []string{"go", "vet", "-sigchanyzer", "./..."}},
		{"staticcheck SA1016,SA1017", []string{c.build(staticcheck, "staticcheck"), "-checks=SA1016,SA1017", "./..."}},
		{"golangci-lint, these", []string{c.build(golangci, "golangci-lint"), "run", "--default=none", "--enable=govet,staticcheck", "--config=" + c.config(), "./..."}},
		{"siglint", []string{siglint, "./..."}},
		{"go list -deps", []string{"go", "list", "-deps", "./..."}},
	}
	fmt.Printf("%s, %d CPUs, %s, %d runs, %s\n", runtime.Version(), runtime.NumCPU(), runtime.GOARCH, runs, module)
	fmt.Printf("%-28s %10s %10s %10s %10s\n", "CPU seconds", "cold", "GB", "warm", "GB")
	c.run(false, "warm the build cache", []string{"go", "vet", "./..."})
	for _, p := range peers {
		cold := c.median(runs, p, true)
		warm := c.median(runs, p, false)
		fmt.Printf("%-28s %10.2f %10.2f %10.2f %10.2f\n", p.name, cold.cpu.Seconds(), cold.gb(), warm.cpu.Seconds(), warm.gb())
	}
	if os.Getenv("SIGLINT_COMPARE_EMPTY") != "" {
		for _, p := range peers[:4] {
			c.fromEmpty(p)
		}
	}
}

// A comparison is one call of TestCompare.
type comparison struct {
	t                *testing.T
	module, bin, tmp string
	fresh            int
}

func number(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}

func (u usage) gb() float64 { return float64(u.rss) / (1 << 20) }

// build makes a tool; a version is fetched through the module proxy.
func (c *comparison) build(pkg, name string) string {
	c.t.Helper()
	cmd := exec.Command("go", "install", pkg)
	cmd.Env = append(os.Environ(), "GOBIN="+c.bin)
	if out, err := cmd.CombinedOutput(); err != nil {
		c.t.Fatalf("install %s: %v\n%s", pkg, err, out)
	}
	return filepath.Join(c.bin, name)
}

// config chooses for golangci-lint what the others run.
func (c *comparison) config() string {
	file := filepath.Join(c.tmp, "golangci.yml")
	text := "version: \"2\"\nlinters:\n  settings:\n    govet:\n      disable-all: true\n      enable: [sigchanyzer]\n    staticcheck:\n      checks: [SA1016, SA1017]\n"
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		c.t.Fatal(err)
	}
	return file
}

// median runs a peer several times; cold means with its own results forgotten.
func (c *comparison) median(runs int, p peer, cold bool) usage {
	var list []usage
	if !cold {
		c.run(false, p.name, p.args) // what it finds is kept from then on
	}
	for range runs {
		list = append(list, c.run(cold, p.name, p.args))
	}
	slices.SortFunc(list, func(a, b usage) int { return cmp.Compare(a.cpu, b.cpu) })
	return list[len(list)/2]
}

// fromEmpty runs a peer from an empty build cache, once.
func (c *comparison) fromEmpty(p peer) {
	cache := c.empty()
	defer os.RemoveAll(cache) // gigabytes
	u := c.run(true, p.name, p.args, "GOCACHE="+cache)
	fmt.Printf("%-28s %10.2f %10.2f from an empty build cache\n", p.name, u.cpu.Seconds(), u.gb())
}

func (c *comparison) empty() string {
	c.fresh++
	dir := filepath.Join(c.tmp, fmt.Sprint("empty", c.fresh))
	if err := os.Mkdir(dir, 0o777); err != nil {
		c.t.Fatal(err)
	}
	return dir
}

// run measures one run, children included. Findings are no failure. The results
// of go vet lie in the build cache: only another flag makes it cold.
func (c *comparison) run(cold bool, name string, args []string, env ...string) usage {
	own := filepath.Join(c.tmp, "kept")
	if cold {
		own = c.empty()
		os.RemoveAll(filepath.Join(c.tmp, "kept"))
		if name == "go vet -sigchanyzer" {
			args = []string{args[0], args[1], "-unusedresult.funcs=none" + filepath.Base(own), args[2], args[3]}
		}
	}
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Dir = c.module
	cmd.Env = append(os.Environ(), "SIGLINTCACHE="+own, "STATICCHECK_CACHE="+own, "GOLANGCI_LINT_CACHE="+own)
	cmd.Env = append(cmd.Env, env...)
	out, err := cmd.CombinedOutput()
	if cmd.ProcessState == nil || cmd.ProcessState.ExitCode() < 0 {
		c.t.Fatalf("%s: %v\n%s", name, err, out)
	}
	if os.Getenv("SIGLINT_COMPARE_SHOW") != "" {
		fmt.Printf("%s: %v\n%s\n", name, err, out)
	}
	rss := cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss
	return usage{cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), rss}
}

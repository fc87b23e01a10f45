package analyzers_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/unitchecker"
	"golang.org/x/tools/txtar"

	"github.com/siglint/siglint/analyzers"
)

// TestMain makes the test binary the tool that a build system calls for each
// package: with one check alone, named by SIGLINT_UNIT.
func TestMain(m *testing.M) {
	if name := os.Getenv("SIGLINT_UNIT"); name != "" {
		unitchecker.Main(checkNamed(name))
	}
	os.Exit(m.Run())
}

// factless stands for what a build system runs on packages that it has no facts
// of. The files it writes hold their types.
var factless = &analysis.Analyzer{Name: "none", Doc: "none", Run: func(*analysis.Pass) (any, error) { return nil, nil }}

func checkNamed(name string) *analysis.Analyzer {
	if name == factless.Name {
		return factless
	}
	return analyzers.All[slices.IndexFunc(analyzers.All, func(a *analysis.Analyzer) bool { return a.Name == name })]
}

// A build is what a build system knows: the packages, dependencies first, and
// for each a file of types and facts.
type build struct {
	t    *testing.T
	dir  string // the tool's working directory
	pkgs []*unit
	// lost tells that facts of dependencies are not handed on.
	lost bool
}

// A unit is one package.
type unit struct {
	ImportPath, Dir   string
	GoFiles, Imports  []string
	Standard, DepOnly bool
	vetx              string
}

// newBuild lists the packages below dir and runs what goes before the checks:
// as nogo does, the standard library gives no facts.
func newBuild(t *testing.T, dir string, patterns ...string) *build {
	t.Helper()
	cmd := exec.Command("go", append([]string{"list", "-deps", "-json=ImportPath,Dir,GoFiles,Imports,Standard,DepOnly"}, patterns...)...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0", "PWD="+dir)
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	b := &build{t: t, dir: dir}
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		u := new(unit)
		if err := dec.Decode(u); errors.Is(err, io.EOF) {
			return b
		} else if err != nil {
			t.Fatal(err)
		}
		b.pkgs = append(b.pkgs, u)
		if u.Standard && u.ImportPath != "unsafe" {
			b.call(u, factless.Name, nil)
		}
	}
}

// run calls the tool for each package, only for its facts where nobody asks
// for more. It returns the findings, with the base names of files.
func (b *build) run(check string, flags ...string) []string {
	b.t.Helper()
	var found []string
	for _, u := range b.pkgs {
		switch {
		case u.Standard:
		case u.DepOnly && b.lost:
			b.call(u, factless.Name, nil)
		default:
			found = append(found, b.call(u, check, flags)...)
		}
	}
	return found
}

func (b *build) call(u *unit, check string, flags []string) []string {
	b.t.Helper()
	u.vetx = filepath.Join(b.t.TempDir(), "facts")
	cfg := unitchecker.Config{
		ID: u.ImportPath, Compiler: "gc", Dir: u.Dir, ImportPath: u.ImportPath, GoVersion: "go1.26",
		ImportMap: map[string]string{"unsafe": "unsafe"}, PackageVetx: make(map[string]string),
		Standard: make(map[string]bool), VetxOnly: u.DepOnly, VetxOutput: u.vetx,
	}
	for _, name := range u.GoFiles {
		cfg.GoFiles = append(cfg.GoFiles, filepath.Join(u.Dir, name))
	}
	for _, p := range b.pkgs {
		cfg.ImportMap[p.ImportPath], cfg.Standard[p.ImportPath] = p.ImportPath, p.Standard
		cfg.ImportMap[strings.TrimPrefix(p.ImportPath, "vendor/")] = p.ImportPath
		if p.vetx != "" && slices.Contains(u.Imports, p.ImportPath) {
			cfg.PackageVetx[p.ImportPath] = p.vetx
		}
	}
	text, err := json.Marshal(cfg)
	if err != nil {
		b.t.Fatal(err)
	}
	file := filepath.Join(b.t.TempDir(), "vet.cfg")
	if err := os.WriteFile(file, text, 0o666); err != nil {
		b.t.Fatal(err)
	}
	cmd := exec.Command(os.Args[0], append(slices.Clone(flags), "-json", file)...)
	cmd.Dir = b.dir
	cmd.Env = append(os.Environ(), "SIGLINT_UNIT="+check, "XDG_CACHE_HOME="+b.t.TempDir())
	out, err := cmd.Output()
	if err != nil {
		var exit *exec.ExitError
		errors.As(err, &exit)
		b.t.Fatalf("%s on %s: %v\n%s", check, u.ImportPath, err, exit.Stderr)
	}
	return diagnostics(b.t, check, out)
}

// diagnostics reads what unitchecker prints.
func diagnostics(t *testing.T, check string, out []byte) []string {
	t.Helper()
	if len(out) == 0 {
		return nil // only facts
	}
	var tree map[string]map[string][]struct{ Posn, Message string }
	if err := json.Unmarshal(out, &tree); err != nil {
		t.Fatalf("%v in %s", err, out)
	}
	var found []string
	for _, pkg := range tree {
		for name, list := range pkg {
			for _, d := range list {
				found = append(found, fmt.Sprintf("%s: %s [%s]", filepath.Base(d.Posn), d.Message, name))
			}
		}
	}
	slices.Sort(found)
	return found
}

// Each check, alone, says of the example of its page what the page prints.
func TestUnitAlone(t *testing.T) {
	var names, patterns []string
	for _, a := range analyzers.All {
		if a.Name != "stalesender" { // see TestUnitFlags
			names = append(names, a.Name)
			patterns = append(patterns, "./"+a.Name+"/testdata/src/example")
		}
	}
	dir, err := filepath.Abs(".")
	if err != nil {
		t.Fatal(err)
	}
	all := newBuild(t, dir, patterns...)
	for _, name := range names {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := &build{t: t, dir: dir, pkgs: all.below("/" + name + "/testdata/src/example")}
			got := b.run(name)
			want := strings.Split(strings.TrimSpace(fences(read(t, page(checkNamed(name))))[1]), "\n")
			slices.Sort(want)
			if !slices.Equal(got, want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
			}
		})
	}
}

// below is the package whose path ends so, behind all that it imports.
func (b *build) below(suffix string) []*unit {
	needed := make(map[string]bool)
	var pkgs []*unit
	for _, u := range slices.Backward(b.pkgs) {
		if !needed[u.ImportPath] && !strings.HasSuffix(u.ImportPath, suffix) {
			continue
		}
		own := *u
		pkgs = append(pkgs, &own)
		for _, path := range u.Imports {
			needed[path] = true
		}
	}
	slices.Reverse(pkgs)
	return pkgs
}

const monorepo = `
-- src/go.mod --
module example.com/mono

go 1.26
-- src/lib/lib.go --
package lib

import (
	"os"
	"os/signal"
	"syscall"
)

// Serve calls reload for each SIGHUP, and returns on SIGTERM.
func Serve(reload func()) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP, syscall.SIGTERM)
	for s := range c {
		if s == syscall.SIGTERM {
			return
		}
		reload()
	}
}
-- src/cmd/app/main.go --
package main

import (
	"os"

	"example.com/mono/lib"
)

var conf []byte

func main() { lib.Serve(func() { conf, _ = os.ReadFile("/etc/app.conf") }) }
-- src/cmd/plain/main.go --
package main

func main() { select {} }
-- ops/reload.sh --
killall -HUP app
killall -HUP plain
killall -HUP other
killall -TERM app
-- ops/other.json --
{"schema": "siglint-contract/1", "module": "example.com/other", "goos": "linux", "go": "1.26", "programs": [
 {"package": "example.com/other", "binary": "other", "names": ["other"],
  "signals": {"SIGHUP": {"disposition": "caught", "effect": "terminates"}}}]}
`

// The facts of one package come to the next in files, and flags alone say
// which senders and contracts count: a build system lays out what it likes.
func TestUnitFlags(t *testing.T) {
	dir := t.TempDir()
	for _, f := range txtar.Parse([]byte(monorepo)).Files {
		name := filepath.Join(dir, f.Name)
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, f.Data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	src := filepath.Join(dir, "src")
	b := newBuild(t, src, "./cmd/...")
	expect := func(want []string, flags ...string) {
		t.Helper()
		if got := b.run("stalesender", flags...); !slices.Equal(got, want) {
			t.Errorf("%q: got\n%s\nwant\n%s", flags, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
	const (
		app   = "reload.sh:1:1: killall sends SIGHUP to app, which does not handle it; the process dies [stalesender]"
		plain = "reload.sh:2:1: killall sends SIGHUP to plain, which does not handle it; the process dies [stalesender]"
		other = "reload.sh:3:1: killall sends SIGHUP to other, which takes it as a request to end; the process ends [stalesender]"
	)
	senders, contract := "-stalesender.senders="+filepath.Join(dir, "ops"), "-stalesender.contract="+filepath.Join(dir, "ops/other.json")
	expect(nil)
	expect([]string{plain}, senders)
	expect([]string{other, plain}, senders, contract)
	b.lost = true
	expect([]string{app, plain}, senders) // what is known came with the facts

	// Without a go.mod, as in a sandbox, paths are relative to the folder in
	// which the tool runs.
	b.lost = false
	if err := os.Remove(filepath.Join(src, "go.mod")); err != nil {
		t.Fatal(err)
	}
	b.dir = dir
	expect(nil)
	expect([]string{plain}, "-stalesender.senders=ops/reload.sh")
}

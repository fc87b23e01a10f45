// Package listing asks the go command for packages and what they import.
//
// One call of go list answers everything; nothing is compiled and no export
// data is asked for, so an empty build cache costs nothing.
package listing

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// A Query says what is to be listed.
type Query struct {
	Dir      string   // where the patterns are meant
	Patterns []string // as for go build
	Tags     string   // build tags, by commas
	GOOS     string   // "" for that of the environment
	Tests    bool     // also the packages with their tests
}

// A Package is one package as the go command sees it; fields are named as in
// the output of go list.
type Package struct {
	ImportPath     string // "p [p.test]" for p compiled with its tests
	Dir            string
	Name           string
	ForTest        string
	Standard       bool
	DepOnly        bool
	GoFiles        []string
	CgoFiles       []string
	IgnoredGoFiles []string
	OtherFiles     []string `json:"-"` // absolute paths
	CFiles         []string
	HFiles         []string
	SFiles         []string
	EmbedFiles     []string
	TestGoFiles    []string
	ImportMap      map[string]string // from the path in the source, where it differs
	Imports        []string
	Module         *Module
	Error          *Error
	Incomplete     bool
}

// A Module is the module of a package.
type Module struct {
	Path      string
	Version   string
	GoVersion string
	Dir       string
	Main      bool
	Replace   *Module
	Error     *struct{ Err string }
}

// An Error is what the go command found wrong with a package.
type Error struct {
	ImportStack []string
	Pos         string // "file:line:col", relative to the folder of the query
	Err         string
}

// fields are those of Package; go list computes no others.
const fields = "ImportPath,Dir,Name,ForTest,Standard,DepOnly,GoFiles,CgoFiles,IgnoredGoFiles," +
	"CFiles,HFiles,SFiles,EmbedFiles,TestGoFiles,ImportMap,Imports,Module,Error,Incomplete"

// List returns the packages of the patterns and all they import, imports first.
func List(ctx context.Context, q Query) ([]*Package, error) {
	args := []string{"list", "-e", "-deps", "-json=" + fields}
	if q.Tests {
		args = append(args, "-test")
	}
	ctx, done := q.watch(ctx)
	defer done()
	out, err := q.run(ctx, append(args, q.rest(q.Patterns)...))
	if err != nil {
		return nil, err
	}
	return decode(out)
}

// rest returns the arguments every call has: tags and patterns.
func (q Query) rest(patterns []string) []string {
	var args []string
	if q.Tags != "" {
		args = append(args, "-tags="+q.Tags)
	}
	return append(append(args, "--"), patterns...)
}

func decode(out []byte) ([]*Package, error) {
	var pkgs []*Package
	dec := json.NewDecoder(bytes.NewReader(out))
	for {
		p := new(Package)
		if err := dec.Decode(p); errors.Is(err, io.EOF) {
			return pkgs, nil
		} else if err != nil {
			return nil, fmt.Errorf("decode the output of go list: %w", err)
		}
		p.OtherFiles = p.paths(p.CFiles, p.HFiles, p.SFiles)
		pkgs = append(pkgs, p)
	}
}

// Cgo returns the Go files of a package with cgo as the compiler gets them:
// cgo is run, but nothing is compiled.
func Cgo(ctx context.Context, q Query, p *Package) ([]string, error) {
	args := []string{"list", "-e", "-compiled", "-json=ImportPath,Dir,CompiledGoFiles,Error"}
	pattern := p.ImportPath
	if p.ForTest != "" {
		args, pattern = append(args, "-test"), p.ForTest
	}
	out, err := q.run(ctx, append(args, q.rest([]string{pattern})...))
	if err != nil {
		return nil, err
	}
	dec := json.NewDecoder(bytes.NewReader(out))
	for {
		var made struct {
			ImportPath, Dir string
			CompiledGoFiles []string
			Error           *Error
		}
		switch err := dec.Decode(&made); {
		case errors.Is(err, io.EOF):
			return nil, errors.New("cgo gave no files")
		case err != nil:
			return nil, fmt.Errorf("decode the output of go list: %w", err)
		case made.ImportPath != p.ImportPath:
		case made.Error != nil:
			return nil, errors.New(complaintOfCgo(made.Error.Err))
		case len(made.CompiledGoFiles) == 0:
			return nil, errors.New("cgo cannot be run on it; is there a C compiler?")
		default:
			return absolute(made.Dir, made.CompiledGoFiles), nil
		}
	}
}

// run calls the go command, which has a folder of its own for what it makes and
// may be ended before it takes that away. What it prints to standard error
// matters only where it fails.
func (q Query) run(ctx context.Context, args []string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir = q.Dir
	cmd.Env = q.environ()
	if temp, err := os.MkdirTemp(os.Getenv("GOTMPDIR"), "siglint-go-*"); err == nil {
		defer os.RemoveAll(temp)
		cmd.Env = append(cmd.Env, "GOTMPDIR="+temp)
	}
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = 5 * time.Second
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	if err != nil {
		if text := complaint(stderr.String()); text != "" {
			return nil, fmt.Errorf("go %s: %s", args[0], text)
		}
		return nil, fmt.Errorf("go %s: %w", args[0], err)
	}
	return out, nil
}

func (q Query) environ() []string {
	env := os.Environ()
	if q.Dir != "" {
		if dir, err := filepath.Abs(q.Dir); err == nil {
			env = append(env, "PWD="+dir)
		}
	}
	if q.GOOS != "" {
		env = append(env, "GOOS="+q.GOOS)
	}
	return env
}

// Files returns the absolute paths of the package's Go files, those with cgo last.
func (p *Package) Files() []string { return p.paths(p.GoFiles, p.CgoFiles) }

func (p *Package) paths(lists ...[]string) []string {
	var paths []string
	for _, list := range lists {
		paths = append(paths, absolute(p.Dir, list)...)
	}
	return paths
}

func absolute(dir string, files []string) []string {
	paths := make([]string, len(files))
	for i, f := range files {
		if !filepath.IsAbs(f) {
			f = filepath.Join(dir, f)
		}
		paths[i] = f
	}
	return paths
}

// Path returns the import path as it stands in source: that of "p [p.test]" is p.
func (p *Package) Path() string {
	path, _, _ := strings.Cut(p.ImportPath, " [")
	return path
}

// ModulePath returns the path of the package's module, or "".
func (p *Package) ModulePath() string {
	if p.Module == nil {
		return ""
	}
	return p.Module.Path
}

// TestMain reports whether the package is the main package that go test makes:
// none of its files lies in a folder of the module.
func (p *Package) TestMain() bool {
	return p.Name == "main" && strings.HasSuffix(p.ImportPath, ".test") && !slices.ContainsFunc(p.GoFiles, isRelative)
}

func isRelative(file string) bool { return !filepath.IsAbs(file) }

// complaint returns in one line what the go command says is wrong, without
// what it tells of its doings.
func complaint(stderr string) string {
	var parts []string
	for line := range strings.Lines(stderr) {
		line = strings.TrimSpace(strings.TrimPrefix(line, "go: "))
		verb, _, _ := strings.Cut(line, " ")
		switch verb {
		case "", "downloading", "finding", "extracting", "warning:":
		default:
			parts = append(parts, line)
		}
	}
	if len(parts) > 3 {
		parts = parts[:3]
	}
	return strings.Join(parts, " ")
}

// complaintOfCgo returns what cgo says, unless it is the C compiler that speaks,
// which quotes the files that it reads, and these may lie anywhere.
func complaintOfCgo(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	if strings.HasPrefix(line, "# ") {
		return "cgo fails on it; go build says why"
	}
	return line
}

// Ignored returns the absolute paths of the Go files that build constraints leave out.
func (p *Package) Ignored() []string { return p.paths(p.IgnoredGoFiles) }

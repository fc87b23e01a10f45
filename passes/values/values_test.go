package values_test

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/ssa"
	"golang.org/x/tools/go/ssa/ssautil"

	"github.com/siglint/siglint/passes/values"
)

// Each call of sink has in its comment what its argument may come from.
const source = `package p

import "syscall"

func sink(any) {}

type box struct{ ch, other chan int }

var global, never chan int

func local()          { c := make(chan int); sink(c) }                      // made
func captured()       { c := make(chan int); func() { sink(c) }() }         // made
func param(c chan int) { sink(c) }                                          // param 0
func result() chan int { c := make(chan int); return c }
func called()         { sink(result()) }                                    // made
func pass(c chan int) chan int { return c }
func passed()         { sink(pass(make(chan int))) }                        // made
func stored(b *box)   { b.ch = make(chan int) }
func field(b *box)    { sink(b.ch) }                                        // field ch, made
func sibling(b *box)  { sink(b.other) }                                     // field other
func set()            { global = make(chan int) }
func variable()       { sink(global) }                                      // global global, made
func unset()          { sink(never) }                                       // global never
func either(x bool)   { c := make(chan int); if x { c = never }; sink(c) }   // made, global never
func element()        { s := []chan int{make(chan int)}; sink(s[0]) }        // made
func ranged()         { m := map[int]chan int{1: make(chan int)}; for _, c := range m { sink(c) } } // made
func directed()       { var c <-chan int = make(chan int); sink(c) }         // made
func asserted(v any)  { sink(v.(chan int)) }                                // param 0
func self()           { var c chan int; for { c = pass(c); sink(c) } }       //
func grown()          { s := []chan int{}; for { s = append(s, s[0]); sink(s[0]) } } //
func received(c chan chan int) { sink(<-c) }                                // made

var list = []syscall.Signal{syscall.SIGHUP, syscall.SIGTERM}

func signals()        { s := append(list, syscall.SIGINT); sink(s) }         // SIGHUP, SIGINT, SIGTERM
func number()         { sink(syscall.Signal(10)) }                          // SIGUSR1
func keys()           { m := map[syscall.Signal]int{syscall.SIGHUP: 1}; m[syscall.SIGUSR2] = 2; sink(m) } // SIGHUP, SIGUSR2
func mixed(n int)     { sink([]syscall.Signal{syscall.SIGHUP, syscall.Signal(n)}) } // param

type sigset []syscall.Signal

func (s *sigset) add(x syscall.Signal) { *s = append(*s, x) }
func put(s []syscall.Signal)        { s[0] = syscall.SIGUSR2 }
func fill(a *[2]syscall.Signal)     { a[1] = syscall.SIGHUP }
func change(p *syscall.Signal)      { *p = syscall.SIGUSR1 }
func scan(p any)
func note(m map[syscall.Signal]int, s syscall.Signal) { m[s] = 1 }
func added()          { s := sigset{syscall.SIGTERM}; s.add(syscall.SIGHUP); sink(s) } // param
func kept()           { s := sigset{syscall.SIGTERM}; sink(s) }                // SIGTERM
func inSlice()        { s := []syscall.Signal{syscall.SIGTERM}; put(s); sink(s) } // SIGTERM, SIGUSR2
func inArray()        { var a [2]syscall.Signal; a[0] = syscall.SIGTERM; fill(&a); sink(a[:]) } // SIGHUP, SIGTERM
func changed()        { s := syscall.SIGTERM; change(&s); sink(s) }         // SIGTERM, SIGUSR1
func changedElement() { s := []syscall.Signal{syscall.SIGTERM}; change(&s[0]); sink(s) } // SIGTERM, SIGUSR1
func unchanged()      { s := syscall.SIGTERM; p := &s; sink(*p) }           // SIGTERM
func scanned()        { s := syscall.SIGTERM; scan(&s); sink(s) }           // SIGTERM, unknown
func noted()          { m := map[syscall.Signal]int{}; note(m, syscall.SIGHUP); sink(m) } // param
`

func TestRoots(t *testing.T) {
	pkg, fset, file := build(t)
	ix := values.New(pkg)
	want := make(map[int]string)
	for _, group := range file.Comments {
		want[fset.Position(group.Pos()).Line] = strings.TrimSpace(group.Text())
	}
	seen := 0
	for _, fn := range ix.Funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				call, ok := instr.(*ssa.Call)
				if !ok || call.Call.StaticCallee() == nil || call.Call.StaticCallee().Name() != "sink" {
					continue
				}
				seen++
				got := spell(ix, call.Call.Args[0])
				if expected := want[fset.Position(call.Pos()).Line]; got != expected {
					t.Errorf("%s: got %q, want %q", fn.Name(), got, expected)
				}
			}
		}
	}
	if seen < 20 {
		t.Errorf("only %d calls of sink", seen)
	}
}

// spell puts what is known of a value in words: the signals it holds, or its
// roots.
func spell(ix *values.Index, v ssa.Value) string {
	if m, ok := v.(*ssa.MakeInterface); ok {
		v = m.X
	}
	if values.HoldSignals(v.Type()) {
		set := ix.Signals(v, nil)
		if len(set.Params) > 0 {
			return "param"
		}
		return set.Set.String()
	}
	var out []string
	for _, r := range ix.Trace(v) {
		switch r.Kind {
		case values.Made:
			if c, ok := r.Value.(*ssa.Const); !ok || c.Value != nil {
				out = append(out, "made")
			}
		case values.Param:
			out = append(out, "param "+string(rune('0'+r.Index)))
		case values.Field:
			out = append(out, "field "+r.Obj.Name())
		case values.Global:
			out = append(out, "global "+r.Obj.Name())
		case values.Result:
			out = append(out, "result")
		default:
			out = append(out, "unknown")
		}
	}
	return strings.Join(slices.Compact(out), ", ")
}

func build(t *testing.T) (*ssa.Package, *token.FileSet, *ast.File) {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "p.go", source, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	conf := &types.Config{Importer: importer.ForCompiler(fset, "source", nil)}
	pkg, _, err := ssautil.BuildPackage(conf, fset, types.NewPackage("p", "p"), []*ast.File{file}, 0)
	if err != nil {
		t.Fatal(err)
	}
	return pkg, fset, file
}

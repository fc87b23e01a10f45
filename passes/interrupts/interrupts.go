package interrupts

import (
	"go/build"
	"go/token"
	"go/types"
	"path/filepath"
	"reflect"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/siglint/siglint/passes/lazyssa"
)

// Analyzer yields a *Result, and exports what functions do with EINTR as facts.
var Analyzer = &analysis.Analyzer{
	Name:       "interrupts",
	Doc:        "find interruptible calls, and what becomes of their EINTR",
	Requires:   []*analysis.Analyzer{lazyssa.Analyzer},
	Run:        run,
	ResultType: reflect.TypeFor[*Result](),
	FactTypes: []analysis.Fact{
		(*forwards)(nil), (*interrupted)(nil), (*retries)(nil), (*speaks)(nil), (*tests)(nil),
	},
}

// A Result has what a package does wrong about EINTR, in the order of the source.
type Result struct {
	Unhandled []Unhandled
	Dead      []Dead
	Bad       []Bad
	Closes    []Close
	Helpers   []Helper
	Steps     int // that following them took
}

// Unhandled is a call whose EINTR nobody handles.
type Unhandled struct {
	Pos     token.Pos // of the call's parenthesis, or of go or defer
	Name    string    // e.g. "unix.EpollWait"
	Tier    Tier
	Remedy  Remedy
	Forever bool      // the call has no time limit
	From    *Call     // the interruptible call inside a wrapper of another package
	Wrapper token.Pos // that wrapper, as far as its place is known
	Wraps   token.Pos // the interruptible call inside a wrapper of this package
	Inner   string    // its name
	GivenUp token.Pos // where the error is dropped, if in another function
	Linux   bool
}

// Dead is a test for EINTR that no EINTR reaches.
type Dead struct {
	Pos     token.Pos // of the test
	Call    token.Pos // whose error it is
	Wrapped bool      // compared with ==, but wrapped by then
}

// Bad is a retry that does not retry, or should not.
type Bad struct {
	Pos     token.Pos
	Func    string
	Connect bool      // connect is called again where it answers EALREADY
	Never   bool      // EINTR leaves the loop
	Call    token.Pos // of the function given to the helper
}

// Close is a close that is called again after EINTR.
type Close struct {
	Pos   token.Pos
	Name  string
	Again token.Pos // where, if in another function
}

// Helper is a function that retries the function it is given.
type Helper struct {
	Func *types.Func
}

func run(pass *analysis.Pass) (result any, err error) {
	res := &Result{}
	defer func() {
		if recover() != nil { // in code that was not foreseen: silent, and the other checks go on
			result = &Result{}
		}
	}()
	if passedOver(pass) {
		return res, nil
	}
	concern := concernOf(pass)
	if !concern.calls && !concern.tells {
		return res, nil // nearly every package
	}
	pkg := pass.ResultOf[lazyssa.Analyzer].(*lazyssa.Result).Build()
	if pkg == nil {
		return res, nil
	}
	x := newIndex(pass, pkg)
	j := &judge{
		x: x, res: res,
		raws:  make(map[*ssa.Function]raw),
		calls: make(map[*ssa.Function]source),
		told:  make(map[*ssa.Function]bool),
		at:    make(map[ssa.Instruction]bool),
	}
	j.judge()
	x.export(j, concern)
	res.Steps = x.spent
	return res, nil
}

// passedOver reports whether the package is one that retries for its callers,
// or that is the system calls.
func passedOver(pass *analysis.Pass) bool {
	if len(pass.Files) == 0 || strings.HasPrefix(pass.Pkg.Path(), "golang.org/x/sys/") || pass.Pkg.Path() == "syscall" {
		return true
	}
	file := pass.Fset.File(pass.Files[0].Package).Name()
	src := filepath.Join(build.Default.GOROOT, "src") + string(filepath.Separator)
	return build.Default.GOROOT != "" && strings.HasPrefix(file, src)
}

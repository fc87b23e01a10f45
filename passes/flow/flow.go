// Package flow follows signals through Go code, from the calls that register
// them to what is done when they arrive. Everything that siglint says about
// Go programs is read off its result.
//
// A package is summarised function by function: what calling it installs
// (Reach), and what it does to channels and functions that it is given or
// returns (Open). The summaries are facts, so that the packages that import
// it can tell the story to its end. See the section on the core in
// docs/design.md for what is approximated, and how.
package flow

import (
	"go/ast"
	"go/build"
	"go/constant"
	"go/token"
	"go/types"
	"os"
	"reflect"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/siglint/siglint/passes/lazyssa"
	"github.com/siglint/siglint/passes/sigcalls"
	"github.com/siglint/siglint/passes/signals"
	"github.com/siglint/siglint/passes/values"
)

// Analyzer yields a *Result. It reports nothing.
var Analyzer = &analysis.Analyzer{
	Name:             "sigflow",
	Doc:              "follow signals from registration to what is done about them",
	Requires:         []*analysis.Analyzer{lazyssa.Analyzer, sigcalls.Analyzer},
	Run:              run,
	RunDespiteErrors: true, // to say that nothing is known
	FactTypes:        []analysis.Fact{new(handlers), new(reaches), new(shared)},
	ResultType:       reflect.TypeFor[*Result](),
}

// A Result is what is known of one package. All of it is empty for a package
// that has nothing to do with signals.
type Result struct {
	Index         *values.Index
	Registrations []*Registration // by position
	Handlers      []Handler       // those of imported packages besides
	Main          []Reach         // what main.main and all initialisers install; nil unless in package main
	Place         func(token.Pos) string

	engine *engine
}

// An engine holds the work on one package.
type engine struct {
	pass   *analysis.Pass
	goos   string
	ix     *values.Index
	calls  map[ssa.CallInstruction]*sigcalls.Call
	heldBy func(types.Object) (signals.Set, bool)

	uses      []*use
	found     *useIndex // of uses
	names     *interner // of their roots
	up        map[ssa.Value][]values.Root
	exprs     map[token.Pos]*ast.CallExpr
	defs      map[token.Pos][]ast.Expr
	dynamic   map[*ssa.Function][]ssa.CallInstruction
	callers   map[*ssa.Function][]ssa.CallInstruction
	followed  map[followKey]*followed
	relays    map[relayKey]*followed
	classes   map[class]*followed
	told      map[toldKey][]Branch
	single    map[singleKey]Branch
	spent     int // steps after signals
	worked    int // steps of all else
	cuts      int // signals that were not followed to the end
	methods   map[implKey][]*ssa.Function
	shapes    map[*ssa.Alloc]*shape // of structs in variables
	summaries map[summaryKey]*summary
	byName    map[string][]*ssa.Function

	regs          []*Registration
	byRoots       *group[*Registration] // once all are known
	byInstr       map[ssa.CallInstruction]signals.Set
	unions        map[rootSet]signals.Set
	expanded      map[expandKey]bool
	opens         map[*ssa.Function][]Open
	imports       map[*types.Package]*handlers
	carried       map[string][]*handlers // by method, of direct imports
	toldOf        map[string]bool        // paths of packages with methods in carried
	inC           []Handler              // that the package's C code may install
	table         []Handler
	tableAt       map[string]int
	spelt         []string                  // what summaries of the table are
	foreign       map[types.Object]reachSet // what functions of other packages reach
	mirrored      map[types.Type][]edge     // see reflected
	conds         map[*ssa.BasicBlock]ByCommand
	leading       map[[2]*ssa.BasicBlock]bool // see leadsTo
	leavers       map[leaver]bool             // once known
	gone          map[*ssa.BasicBlock]bool    // see dead
	results       *group[returnedChan]
	waiting       map[*ssa.Function][]*ssa.Function // see waiters
	defers        map[*ssa.Function][]*ssa.Defer
	borrowed      []borrowed
	joining       int // conditions within conditions
	flags         map[any]string
	moreThanFlags map[any]bool       // see setSince
	words         map[ssa.Value]bool // of the command line
	wordy         *bool              // see toldByWords, once known
	sets          map[*types.Var]*derivation
	assigns       map[string]bool // flags that the program assigns to
	filledOf      map[*types.Package]map[string]bool
	refills       map[*types.Var]bool
	fills         map[*types.Var]bool  // see filledIn
	stores        map[any][]*ssa.Store // of what is no constant, by flagKey
	states        map[*types.Var]bool
	commands      *commandSet
	msets         typeutil.MethodSetCache
	runners       map[*types.Package]bool  // whether it has commands that it runs
	mattering     map[string]bool          // see hot
	methodsOf     []string                 // of own interfaces, that matter
	mention       map[types.Type]string    // see mentions
	decodable     map[types.Type][]Handler // see decodes
	waits         []any                    // the WaitGroups that are waited for
	invokes       map[string][]types.Type
	asserts       []*types.Interface                // that the package asserts values to
	having        map[types.Type][]*types.Interface // those of asserts that a type has

	keeps         map[*ssa.Global][]*ssa.Function // see keptBy
	keptShown     map[*ssa.Function]bool          // see shown, once known
	adding        []addition                      // that add to the signals that other packages register
	waitsForChild *bool                           // see waitsOnce

	byReflection *bool // whether the package finds methods by name, once known
}

// keepPanics lets a panic through, for those who look for its cause.
var keepPanics = os.Getenv("SIGLINT_PANIC") != ""

func run(pass *analysis.Pass) (res any, err error) {
	if sigcalls.Standard(pass) {
		return &Result{}, nil
	}
	calls := pass.ResultOf[sigcalls.Analyzer].(*sigcalls.Result)
	imported := importedHandlers(pass)
	if !keepPanics {
		defer func() {
			if recover() != nil {
				res, err = anything(pass, imported), nil
			}
		}()
	}
	if calls.Failed || calls.Broken && len(imported) > 0 {
		return anything(pass, imported), nil
	}
	inC := foreignHandlers(pass)
	if calls.Index == nil && len(imported) == 0 && len(inC) == 0 && !sigcalls.Imports(pass, "plugin") {
		return &Result{}, nil // neither this package nor one it imports has to do with signals
	}
	e := newEngine(pass, calls, imported)
	e.inC = inC
	return e.analyse(calls), nil
}

func newEngine(pass *analysis.Pass, calls *sigcalls.Result, imported map[*types.Package]*handlers) *engine {
	e := &engine{
		pass:      pass,
		ix:        calls.Index,
		calls:     make(map[ssa.CallInstruction]*sigcalls.Call),
		heldBy:    calls.Known,
		found:     newUseIndex(),
		names:     newInterner(),
		up:        make(map[ssa.Value][]values.Root),
		callers:   make(map[*ssa.Function][]ssa.CallInstruction),
		followed:  make(map[followKey]*followed),
		relays:    make(map[relayKey]*followed),
		classes:   make(map[class]*followed),
		told:      make(map[toldKey][]Branch),
		single:    make(map[singleKey]Branch),
		unions:    make(map[rootSet]signals.Set),
		expanded:  make(map[expandKey]bool),
		waiting:   make(map[*ssa.Function][]*ssa.Function),
		defers:    make(map[*ssa.Function][]*ssa.Defer),
		foreign:   make(map[types.Object]reachSet),
		mirrored:  make(map[types.Type][]edge),
		leading:   make(map[[2]*ssa.BasicBlock]bool),
		gone:      make(map[*ssa.BasicBlock]bool),
		methods:   make(map[implKey][]*ssa.Function),
		shapes:    make(map[*ssa.Alloc]*shape),
		summaries: make(map[summaryKey]*summary),
		opens:     make(map[*ssa.Function][]Open),
		imports:   imported,
		tableAt:   make(map[string]int),
		runners:   make(map[*types.Package]bool),
		mention:   make(map[types.Type]string),
		decodable: make(map[types.Type][]Handler),
		conds:     make(map[*ssa.BasicBlock]ByCommand),
		words:     make(map[ssa.Value]bool),
	}
	if e.ix == nil {
		e.ix = values.New(pass.ResultOf[lazyssa.Analyzer].(*lazyssa.Result).Build())
	}
	for _, c := range calls.Calls {
		e.calls[c.Instr] = c
	}
	e.goos = GOOS(pass)
	return e
}

// GOOS returns the platform that a package is analysed for, as the syscall
// package that it is linked with shows.
func GOOS(pass *analysis.Pass) string {
	seen := make(map[*types.Package]bool)
	var find func(p *types.Package) string
	find = func(p *types.Package) string {
		if seen[p] {
			return ""
		}
		seen[p] = true
		switch p.Path() {
		case "syscall":
			return goosOf(p)
		case "runtime":
			if c, ok := p.Scope().Lookup("GOOS").(*types.Const); ok {
				return constant.StringVal(c.Val())
			}
		}
		for _, q := range p.Imports() {
			if g := find(q); g != "" {
				return g
			}
		}
		return ""
	}
	if g := find(pass.Pkg); g != "" {
		return g
	}
	return build.Default.GOOS
}

// goosOf tells platforms apart by the signals that syscall declares.
func goosOf(syscall *types.Package) string {
	has := func(name string) bool { return syscall.Scope().Lookup(name) != nil }
	switch {
	case has("SIGSTKFLT"), has("SIGPWR") && !has("SIGINFO"):
		return "linux"
	case has("SIGLIBRT"), has("SIGCKPT"):
		return "freebsd"
	case has("SIGINFO"):
		return "darwin"
	case has("SIGHUP") && !has("SIGUSR1"):
		return "windows"
	}
	return ""
}

// importedHandlers collects the facts of the direct imports.
func importedHandlers(pass *analysis.Pass) map[*types.Package]*handlers {
	m := make(map[*types.Package]*handlers)
	for _, p := range pass.Pkg.Imports() {
		var h handlers
		if pass.ImportPackageFact(p, &h) {
			m[p] = &h
		}
	}
	return m
}

// analyse does the work, in the order of its dependencies.
func (e *engine) analyse(calls *sigcalls.Result) *Result {
	e.collect()
	e.register(calls)
	e.findOpens()
	e.share()
	res := &Result{Index: e.ix, Registrations: e.regs, Place: e.place, engine: e}
	e.summarise(res)
	return res
}

// osSignal returns the call of os/signal that an instruction is, or nil.
func (e *engine) osSignal(call ssa.CallInstruction) *sigcalls.Call { return e.calls[call] }

package disposition_test

import (
	"go/ast"
	"go/types"
	"maps"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"
	"golang.org/x/tools/go/ssa"

	"github.com/siglint/siglint/passes/disposition"
	"github.com/siglint/siglint/passes/flow"
	"github.com/siglint/siglint/passes/sigcalls"
	"github.com/siglint/siglint/passes/signals"
	"github.com/siglint/siglint/passes/values"
)

// Each program's package comment says what is expected of it, one signal a
// line: "SIGHUP caught continues", with " may" or " if ..." where it says so.
// Signals that are not named must have Go's default, or be as "rest" says.
func TestPrograms(t *testing.T) {
	programs := []string{
		"adds",
		"appdefault",
		"applied",
		"appoption",
		"argless",
		"asked",
		"asserted",
		"atomics",
		"before",
		"bound",
		"boundhelper",
		"boxed",
		"branches",
		"bus",
		"byname",
		"callbacks",
		"calledboth",
		"capturedparam",
		"capturedset",
		"childcommand",
		"childcommands",
		"childhandler",
		"childkilled",
		"childloop",
		"childrestarted",
		"chosenbesides",
		"clausedefault",
		"clauses",
		"clausewrapped",
		"closures",
		"commandbyvalue",
		"commandcalled",
		"commandchosen",
		"commanddefault",
		"commandfolded",
		"commandfound",
		"commandmap",
		"commandnested",
		"commandrows",
		"commands",
		"commandtable",
		"commandvalues",
		"commandwordless",
		"commandwords",
		"conditions",
		"configured",
		"constructed",
		"contexts",
		"counted",
		"dead",
		"deadline",
		"decided",
		"dispatch",
		"eitherway",
		"embeds",
		"envnamed",
		"events",
		"exitvar",
		"factoryread",
		"factoryunread",
		"fieldreceived",
		"fieldregistered",
		"fields",
		"filters",
		"flagassigned",
		"frameworks",
		"generics",
		"given",
		"givenapart",
		"givenunknown",
		"global",
		"gotos",
		"groupdone",
		"handed",
		"handled",
		"handlermapped",
		"heldfunc",
		"helperasks",
		"helpers",
		"hookused",
		"ignored",
		"initedconfig",
		"initialisers",
		"inline",
		"instantiated",
		"interfaces",
		"keptread",
		"keptunread",
		"keyed",
		"keyevent",
		"leavers",
		"lent",
		"listed",
		"loglevel",
		"mapped",
		"mappings",
		"mappingsome",
		"maybeside",
		"methodinit",
		"namedresult",
		"namedreturn",
		"nohup",
		"mirrored",
		"numbers",
		"onsignal",
		"optiondecoded",
		"optioned",
		"optionelement",
		"optionfields",
		"optionfilled",
		"optionread",
		"optionset",
		"optionsole",
		"optionunset",
		"overwritten",
		"pairs",
		"parameters",
		"phases",
		"plain",
		"plugins",
		"prehooked",
		"pollwaits",
		"popup",
		"prompt",
		"promptembeds",
		"promptexpression",
		"promptgeneric",
		"promptpassed",
		"prompttemplate",
		"prompttold",
		"promptunused",
		"promptused",
		"provided",
		"questioned",
		"raise",
		"ranged",
		"receivers",
		"reflection",
		"relays",
		"restart",
		"retry",
		"returned",
		"rooted",
		"rootgiven",
		"rowfound",
		"samemethods",
		"screened",
		"selected",
		"sendonly",
		"services",
		"sets",
		"setupoff",
		"setupon",
		"setupunknown",
		"settings",
		"sharedbranch",
		"sized",
		"someall",
		"somefilled",
		"somegiven",
		"spelled",
		"staged",
		"stopflag",
		"stopflagless",
		"stopped",
		"surroundings",
		"swallowed",
		"tabled",
		"tablegiven",
		"tableempty",
		"tagged",
		"takenover",
		"taggeddefault",
		"toggles",
		"turns",
		"twicecalled",
		"twins",
		"twoways",
		"unconditional",
		"uncertain",
		"unknown",
		"unused",
		"values",
		"waits",
		"wordgiven",
	}
	checkAll(t, programs...)
}

// What follows the receipt of a signal.
func TestEffects(t *testing.T) {
	checkAll(t, "alreadyending", "configcase", "confquit", "donereceived", "drained", "forwarded", "parameterclosed", "pluginmaybe", "polled", "reworked", "tidied", "toldapart", "waitgroups", "fielddecoded", "fieldhidden", "fieldshown", "hookful", "hookless", "reclosed", "restartrounds", "roundflag", "rounds", "lameduck", "lastword", "leftout", "mailbox", "measured", "strayctx", "textkeys", "turnmade", "wording", "workeranew")
}

func checkAll(t *testing.T, programs ...string) {
	t.Helper()
	for _, r := range analysistest.Run(t, analysistest.TestData(), disposition.Analyzer, programs...) {
		t.Run(r.Pass.Pkg.Path(), func(t *testing.T) {
			got := r.Result.(*disposition.Result).Program
			if got == nil {
				t.Fatal("no program")
			}
			check(t, r.Pass.Files, got)
		})
	}
}

func check(t *testing.T, files []*ast.File, got *disposition.Program) {
	t.Helper()
	want := make(map[string]string)
	for _, f := range files {
		for line := range strings.SplitSeq(f.Doc.Text(), "\n") {
			if name, rest, ok := strings.Cut(strings.TrimSpace(line), " "); ok && (strings.HasPrefix(name, "SIG") || name == "rest") {
				want[name] = rest
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(got.Signals)) {
		d, e := signals.Default("linux", name)
		expected, said := want[name]
		if rest := want["rest"]; !said && rest != "" {
			expected = rest
		} else if !said {
			expected = string(d) + " " + string(e)
		}
		if s := spell(got.Signals[name]); s != expected {
			t.Errorf("%s: got %q, want %q", name, s, expected)
		}
		delete(want, name)
	}
	delete(want, "rest")
	for name := range want {
		t.Errorf("%s has no cell", name)
	}
}

func spell(c *disposition.Cell) string {
	s := string(c.Disposition) + " " + string(c.Effect)
	if c.May {
		s += " may"
	}
	if c.Condition != "" {
		s += " " + strings.TrimPrefix(c.Condition, "only ")
	}
	return s
}

// The action is the call that says why: not one on the way to it, nor what
// happens only when something fails.
func TestActions(t *testing.T) {
	for _, r := range analysistest.Run(t, analysistest.TestData(), disposition.Analyzer, "wording") {
		got := r.Result.(*disposition.Result).Program.Signals
		for name, want := range map[string]string{"SIGTERM": "", "SIGINT": "shuts down (s.Shutdown)"} {
			if a := got[name].Action; a != want {
				t.Errorf("%s: got %q, want %q", name, a, want)
			}
		}
	}
}

// What holds with one subcommand only, or without one, is told for that
// subcommand too.
func TestCommands(t *testing.T) {
	tests := map[string]map[string]string{ // by program, by command and signal
		"commands": {
			"serve SIGHUP": "caught continues", "serve SIGTERM": "default terminates", "serve SIGUSR1": "default nothing",
			" SIGHUP": "default terminates", " SIGTERM": "caught terminates", "version SIGTERM": "default terminates",
		},
		"commanddefault": {
			"cli SIGHUP": "default terminates", "cli SIGWINCH": "caught continues", "cli SIGTERM": "caught terminates",
			"dump SIGHUP": "default terminates", "dump SIGTERM": "caught terminates", "dump SIGWINCH": "default nothing",
			" SIGHUP": "caught continues", " SIGWINCH": "default nothing", "version SIGHUP": "default terminates",
		},
	}
	tests["takenover"] = map[string]string{
		" SIGHUP": "caught continues", "serve SIGHUP": "caught continues", "via SIGHUP": "caught continues", "plain SIGHUP": "default terminates",
	}
	tests["wordgiven"] = map[string]string{
		" SIGHUP": "caught continues", " SIGQUIT": "default dumps", " SIGUSR1": "caught continues", "run SIGUSR1": "caught continues",
		"serve SIGHUP": "caught continues", "query SIGHUP": "default terminates", "version SIGHUP": "default terminates", "list SIGALRM": "caught continues",
	}
	programs := slices.Sorted(maps.Keys(tests))
	for _, r := range analysistest.Run(t, analysistest.TestData(), disposition.Analyzer, programs...) {
		p := r.Result.(*disposition.Result).Program
		names := make(map[string]bool)
		for at, want := range tests[r.Pass.Pkg.Path()] {
			command, signal, _ := strings.Cut(at, " ")
			names[command] = true
			switch cell := p.Commands[command][signal]; {
			case cell == nil:
				t.Errorf("%s %s: no cell", r.Pass.Pkg.Path(), at)
			case spell(cell) != want:
				t.Errorf("%s %s: got %q, want %q", r.Pass.Pkg.Path(), at, spell(cell), want)
			}
		}
		for name := range p.Commands {
			if !names[name] {
				t.Errorf("%s: unexpected command %q", r.Pass.Pkg.Path(), name)
			}
		}
	}
}

// Where the analysis of a package fails, what it may register is unknown to
// every program that reaches it; nothing is said to be left at its default.
func TestFailure(t *testing.T) {
	run := flow.Analyzer.Run
	defer func() { flow.Analyzer.Run = run }()
	flow.Analyzer.Run = func(pass *analysis.Pass) (any, error) {
		if pass.Pkg.Path() != "panics" {
			return run(pass)
		}
		own := *pass
		calls := &sigcalls.Result{Index: &values.Index{Funcs: []*ssa.Function{nil}}}
		own.ResultOf = map[*analysis.Analyzer]any{sigcalls.Analyzer: calls}
		return run(&own)
	}
	for _, r := range analysistest.Run(t, analysistest.TestData(), disposition.Analyzer, "panicked", "panicunused") {
		t.Run(r.Pass.Pkg.Path(), func(t *testing.T) {
			check(t, r.Pass.Files, r.Result.(*disposition.Result).Program)
		})
	}
}

// Methods of types whose package is not imported reach what they reach, under
// drivers that show facts of packages to direct importers only, as go vet does.
func TestCarried(t *testing.T) {
	run := flow.Analyzer.Run
	defer func() { flow.Analyzer.Run = run }()
	flow.Analyzer.Run = func(pass *analysis.Pass) (any, error) {
		own := *pass
		own.ImportPackageFact = func(pkg *types.Package, f analysis.Fact) bool {
			return slices.Contains(pass.Pkg.Imports(), pkg) && pass.ImportPackageFact(pkg, f)
		}
		return run(&own)
	}
	programs := []string{"carriedmethod", "carriedembedded", "carriedgeneric", "carriedinterface", "carriedunused"}
	for _, r := range analysistest.Run(t, analysistest.TestData(), disposition.Analyzer, programs...) {
		t.Run(r.Pass.Pkg.Path(), func(t *testing.T) {
			check(t, r.Pass.Files, r.Result.(*disposition.Result).Program)
		})
	}
}

// The function of a command is called where the library of commands may be
// asked to run it, and not where they are only described.
func TestCommandsThatRun(t *testing.T) {
	checkAll(t, "docgen", "runbehind", "runcalled", "runexecute", "rungiven", "runglobal", "rungot", "runvalue")
}

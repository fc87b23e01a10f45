package flow

import (
	"go/types"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/siglint/siglint/passes/signals"
	"github.com/siglint/siglint/passes/values"
)

// classify judges a call by what is called.
func (f *frame) classify(c *ssa.CallCommon, path, name string, method bool) Kind {
	switch {
	case path == "os" && name == "Exit", path == "syscall" && name == "Exit", path == "runtime" && name == "Goexit":
		return Exits
	case path == "fmt":
		if strings.HasPrefix(name, "Print") || strings.HasPrefix(name, "Fprint") {
			return Logs
		}
		return pure
	case path == "syscall" || path == "golang.org/x/sys/unix":
		return f.classifySyscall(c, name)
	case path == "os" && method && (name == "Signal" || name == "Kill"):
		return f.classifyKill(c, name)
	case path == "sync" && name == "Do", path == "time" && name == "AfterFunc":
		return Work
	case exitNames[name] && path != "testing":
		return Exits
	case (path == "log" || path == "log/slog") && !changesLog(name):
		return Logs
	case path == "runtime" && (name == "Stack" || name == "GC"):
		return Work
	case purePackages[path], path == "os/exec" && !method: // a command does nothing until it is started
		return pure
	case path == "os":
		return f.classifyOS(name)
	case name == "Error" && len(c.Args) <= 1 && returnsString(c), name == "String" && returnsString(c):
		return pure
	case logNames[name] && tells(c):
		return Logs
	case logPackage(path) && !hasVerb(name) && !changesLog(name): // to reopen or rotate a log is work
		return Logs
	case takesStacks(name, c):
		return Work
	case accessor(name, c), logField(c), formats(c):
		return pure
	case ends(name) && f.openedSince(c):
		return Work
	case ends(name) && !looksLikeFile(c):
		if !returnsOutcome(c) {
			return pure // Shutdown_Channel, CloseNotify: what tells of an end
		}
		return Ends
	}
	return Work
}

// tells reports whether a call may tell of something: it is given text, an error
// or anything, or nothing at all.
func tells(c *ssa.CallCommon) bool {
	params := c.Signature().Params()
	for v := range params.Variables() {
		t := v.Type().Underlying()
		if s, ok := t.(*types.Slice); ok {
			t = s.Elem().Underlying()
		}
		switch t := t.(type) {
		case *types.Interface, *types.Signature, *types.TypeParam, *types.Struct, *types.Pointer:
			return true
		case *types.Basic:
			if t.Info()&types.IsString != 0 || t.Kind() == types.Byte {
				return true
			}
		}
	}
	return params.Len() == 0
}

// takesStacks reports whether a call yields the stacks of goroutines as text,
// which only somebody who looks for them asks for.
func takesStacks(name string, c *ssa.CallCommon) bool {
	results := c.Signature().Results()
	if results.Len() != 1 || !overlap(lower(splitName(name)), []string{"stack", "stacks", "stacktrace", "stacktraces", "goroutines", "backtrace"}) {
		return false
	}
	slice, ok := results.At(0).Type().Underlying().(*types.Slice)
	return returnsString(c) || ok && types.Identical(slice.Elem(), types.Typ[types.Byte])
}

// changesLog reports whether a function of a package of logging changes how it
// logs from then on: SetLevel, AddHook.
func changesLog(name string) bool {
	return hasWord(name, []string{"Set", "Add", "Replace", "Toggle", "Enable", "Disable", "Increase", "Decrease", "Raise", "Lower", "Change"})
}

// returnsOutcome reports whether a call returns nothing but how it went, or that
// at last.
func returnsOutcome(c *ssa.CallCommon) bool {
	if results := c.Signature().Results(); results.Len() > 0 && isErrorType(results.At(results.Len()-1).Type()) {
		return true
	}
	for v := range c.Signature().Results().Variables() {
		b, ok := v.Type().Underlying().(*types.Basic)
		if !isErrorType(v.Type()) && !(ok && b.Info()&(types.IsBoolean|types.IsInteger) != 0) {
			return false
		}
	}
	return true
}

func isErrorType(t types.Type) bool { return types.Identical(t, types.Universe.Lookup("error").Type()) }

// majorVersion matches the end of an import path that tells no name.
var majorVersion = regexp.MustCompile(`^/v[0-9]+$`)

// logPackage reports whether a package is one of logging, by its last element.
func logPackage(path string) bool {
	if i := strings.LastIndexByte(path, '/'); i > 0 && majorVersion.MatchString(path[i:]) {
		path = path[:i]
	}
	last := path[strings.LastIndexByte(path, '/')+1:]
	return strings.Contains(last, "log") && !strings.Contains(last, "logrotate") && !strings.Contains(last, "catalog") && !strings.Contains(last, "login")
}

func returnsString(c *ssa.CallCommon) bool {
	r := c.Signature().Results()
	return r.Len() == 1 && types.Identical(r.At(0).Type(), types.Typ[types.String])
}

// formats reports whether a call makes text of numbers.
func formats(c *ssa.CallCommon) bool {
	numbers := len(c.Args) > 0 && !c.IsInvoke() && returnsString(c)
	for _, arg := range c.Args {
		b, ok := arg.Type().Underlying().(*types.Basic)
		numbers = numbers && ok && b.Info()&types.IsNumeric != 0
	}
	return numbers
}

// accessor reports whether a call only reads, going by its name and results.
// What yields nothing but an error did something that may fail.
func accessor(name string, c *ssa.CallCommon) bool {
	results := c.Signature().Results()
	if results.Len() == 0 || results.Len() == 1 && isErrorType(results.At(0).Type()) && name != "Err" {
		return false
	}
	for _, p := range []string{"Get", "Is", "Has", "Len", "New", "Context", "Done", "Err", "Value"} {
		if rest, ok := strings.CutPrefix(name, p); ok && (rest == "" || rest[0] >= 'A' && rest[0] <= 'Z') {
			return true
		}
	}
	return false
}

// logField reports whether a call only makes a part of a log entry, as
// zap.String and slog.Int do, going by the type it returns.
func logField(c *ssa.CallCommon) bool {
	results := c.Signature().Results()
	if results.Len() != 1 {
		return false
	}
	t := results.At(0).Type()
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	named, ok := types.Unalias(t).(*types.Named)
	if !ok {
		return false
	}
	switch named.Obj().Name() {
	case "Field", "Attr", "Event", "Entry", "Logger", "SugaredLogger":
		return true
	}
	return false
}

// endWords begin the names of functions that end a program or its servers.
var endWords = []string{
	"Shutdown", "ShutDown", "Graceful", "Stop", "Close", "Quit", "Exit", "Terminate", "Halt", "Cancel", "Abort", "Die",
	"Interrupt", "Teardown", "TearDown", "Destroy",
}

// ends reports whether a name is that of a function that ends a program.
func ends(name string) bool { return hasWord(name, endWords) && !notTheProgram(name) }

// smallWords are parts of names of functions that end something smaller.
var smallWords = []string{
	"Bar", "Body", "CPU", "File", "Idle", "Notify", "Profil", "Query", "Request", "Rows", "Signal", "Spinner", "Ticker",
	"Timer", "Trace",
}

// notTheProgram passes over the ends of smaller things.
func notTheProgram(name string) bool {
	return slices.ContainsFunc(smallWords, func(part string) bool { return strings.Contains(name, part) })
}

// startWords begin the names of functions that start something (again).
var startWords = []string{"Start", "Restart", "Run", "New", "Open", "Reopen", "Listen", "Serve", "Init", "Load", "Reload", "Create", "Setup", "Launch", "Connect", "Spawn"}

func starts(name string) bool { return hasWord(name, startWords) }

// hasWord reports whether a camel-case name begins with one of the words.
func hasWord(name string, words []string) bool {
	if name == "" {
		return false
	}
	upper := strings.ToUpper(name[:1]) + name[1:]
	for _, w := range words {
		if rest, ok := strings.CutPrefix(upper, w); ok && (rest == "" || rest[0] < 'a' || rest[0] > 'z') {
			return true
		}
	}
	return false
}

// fileTypes are types whose Close and Stop end no program.
var fileTypes = map[string]bool{
	"os.File": true, "io.Closer": true, "io.ReadCloser": true, "io.WriteCloser": true, "io.ReadWriteCloser": true,
	"time.Timer": true, "time.Ticker": true, "bufio.Writer": true, "compress/gzip.Writer": true, "net.Conn": true,
	"database/sql.Rows": true, "io.PipeWriter": true, "io.PipeReader": true,
}

// looksLikeFile reports whether a method is one of a file, a timer or the like.
func looksLikeFile(c *ssa.CallCommon) bool {
	var t types.Type
	switch {
	case c.IsInvoke():
		t = c.Value.Type()
	case c.Signature().Recv() != nil && len(c.Args) > 0:
		t = c.Args[0].Type()
	default:
		return false
	}
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	named, ok := types.Unalias(t).(*types.Named)
	if !ok || named.Obj().Pkg() == nil {
		return false
	}
	name := strings.ToLower(named.Obj().Name())
	return fileTypes[named.Obj().Pkg().Path()+"."+named.Obj().Name()] ||
		strings.Contains(name, "logger") || strings.HasSuffix(name, "timer") || strings.HasSuffix(name, "ticker")
}

// openedSince reports whether a method is one of a value that was made after
// the signal came, as a connection is that tells somebody of it.
func (f *frame) openedSince(c *ssa.CallCommon) bool {
	var v ssa.Value
	switch {
	case c.IsInvoke():
		v = c.Value
	case c.Signature().Recv() != nil && len(c.Args) > 0:
		v = c.Args[0]
	}
	return v != nil && f.madeSince(v)
}

// madeSince reports whether a value is the result of a call made since the
// signal came, also one kept in a variable that nothing else is stored in.
func (f *frame) madeSince(v ssa.Value) bool {
	if x, ok := v.(*ssa.Extract); ok {
		v = x.Tuple
	}
	switch v := v.(type) {
	case *ssa.FieldAddr:
		return f.madeSince(v.X) // of an embedded field
	case *ssa.Call:
		for at := f; at != nil; at = at.up {
			if _, made := at.env[v]; made && at.fn == v.Parent() {
				return true
			}
		}
	case *ssa.UnOp:
		var stored []ssa.Value
		switch addr := v.X.(type) {
		case *ssa.Alloc:
			stored = f.ev.e.ix.Stored(addr)
		case *ssa.FreeVar:
			stored = f.captured(addr)
		}
		if len(stored) == 1 {
			if _, again := stored[0].(*ssa.UnOp); !again {
				return f.madeSince(stored[0])
			}
		}
	}
	return false
}

// makesContext reports whether a function makes a context that can be cancelled.
func makesContext(path, name string) bool {
	return path == "context" && strings.HasPrefix(name, "With") || path == "os/signal" && name == "NotifyContext"
}

// cancels reports whether a value is the cancel function of a context.
func cancels(t types.Type, roots []values.Root, ix *values.Index) bool {
	if named, ok := types.Unalias(t).(*types.Named); ok && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == "context" {
		return true
	}
	for _, r := range roots {
		call, ok := r.Value.(*ssa.Call)
		if !ok || r.Kind != values.Result || r.Index != 1 {
			continue
		}
		if fn := call.Call.StaticCallee(); fn != nil && fn.Pkg != nil && makesContext(fn.Pkg.Pkg.Path(), fn.Name()) {
			return true
		}
	}
	return false
}

// signals resolves a value that is or holds signals.
func (e *engine) signals(v ssa.Value) values.SignalSet { return e.ix.Signals(v, e.known) }

func (e *engine) known(obj types.Object) (signals.Set, bool) {
	if e.heldBy == nil {
		return signals.Set{}, false
	}
	return e.heldBy(obj)
}

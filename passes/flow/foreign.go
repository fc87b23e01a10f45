package flow

import (
	"go/types"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/siglint/siglint/passes/sigcalls"
	"github.com/siglint/siglint/passes/signals"
)

// Code that is not Go registers signals too: that of plugins, of which nothing
// is known, and that of C, where a look at the text tells which signals.

// InC is the Func of a handler that C code installs; what it does is unknown.
const InC = "sigaction"

// InPlugin is the Func of the handlers that a plugin may install, of which
// nothing is known.
const InPlugin = "plugin.Open"

// handlersInC matches a call that installs a handler, and the signal it names.
// A sigaction without a new action only asks.
var handlersInC = regexp.MustCompile(`\b(?:(?:bsd_|sysv_)?signal\s*\(\s*(SIG[A-Z0-9]+)\s*,|sigaction\s*\(\s*([\w+\->.\[\] ]+?)\s*,\s*(\(?\s*\w+|&))`)

// foreignHandlers returns the handlers that the C code of a package may install.
func foreignHandlers(pass *analysis.Pass) []Handler {
	var names []string
	any := false
	look := func(text string) {
		if !strings.Contains(text, "sigaction") && !strings.Contains(text, "signal") {
			return
		}
		for _, m := range handlersInC.FindAllStringSubmatch(text, -1) {
			name := m[1] + m[2]
			switch {
			case m[3] == "NULL" || m[3] == "0" || m[3] == "nullptr":
			case strings.HasPrefix(name, "SIG") && signals.Number(GOOS(pass), name) > 0:
				names = append(names, name)
			default:
				any = true
			}
		}
	}
	for _, file := range pass.OtherFiles {
		if !isC(file) || pass.ReadFile == nil {
			continue
		}
		if src, err := pass.ReadFile(file); err == nil {
			look(string(src))
		}
	}
	if usesC(pass) {
		for _, f := range pass.Files {
			for _, c := range f.Comments {
				look(c.Text()) // the C code above import "C"
			}
		}
	}
	var out []Handler
	slices.Sort(names)
	if names = slices.Compact(names); len(names) > 0 {
		h := Handler{Func: InC}
		for _, name := range names {
			h.Branches = append(h.Branches, Branch{Signal: name, Effect: signals.UnknownEffect})
		}
		out = append(out, h)
	}
	if any {
		out = append(out, Handler{Func: InC, Rest: true})
	}
	return out
}

func isC(file string) bool {
	for _, ext := range []string{".c", ".cc", ".cpp", ".cxx", ".m", ".h", ".hpp"} {
		if strings.HasSuffix(file, ext) {
			return true
		}
	}
	return false
}

// usesC reports whether a file has code in C: cgo made one of the files, or
// could not be run.
func usesC(pass *analysis.Pass) bool {
	return pass.Pkg.Scope().Lookup("_cgo_runtime_cgocall") != nil || sigcalls.Imports(pass, "C")
}

// callsC reports whether a function is one by which Go calls C.
func callsC(fn *ssa.Function) bool { return strings.HasPrefix(fn.Name(), "_Cfunc_") }

// opensPlugins reports whether a function loads code that is not known.
func opensPlugins(obj *types.Func) bool {
	return obj.Pkg().Path() == "plugin" && obj.Name() == "Open"
}

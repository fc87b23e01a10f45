package interrupts

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"
)

// A concern says what a package has to do with EINTR.
type concern struct {
	calls bool // it names an interruptible call, or a wrapper of its own module
	tells bool // it names EINTR, or a function that is known to test, retry or hand on errors
}

// concernOf looks at what the package names. Facts of functions it does not
// name change nothing in it.
func concernOf(pass *analysis.Pass) concern {
	var c concern
	plain, spoken := false, make(map[*types.Package]bool)
	for _, imp := range pass.Pkg.Imports() {
		plain = plain || isSyscallPackage(imp.Path())
		if pass.ImportPackageFact(imp, &speaks{}) {
			spoken[imp] = true
		}
	}
	for _, name := range pass.Pkg.Scope().Names() {
		if strings.HasPrefix(name, "_C2func_") {
			c.calls, c.tells = true, true // errno is a constant of C there
		}
	}
	if !plain && len(spoken) == 0 {
		return c
	}
	for _, obj := range pass.TypesInfo.Uses {
		switch pkg := obj.Pkg(); {
		case pkg == nil || pkg == pass.Pkg:
		case isSyscallPackage(pkg.Path()):
			name := obj.Name()
			c.tells = c.tells || name == "EINTR"
			c.calls = c.calls || trapCallers[name] || entryOf(name) != nil
		case spoken[pkg]:
			c.heed(pass, obj)
		}
	}
	return c
}

// heed looks at the facts of an object that the package names.
func (c *concern) heed(pass *analysis.Pass, obj types.Object) {
	if fn, ok := obj.(*types.Func); ok {
		obj = fn.Origin()
	}
	var f interrupted
	if pass.ImportObjectFact(obj, &f) && f.Module == modulePath(pass) {
		c.calls = true
	}
	if pass.ImportObjectFact(obj, &tests{}) || pass.ImportObjectFact(obj, &retries{}) || pass.ImportObjectFact(obj, &forwards{}) {
		c.tells = true
	}
}

// isDependency reports whether the package belongs to a module that is only
// built upon. What becomes of errors there is not judged, and its wrappers are
// that module's matter; see factSource.
func isDependency(pass *analysis.Pass) bool {
	return pass.Module != nil && pass.Module.Version != ""
}

// An Audience says to which importers of its package a fact matters.
type Audience int

const (
	Everybody Audience = iota // all importers, as far as this package knows
	Namers                    // those that name its object
	Nobody
)

// AudienceOf returns the audience of a fact in another module.
func AudienceOf(f analysis.Fact, module string) Audience {
	switch f := f.(type) {
	case *speaks:
		return Nobody // the others count
	case *interrupted:
		if f.Module != module {
			return Nobody
		}
		return Namers
	case *tests, *retries, *forwards:
		return Namers
	}
	return Everybody
}

package interrupts

import (
	"os"
	"path/filepath"

	"golang.org/x/tools/go/ssa"
)

// Facts travel from a package to its importers, so a package cannot know who
// calls its exported functions. For the few that hand out a raw EINTR, the text
// of the module is asked who does. Where none of the packages that do can know
// of EINTR, the call itself is the place to report; where one may, all of them
// are judged by the fact, each in its turn.

// A use says how the other packages of the module use a function.
type use int

const (
	unused  use = iota // none calls it
	unaware            // some do, and none of them knows of EINTR
	aware              // some do, and one of them may handle EINTR
)

// usedElsewhere says how other packages use fn.
func (x *index) usedElsewhere(fn *ssa.Function) use {
	if !x.visible(fn) || len(x.pass.Files) == 0 || x.dependency() {
		return unused
	}
	if u, ok := x.uses[fn]; ok {
		return u
	}
	here := filepath.Dir(x.pass.Fset.File(x.pass.Files[0].Package).Name())
	u := unused
	if root := moduleRoot(here); root != "" {
		u = moduleText(root).use(here, x.pass.Pkg, fn)
	}
	if u == unaware && x.offersHelp() {
		u = aware
	}
	x.uses[fn] = u
	return u
}

// dependency reports whether the package is of another module than those at
// work. Nothing is reported there, and who calls its functions is all the same.
func (x *index) dependency() bool {
	return x.pass.Module != nil && x.pass.Module.Version != ""
}

// offersHelp reports whether the package exports something that handles EINTR
// for others.
func (x *index) offersHelp() bool {
	for _, fn := range x.funcs {
		if !x.visible(fn) {
			continue
		}
		for _, p := range fn.Params {
			if isFunc(p.Type()) && len(errorResults(p.Type())) > 0 && x.helpOf(p).handled {
				return true
			}
			if isError(p.Type()) && len(x.tests) > 0 && x.summary(paramKey{fn, p, false, bare}).handled {
				return true
			}
		}
	}
	return false
}

// moduleRoot returns the nearest folder at or above dir with a go.mod.
func moduleRoot(dir string) string {
	for range 64 {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			break
		}
		dir = parent
	}
	return ""
}

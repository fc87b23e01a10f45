package shell

import "strings"

// buildFlags are the flags of go build that take a value.
var buildFlags = map[string]bool{
	"o": true, "p": true, "tags": true, "ldflags": true, "gcflags": true, "asmflags": true, "gccgoflags": true, "mod": true, "modfile": true,
	"buildmode": true, "compiler": true, "installsuffix": true, "pkgdir": true, "toolexec": true, "overlay": true, "pgo": true, "covermode": true, "coverpkg": true, "C": true,
}

// goTool notes go build -o NAME PACKAGE.
func (in *interp) goTool(fs []field, e *env, c ctx) {
	c.out.addUnknown()
	if len(fs) < 3 || !fs[1].is("build") {
		return
	}
	b := Build{Pos: in.locate(fs[0].pos), Dir: e.dir, Package: "."}
	named := false
	for i := 2; i < len(fs); i++ {
		p := fs[i].prefix()
		if !strings.HasPrefix(p, "-") {
			if p == "" {
				continue // a variable, most likely of flags
			}
			if !named {
				b.Package, named = fs[i].String(), true
			}
			continue
		}
		name, _, has := strings.Cut(strings.TrimLeft(p, "-"), "=")
		switch {
		case name == "o" && has:
			b.Output = fs[i].cut(strings.IndexByte(p, '=') + 1).String()
		case buildFlags[name] && !has && i+1 < len(fs):
			i++
			switch name {
			case "o":
				b.Output = fs[i].String()
			case "C":
				b.Dir = fs[i].String()
			}
		}
	}
	if b.Output == "" || len(in.builds) >= 1000 {
		return
	}
	for _, other := range in.builds {
		if other == b {
			return
		}
	}
	in.builds = append(in.builds, b)
}

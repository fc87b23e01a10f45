package a // want `members b.Alias b.Const b.Func b.Generic b.I b.T b.Var`

import "b"

type own struct{ b.T }

func named() { // want `calls b.Func \(\*b.T\).Method`
	b.Func()
	new(b.T).Method()
}

func alias() { // want `calls \(\*b.T\).Method`
	var x b.Alias
	x.Method()
}

func embedded(x own) { // want `calls \(\*b.T\).Method \(\*c.Base\).Promoted`
	x.Method()
	x.Promoted()
}

func instance() int { // want `calls b.Generic`
	return b.Generic(b.Const)
}

func dynamic(x b.I) { // want `calls invoke:Method \*ssa.UnOp`
	x.Method()
	b.Var()
}

func indirect(x b.T) { // want `calls \(b.T\).Deep \(c.Deep\).Dive`
	x.Deep().Dive()
}

func bound(x *own) func() { // want `calls `
	return x.Promoted
}

func made() b.I { // want `calls `
	return new(own)
}

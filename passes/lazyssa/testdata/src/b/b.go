package b

import "c"

const Const = 1

var Var = func() {}

var Unnamed = 1

type T struct{ c.Base }

func (t *T) Method() {}

func (t T) Deep() c.Deep { return c.Deep{} }

type Alias = T

type I interface{ Method() }

type Other struct{}

func (Other) Unnamed() {}

func Func() {}

func Unused() {}

func Generic[P any](p P) P { return p }

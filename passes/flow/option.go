package flow

import (
	"go/constant"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// option is the condition that a value is true, or false, as far as a person
// sets it: flags, fields of a configuration, the environment.
func (e *engine) option(v ssa.Value, want bool) Condition {
	return e.truth(v, want).whole()
}

// truth says when a value is true, or false, by subcommand.
func (e *engine) truth(v ssa.Value, want bool) ByCommand {
	if command := e.commandTest(v, want); command != "" {
		return ByCommand{command: {}}
	}
	if command := e.commandTest(v, !want); command != "" {
		return always().but(command)
	}
	if e.lacksWords(v, want) {
		return always().but(anyName)
	}
	switch v := v.(type) {
	case *ssa.UnOp:
		if v.Op == token.NOT {
			return e.truth(v.X, !want)
		}
	case *ssa.Call:
		return e.predicate(v, 0, want)
	case *ssa.Extract:
		if call, ok := v.Tuple.(*ssa.Call); ok && e.setting(v) == "" {
			return e.predicate(call, v.Index, want)
		}
	case *ssa.Phi:
		return e.joined(v, want)
	}
	return ByCommand{"": e.own(v, want)}
}

// own is the condition that a value is true, or false, which no subcommand has
// to do with.
func (e *engine) own(v ssa.Value, want bool) Condition {
	switch v := v.(type) {
	case *ssa.UnOp, *ssa.Extract:
		return isSet(e.setting(v), want)
	case *ssa.BinOp:
		return e.comparison(v, want)
	case *ssa.Field, *ssa.Parameter:
		return isSet(e.setting(v), want)
	case *ssa.TypeAssert:
		return isSet(lookedUp(v.X), want)
	}
	return Condition{}
}

func isSet(name string, want bool) Condition {
	if name == "" {
		return Condition{}
	}
	return when(Term{name, set, !want})
}

// comparison is the condition that x == c, or a like comparison, holds or not.
func (e *engine) comparison(b *ssa.BinOp, want bool) Condition {
	x, y, op := b.X, b.Y, b.Op
	if _, ok := x.(*ssa.Const); ok {
		x, y, op = y, x, mirrored[op]
	}
	c, ok := y.(*ssa.Const)
	if !ok {
		return Condition{}
	}
	if c.Value == nil || isLen(x) {
		return e.present(x, c, op, want)
	}
	name := e.setting(x)
	if name == "" && isEmpty(c) && (op == token.EQL || op == token.NEQ) {
		return e.hasValue(x, want == (op == token.NEQ))
	}
	if name == "" || e.isSubcommand(x) || isZero(c) && e.filledIn(x) {
		return Condition{} // which subcommand it is, is told apart
	}
	switch op {
	case token.NEQ:
		want = !want
	case token.EQL:
	default:
		t := Term{What: name, Is: op.String() + " " + c.Value.String()}
		if !want {
			t = t.opposite()
		}
		return when(t)
	}
	if constName := nameOfConst(c); constName != "" {
		return when(Term{name, constName, !want})
	}
	switch c.Value.Kind() {
	case constant.Bool:
		return isSet(name, want == constant.BoolVal(c.Value))
	case constant.String:
		if constant.StringVal(c.Value) == "" {
			return isSet(name, !want)
		}
	case constant.Int:
		if constant.Sign(c.Value) == 0 {
			return isSet(name, !want)
		}
	}
	return when(Term{name, c.Value.String(), !want})
}

func isZero(c *ssa.Const) bool {
	return isEmpty(c) || c.Value.Kind() == constant.Int && constant.Sign(c.Value) == 0
}

func isEmpty(c *ssa.Const) bool {
	return c.Value.Kind() == constant.String && constant.StringVal(c.Value) == ""
}

// mirrored maps comparisons to those with the sides exchanged.
var mirrored = map[token.Token]token.Token{
	token.EQL: token.EQL, token.NEQ: token.NEQ,
	token.LSS: token.GTR, token.GTR: token.LSS, token.LEQ: token.GEQ, token.GEQ: token.LEQ,
}

// isLen reports whether a value is the length of another.
func isLen(v ssa.Value) bool {
	call, ok := v.(*ssa.Call)
	if !ok {
		return false
	}
	b, ok := call.Call.Value.(*ssa.Builtin)
	return ok && b.Name() == "len"
}

// present is the condition that a part of a configuration is there: not nil,
// or of a length that is not zero.
func (e *engine) present(x ssa.Value, c *ssa.Const, op token.Token, want bool) Condition {
	if c.Value != nil {
		n, exact := constant.Int64Val(c.Value)
		switch {
		case !exact:
			return Condition{}
		case n == 0 && (op == token.GTR || op == token.NEQ), n == 1 && op == token.GEQ:
		case n == 0 && (op == token.EQL || op == token.LEQ), n == 1 && op == token.LSS:
			want = !want
		default:
			return Condition{}
		}
		list := x.(*ssa.Call).Call.Args[0]
		if isString(list.Type()) && !e.filledIn(list) {
			return e.hasValue(list, want)
		}
		return isSet(e.part(list), want)
	}
	switch op {
	case token.EQL:
		want = !want
	case token.NEQ:
	default:
		return Condition{}
	}
	if p, ok := x.(*ssa.Phi); ok && !isErrorType(p.Type()) {
		return e.madeWhen(p, want)
	}
	if name := e.part(x); name != "" || isErrorType(x.Type()) {
		return isSet(name, want)
	}
	return e.constructedWhen(x, want)
}

// constructedWhen is the condition that what a function of the package returns is
// not nil, or nil, also where a package variable keeps it.
func (e *engine) constructedWhen(v ssa.Value, want bool) Condition {
	if load, ok := v.(*ssa.UnOp); ok {
		g, isGlobal := load.X.(*ssa.Global)
		if !isGlobal || g.Pkg != e.ix.Pkg || g.Object() == nil || g.Object().Exported() && g.Pkg.Pkg.Name() != "main" {
			return Condition{}
		}
		stored := e.ix.StoredGlobal(g)
		if len(stored) != 1 {
			return Condition{}
		}
		v = stored[0]
	}
	call, result := callOf(v), 0
	if x, ok := v.(*ssa.Extract); ok {
		result = x.Index
	}
	if call == nil || e.joining > 3 {
		return Condition{}
	}
	fn := e.ix.Static(&call.Call)
	if !e.ix.Local(fn) || len(fn.Blocks) > maxPredicate {
		return Condition{}
	}
	e.joining++
	defer func() { e.joining-- }()
	either := make(ByCommand)
	for _, b := range fn.Blocks {
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !ok {
			continue
		}
		v := lastOf(ret.Results[result])
		c, isConst := v.(*ssa.Const)
		switch {
		case isConst && c.IsNil() == want, !want && isMade(v):
		case !isConst && !want && !isMade(v):
			return Condition{} // it may be nil all the same
		default:
			either.add(e.waysTo(b))
		}
	}
	return e.bindWays(either.told(), call.Call.Args, call).whole()
}

// madeWhen is the condition that a variable is not nil, or nil, which is made on
// some of the ways to it.
func (e *engine) madeWhen(p *ssa.Phi, want bool) Condition {
	if e.joining > 3 {
		return Condition{}
	}
	e.joining++
	defer func() { e.joining-- }()
	either := make(ByCommand)
	for i, v := range p.Edges {
		from := p.Block().Preds[i]
		c, isConst := v.(*ssa.Const)
		switch {
		case p.Block().Dominates(from):
			return Condition{} // set in a loop
		case isConst && c.IsNil() == want, !want && isMade(v):
			continue
		case !isConst && !want && !isMade(v):
			return Condition{} // it may be nil all the same
		}
		for command, c := range e.along(from, p.Block()) {
			either.or(command, c)
		}
	}
	return either.whole()
}

// isMade reports whether a value is certainly not nil.
func isMade(v ssa.Value) bool {
	switch v.(type) {
	case *ssa.Alloc, *ssa.MakeInterface, *ssa.MakeClosure, *ssa.MakeMap, *ssa.MakeChan, *ssa.MakeSlice, *ssa.Function:
		return true
	}
	return false
}

// part names the field of a configuration that a value which may be nil or
// empty is read from, or returns "". A field that only holds what the program
// made is none.
func (e *engine) part(v ssa.Value) string {
	switch t := v.Type().Underlying().(type) {
	case *types.Basic:
		if t.Info()&types.IsString != 0 {
			return e.setting(v)
		}
		return ""
	case *types.Pointer, *types.Slice, *types.Map:
	default:
		return "" // a channel, a function: no person sets it
	}
	if f, t := fieldRead(v); f != nil && !e.filledIn(v) && (ofOptions(t) || tagged(t, f) || e.leftToOthers(v, f)) {
		return e.fieldName(v, f, t)
	}
	return ""
}

// leftToOthers reports whether a field is a list that the package of its type
// never sets itself.
func (e *engine) leftToOthers(v ssa.Value, f *types.Var) bool {
	_, isSlice := v.Type().Underlying().(*types.Slice)
	return isSlice && f.Exported() && f.Pkg() == e.pass.Pkg && len(e.ix.StoredField(f)) == 0
}

// nameOfConst returns the name of a constant of a type that has names for its
// values, or "".
func nameOfConst(c *ssa.Const) string {
	named, ok := types.Unalias(c.Type()).(*types.Named)
	if !ok || named.Obj().Pkg() == nil || named.Obj().Pkg().Path() == "time" {
		return ""
	}
	scope := named.Obj().Pkg().Scope()
	for _, name := range scope.Names() {
		k, ok := scope.Lookup(name).(*types.Const)
		if ok && types.Identical(k.Type(), named) && constant.Compare(k.Val(), token.EQL, c.Value) {
			return name
		}
	}
	return ""
}

// joined says when a variable is true, or false, which is set on several ways:
// so are a && b and a || b.
func (e *engine) joined(p *ssa.Phi, want bool) ByCommand {
	if e.joining > 3 {
		return always()
	}
	e.joining++
	defer func() { e.joining-- }()
	either := make(ByCommand)
	for i, v := range p.Edges {
		if v == p {
			continue
		}
		if from := p.Block().Preds[i]; !p.Block().Dominates(from) {
			e.yields(either, e.along(from, p.Block()), v, want)
		} else if c, ok := v.(*ssa.Const); !ok || constant.BoolVal(c.Value) == want {
			return always() // set in a loop
		}
	}
	return either.told()
}

// yields adds the ways on which a value is as wanted.
func (e *engine) yields(either, ways ByCommand, v ssa.Value, want bool) {
	if c, ok := v.(*ssa.Const); ok && c.Value != nil {
		if constant.BoolVal(c.Value) == want {
			either.add(ways)
		}
		return
	}
	either.add(ways.and(e.truth(v, want)))
}

// lookedUp names the option that a value is looked up by in a map of them, as
// parsers of usage texts yield.
func lookedUp(v ssa.Value) string {
	if l := lookupOf(v); l != nil && strings.HasPrefix(text(l.Index), "-") {
		return text(l.Index)
	}
	return ""
}

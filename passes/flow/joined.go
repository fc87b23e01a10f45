package flow

import (
	"go/constant"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// joined puts a && b and a || b in words, which SSA makes a phi of: all edges
// but one are the same constant and come from the branches on what goes before.
func (e *engine) joined(p *ssa.Phi, branch bool) string {
	var words []string
	var short *ssa.Const
	word := " or "
	for i, edge := range p.Edges {
		c, ok := edge.(*ssa.Const)
		if !ok {
			words = append(words, e.option(edge, branch))
			continue
		}
		d := p.Block().Preds[i]
		first, isIf := d.Instrs[len(d.Instrs)-1].(*ssa.If)
		if !isIf || c.Value == nil || c.Value.Kind() != constant.Bool || short != nil && constant.BoolVal(short.Value) != constant.BoolVal(c.Value) {
			return ""
		}
		short = c
		decisive := constant.BoolVal(c.Value) == branch // one of them is enough
		if !decisive {
			word = " and "
		}
		words = append(words, e.option(first.Cond, (d.Succs[0] == p.Block()) == decisive))
	}
	if short == nil || len(words) != len(p.Edges) || word == " or " && slices.Contains(words, "") {
		return ""
	}
	return strings.Join(slices.DeleteFunc(words, func(w string) bool { return w == "" }), word)
}

// lookedUp names the option that a value is looked up by in a map of them, as
// parsers of usage texts yield.
func lookedUp(v ssa.Value) string {
	if x, ok := v.(*ssa.Extract); ok {
		v = x.Tuple
	}
	l, ok := v.(*ssa.Lookup)
	if !ok {
		return ""
	}
	return text(l.Index)
}

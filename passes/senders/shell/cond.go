package shell

import (
	"strings"

	"mvdan.cc/sh/v3/syntax"
)

// A truth is what is known of the status of a command.
type truth int

const (
	maybe truth = iota
	yes
	no
)

func (t truth) not() truth {
	switch t {
	case yes:
		return no
	case no:
		return yes
	}
	return maybe
}

// truth says whether a command succeeds, and what is known of a parameter if it does.
func (in *interp) truth(s *syntax.Stmt, e *env, c ctx) (truth, *binding) {
	c.out = nil
	t, b := in.plainTruth(s.Cmd, e, c)
	if s.Negated {
		return t.not(), nil
	}
	return t, b
}

func (in *interp) plainTruth(cmd syntax.Command, e *env, c ctx) (truth, *binding) {
	if c.depth++; c.depth > maxDepth || !in.step() {
		return maybe, nil
	}
	switch cmd := cmd.(type) {
	case *syntax.CallExpr:
		return in.testCall(cmd, e, c)
	case *syntax.TestClause:
		b, ok := cmd.X.(*syntax.BinaryTest)
		if !ok || b.Op != syntax.TsMatch && b.Op != syntax.TsMatchShort {
			return maybe, nil
		}
		x, okX := b.X.(*syntax.Word)
		y, okY := b.Y.(*syntax.Word)
		if okX && okY {
			return in.compare(x, y, "=", e, c)
		}
	case *syntax.BinaryCmd:
		if cmd.Op != syntax.AndStmt && cmd.Op != syntax.OrStmt {
			break
		}
		x, bx := in.truth(cmd.X, e, c)
		y, by := in.truth(cmd.Y, e, c)
		if cmd.Op == syntax.OrStmt {
			if x == yes || y == yes {
				return yes, nil
			}
			return maybe, nil
		}
		if bx == nil {
			bx = by
		}
		if x == no || y == no {
			return no, nil
		}
		return maybe, bx
	}
	return maybe, nil
}

// testCall judges [ A = B ] and its kin.
func (in *interp) testCall(call *syntax.CallExpr, e *env, c ctx) (truth, *binding) {
	args := call.Args
	if len(args) == 0 {
		return maybe, nil
	}
	switch args[0].Lit() {
	case "true", ":":
		return yes, nil
	case "[":
		if len(args) < 3 || args[len(args)-1].Lit() != "]" {
			return maybe, nil
		}
		args = args[1 : len(args)-1]
	case "test":
		args = args[1:]
	default:
		return maybe, nil
	}
	flip := false
	if len(args) > 0 && args[0].Lit() == "!" {
		flip, args = true, args[1:]
	}
	t, b := maybe, (*binding)(nil)
	switch {
	case len(args) == 3:
		t, b = in.compare(args[0], args[2], args[1].Lit(), e, c)
	case len(args) == 2 && (args[0].Lit() == "-n" || args[0].Lit() == "-z"):
		if text, ok := in.sure(in.word(args[1], e, c)); ok {
			t = truthOf((text == "") == (args[0].Lit() == "-z"))
		}
	}
	if flip {
		return t.not(), nil
	}
	return t, b
}

func truthOf(b bool) truth {
	if b {
		return yes
	}
	return no
}

func (in *interp) compare(x, y *syntax.Word, op string, e *env, c ctx) (truth, *binding) {
	if op != "=" && op != "==" && op != "!=" {
		return maybe, nil
	}
	a, b := in.word(x, e, c), in.word(y, e, c)
	s, okA := in.sure(a)
	t, okB := b.text()
	if okA && okB {
		return truthOf((s == t) == (op != "!=")), nil
	}
	if n := a.parameter(); n > 0 && okB && t != "" && op != "!=" && !strings.ContainsAny(t, "*?[") {
		return maybe, &binding{n, plainVariable(x), t}
	}
	return maybe, nil
}

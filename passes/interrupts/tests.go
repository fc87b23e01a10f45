package interrupts

import (
	"go/constant"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// A test is a place that tests an error for EINTR.
type test struct {
	fn      *ssa.Function
	instr   ssa.Instruction
	operand ssa.Value
}

// testOrigins says where the tested errors come from that are not simply the
// results of calls: an error kept there may be tested after all.
type testOrigins struct {
	fields  map[*types.Var]bool
	globals map[*ssa.Global]bool
	chans   map[string]bool // by the type of the elements
	keeps   bool            // maps and slices
}

// findTests collects the tests of the package.
func (x *index) findTests() {
	x.origin.fields = make(map[*types.Var]bool)
	x.origin.globals = make(map[*ssa.Global]bool)
	x.origin.chans = make(map[string]bool)
	for _, fn := range x.funcs {
		for _, b := range live(fn) {
			for _, instr := range b.Instrs {
				if op := x.findOperand(instr); op != nil {
					x.tests = append(x.tests, &test{fn, instr, op})
					x.originate(op, make(map[ssa.Value]bool))
				}
			}
		}
	}
}

// live returns the blocks of fn that can be reached where conditions such as
// runtime.GOOS == "darwin" are what they are.
func live(fn *ssa.Function) []*ssa.BasicBlock {
	if len(fn.Blocks) == 0 {
		return nil
	}
	seen := map[*ssa.BasicBlock]bool{fn.Blocks[0]: true}
	blocks := []*ssa.BasicBlock{fn.Blocks[0]}
	for i := 0; i < len(blocks); i++ {
		succs := blocks[i].Succs
		if branch, ok := blocks[i].Instrs[len(blocks[i].Instrs)-1].(*ssa.If); ok {
			if c, ok := branch.Cond.(*ssa.Const); ok && constant.BoolVal(c.Value) {
				succs = succs[:1]
			} else if ok {
				succs = succs[1:]
			}
		}
		for _, b := range succs {
			if !seen[b] {
				seen[b] = true
				blocks = append(blocks, b)
			}
		}
	}
	return blocks
}

// testedOperand returns the error that instr tests for EINTR, or nil.
func (x *index) testedOperand(instr ssa.Instruction) ssa.Value {
	operand, ok := x.asked[instr]
	if !ok {
		operand = x.findOperand(instr)
		x.asked[instr] = operand
	}
	return operand
}

func (x *index) findOperand(instr ssa.Instruction) ssa.Value {
	switch instr := instr.(type) {
	case *ssa.BinOp:
		if instr.Op != token.EQL && instr.Op != token.NEQ {
			return nil
		}
		for _, p := range [][2]ssa.Value{{instr.X, instr.Y}, {instr.Y, instr.X}} {
			if x.errnoOf(p[1]) == isEINTR && carries(p[0]) && carries(p[1]) && matters(instr) {
				return p[0]
			}
		}
	case *ssa.Call:
		return x.calledTest(&instr.Call)
	}
	return nil
}

// calledTest returns the error that a call tests for EINTR, or nil.
func (x *index) calledTest(call *ssa.CallCommon) ssa.Value {
	fn := declaredFunc(call)
	if fn == nil {
		return nil
	}
	if stdName(call) == "errors.Is" && len(call.Args) == 2 && x.errnoOf(call.Args[1]) == isEINTR {
		return call.Args[0]
	}
	if fn.Name() == "Temporary" && fn.Signature().Recv() != nil {
		if call.IsInvoke() {
			return call.Value
		}
		return call.Args[0]
	}
	var f tests
	if fn.Pkg() != x.pass.Pkg && x.pass.ImportObjectFact(fn, &f) && len(f.Params) > 0 {
		if i := f.Params[0]; i < len(call.Args) {
			return call.Args[i]
		}
	}
	return nil
}

// carries reports whether v is of a type that an errno is compared in.
func carries(v ssa.Value) bool {
	return isError(v.Type()) || isErrno(v)
}

// isErrno reports whether v was an errno before conversions to plain integers.
func isErrno(v ssa.Value) bool {
	for {
		if isError(v.Type()) {
			return true
		}
		c, ok := v.(*ssa.Convert)
		if !ok {
			return false
		}
		v = c.X
	}
}

// originate notes the variables that v is read from.
func (x *index) originate(v ssa.Value, seen map[ssa.Value]bool) {
	if v == nil || seen[v] {
		return
	}
	seen[v] = true
	o := &x.origin
	switch v := v.(type) {
	case *ssa.UnOp:
		if v.Op == token.ARROW {
			o.chans[elemOf(v.X)] = true
		}
		x.originate(v.X, seen)
	case *ssa.FieldAddr:
		o.fields[fieldOf(v.X.Type(), v.Field)] = true
		x.originate(v.X, seen)
	case *ssa.Field:
		o.fields[fieldOf(v.X.Type(), v.Field)] = true
		x.originate(v.X, seen)
	case *ssa.Global:
		o.globals[v] = true
	case *ssa.Select:
		for _, s := range v.States {
			o.chans[elemOf(s.Chan)] = true
		}
	case *ssa.Lookup, *ssa.Index, *ssa.IndexAddr, *ssa.Next:
		o.keeps = true
	case *ssa.Alloc:
		for _, s := range storesTo(v) {
			x.originate(s, seen)
		}
	case *ssa.FreeVar:
		x.originate(cellOf(v), seen)
	case *ssa.Call:
		for _, fn := range x.callees(&v.Call) { // a getter
			x.originateResults(fn, seen)
		}
	default:
		for _, op := range operands(v) {
			x.originate(op, seen)
		}
	}
}

// originateResults notes where the errors come from that fn returns.
func (x *index) originateResults(fn *ssa.Function, seen map[ssa.Value]bool) {
	for _, b := range fn.Blocks {
		if ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok {
			for _, r := range ret.Results {
				if isError(r.Type()) {
					x.originate(r, seen)
				}
			}
		}
	}
}

// operands returns the values that v is made from, one step back.
func operands(v ssa.Value) []ssa.Value {
	switch v := v.(type) {
	case *ssa.Phi:
		return v.Edges
	case *ssa.MakeInterface:
		return []ssa.Value{v.X}
	case *ssa.ChangeInterface:
		return []ssa.Value{v.X}
	case *ssa.ChangeType:
		return []ssa.Value{v.X}
	case *ssa.Convert:
		return []ssa.Value{v.X}
	case *ssa.TypeAssert:
		return []ssa.Value{v.X}
	case *ssa.Extract:
		return []ssa.Value{v.Tuple}
	}
	return nil
}

// escaped reports whether an error was put where some test takes one from.
func (x *index) escaped(o *outcome) bool {
	for f := range o.escapes {
		if x.origin.fields[f] {
			return true
		}
	}
	for g := range o.globals {
		if x.origin.globals[g] {
			return true
		}
	}
	return o.kept && x.origin.keeps
}

// elemOf names the type of the elements of a channel.
func elemOf(ch ssa.Value) string {
	if c, ok := ch.Type().Underlying().(*types.Chan); ok {
		return types.TypeString(c.Elem(), nil)
	}
	return ""
}

// causes are the calls that an error comes from; all is false where it may
// come from elsewhere.
type causes struct {
	calls []ssa.Instruction
	all   bool
}

// causesOf returns what an error comes from.
func (x *index) causesOf(v ssa.Value) *causes {
	c := x.behind[v]
	if c == nil {
		c = new(causes)
		c.calls, c.all = callsBehind(v, make(map[ssa.Value]bool))
		x.behind[v] = c
	}
	return c
}

// callsBehind returns the calls that an error comes from; ok is false where it
// may come from elsewhere.
func callsBehind(v ssa.Value, seen map[ssa.Value]bool) (calls []ssa.Instruction, ok bool) {
	if seen[v] {
		return nil, true
	}
	seen[v] = true
	switch w := v.(type) {
	case *ssa.Const:
		return nil, true
	case *ssa.Call:
		return []ssa.Instruction{w}, true
	case *ssa.UnOp:
		alloc, local := w.X.(*ssa.Alloc)
		if w.Op != token.MUL || !local {
			return nil, false
		}
		return callsBehindAll(storesTo(alloc), seen)
	}
	ops := operands(v)
	if len(ops) == 0 {
		return nil, false
	}
	return callsBehindAll(ops, seen)
}

func callsBehindAll(vals []ssa.Value, seen map[ssa.Value]bool) (calls []ssa.Instruction, ok bool) {
	for _, v := range vals {
		c, ok := callsBehind(v, seen)
		if !ok {
			return nil, false
		}
		calls = append(calls, c...)
	}
	return calls, true
}

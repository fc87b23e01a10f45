package interrupts

import (
	"go/constant"
	"hash/maphash"
	"maps"

	"golang.org/x/tools/go/ssa"
)

// Paths that differ in nothing that is still to be used go on as one.

// A stateKey tells the states at the start of blocks apart: a sum over all that
// is known, in no order.
type stateKey struct {
	block               int
	sum                 uint64
	judged, item, fresh bool
}

var hashSeed = maphash.MakeSeed()

// key is equal for equal states at the start of a block.
func (s *state) key(block int) stateKey {
	k := stateKey{block: block, judged: s.judged, item: s.item, fresh: s.fresh}
	for v, l := range s.vals {
		k.sum += maphash.Comparable(hashSeed, struct {
			v ssa.Value
			l level
		}{v, l})
	}
	for c, l := range s.cells {
		k.sum += maphash.Comparable(hashSeed, struct {
			c cell
			l level
		}{c, l})
	}
	for v, c := range s.known {
		k.sum += hashConst(v, 0, c)
	}
	for v, cs := range s.consts {
		for i, c := range cs {
			k.sum += hashConst(v, i+1, c)
		}
	}
	return k
}

func hashConst(v ssa.Value, i int, c constant.Value) uint64 {
	text := ""
	if c != nil {
		text = c.ExactString()
	}
	return maphash.Comparable(hashSeed, struct {
		v    ssa.Value
		i    int
		text string
	}{v, i, text})
}

// prune forgets what is known of values that nothing behind the start of b
// looks at any more.
func (x *index) prune(s *state, b *ssa.BasicBlock) {
	dead := func(v ssa.Value) bool { return !x.live(v, b) }
	maps.DeleteFunc(s.vals, func(v ssa.Value, _ level) bool { return dead(v) })
	maps.DeleteFunc(s.known, func(v ssa.Value, _ constant.Value) bool { return dead(v) })
	maps.DeleteFunc(s.consts, func(v ssa.Value, _ []constant.Value) bool { return dead(v) })
}

// live reports whether a value may be used at the start of b or behind it.
// One that b itself makes is made anew first.
func (x *index) live(v ssa.Value, b *ssa.BasicBlock) bool {
	instr, made := v.(ssa.Instruction)
	if made && instr.Block() == b {
		_, isPhi := v.(*ssa.Phi)
		return isPhi
	}
	refs := v.Referrers()
	if refs == nil || made && instr.Parent() != b.Parent() {
		return true
	}
	at, ok := x.lives[v]
	if !ok {
		at = x.liveIn(v, *refs)
		x.lives[v] = at
	}
	return at == nil || at[b]
}

// liveIn returns the blocks at whose start a value may still be used; nil
// stands for all of them.
func (x *index) liveIn(v ssa.Value, refs []ssa.Instruction) map[*ssa.BasicBlock]bool {
	var made *ssa.BasicBlock
	if instr, ok := v.(ssa.Instruction); ok {
		made = instr.Block()
	}
	at := make(map[*ssa.BasicBlock]bool)
	var work []*ssa.BasicBlock
	use := func(b *ssa.BasicBlock) {
		if b != made && !at[b] {
			at[b] = true
			work = append(work, b)
		}
	}
	for _, ref := range refs {
		switch ref := ref.(type) {
		case *ssa.Defer:
			return nil // used where the function ends
		case *ssa.Phi:
			for i, e := range ref.Edges {
				if e == v {
					use(ref.Block().Preds[i])
				}
			}
		default:
			use(ref.Block())
		}
	}
	for len(work) > 0 {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		x.spend(1)
		for _, p := range b.Preds {
			use(p)
		}
	}
	return at
}

package interrupts

import (
	"go/constant"
	"go/token"
	"maps"
	"strconv"

	"golang.org/x/tools/go/ssa"
)

// A level says how deep an error lies in the value that holds it.
type level uint8

const (
	bare    level = iota // the errno itself; == finds it
	wrapped              // inside another error or struct; errors.Is finds it
	text                 // only its words are left; nothing finds it
)

// A state is what is known at one point of one path: which values and cells
// hold the error, and what follows from its being EINTR.
type state struct {
	vals   map[ssa.Value]level
	cells  map[cell]level
	known  map[ssa.Value]constant.Value
	consts map[ssa.Value][]constant.Value // what the results of a call are
	judged bool                           // the error was compared with something on the way
	item   bool                           // the descriptor is another one by now: the next of several
	fresh  bool                           // the descriptor was made anew
}

func newState() *state {
	return &state{
		vals:   make(map[ssa.Value]level),
		cells:  make(map[cell]level),
		known:  make(map[ssa.Value]constant.Value),
		consts: make(map[ssa.Value][]constant.Value),
	}
}

func (s *state) clone() *state {
	c := *s
	c.vals, c.cells, c.known = maps.Clone(s.vals), maps.Clone(s.cells), maps.Clone(s.known)
	c.consts = maps.Clone(s.consts)
	return &c
}

// set records that v holds the error, or no longer does.
func (s *state) set(v ssa.Value, l level, ok bool) {
	if ok {
		s.vals[v] = l
	} else {
		delete(s.vals, v)
	}
}

// holds reports whether v is the error, or holds it somewhere inside.
func (s *state) holds(v ssa.Value) (level, bool) {
	if l, ok := s.vals[v]; ok {
		return l, true
	}
	if len(s.cells) == 0 {
		return 0, false
	}
	switch w := v.(type) {
	case *ssa.MakeInterface:
		return s.holds(w.X)
	case *ssa.ChangeType:
		return s.holds(w.X)
	case *ssa.Alloc, *ssa.FieldAddr, *ssa.IndexAddr, *ssa.Slice:
		return s.inside(addrKey(v))
	case *ssa.UnOp:
		if w.Op == token.MUL {
			return s.inside(addrKey(w.X))
		}
	}
	return 0, false
}

// inside reports whether a part of the variable called key holds the error.
func (s *state) inside(key cell) (level, bool) {
	found := false
	best := text
	for c, l := range s.cells {
		if c.partOf(key) {
			found, best = true, min(best, max(l, wrapped))
		}
	}
	return best, found
}

// A cell names a variable: equal names, one variable. Captured variables have
// the name of the cell they share.
type cell struct {
	root  ssa.Value
	stars int    // dereferences, before the path
	path  string // the fields and elements
}

// partOf reports whether c is a field or an element of d.
func (c cell) partOf(d cell) bool {
	n := len(d.path)
	return c.root == d.root && c.stars == d.stars && len(c.path) > n && c.path[:n] == d.path && (c.path[n] == '.' || c.path[n] == '[')
}

// addrKey names the variable at addr.
func addrKey(addr ssa.Value) cell {
	switch a := addr.(type) {
	case *ssa.FieldAddr:
		c := addrKey(a.X)
		c.path += "." + strconv.Itoa(a.Field)
		return c
	case *ssa.IndexAddr:
		c := addrKey(a.X)
		c.path += "[]"
		return c
	case *ssa.Slice:
		return addrKey(a.X)
	case *ssa.UnOp:
		if a.Op == token.MUL {
			c := addrKey(a.X)
			c.stars++
			return c
		}
	case *ssa.FreeVar:
		if cell := cellOf(a); cell != nil {
			if _, still := cell.(*ssa.FreeVar); !still {
				return addrKey(cell)
			}
		}
	}
	return cell{root: addr}
}

// addrRoot returns the variable or pointer that addr is a part of.
func addrRoot(addr ssa.Value) ssa.Value {
	for {
		switch a := addr.(type) {
		case *ssa.FieldAddr:
			addr = a.X
		case *ssa.IndexAddr:
			addr = a.X
		case *ssa.FreeVar:
			cell := cellOf(a)
			if cell == nil {
				return a
			}
			if _, still := cell.(*ssa.FreeVar); still {
				return cell
			}
			addr = cell
		default:
			return addr
		}
	}
}

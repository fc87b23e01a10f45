package interrupts

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// Reads and writes are restarted, except on some descriptors. Where a
// descriptor visibly is one of these, its calls are raised to the default tier.

// A descriptorKind is what a descriptor visibly is.
type descriptorKind int

const (
	plainFD   descriptorKind = iota
	eventFD                  // inotify, fanotify, eventfd, timerfd, signalfd: reads wait long
	deviceFD                 // a terminal, /dev/fuse
	netlinkFD                // netlink and routing sockets
	timedFD                  // a socket with SO_RCVTIMEO or SO_SNDTIMEO
)

// makers are the functions whose result is a descriptor of a kind.
var makers = map[string]descriptorKind{
	"Eventfd":       eventFD,
	"FanotifyInit":  eventFD,
	"InotifyInit":   eventFD,
	"InotifyInit1":  eventFD,
	"Signalfd":      eventFD,
	"TimerfdCreate": eventFD,
}

// marks are the functions whose first argument must be a descriptor of a kind.
var marks = map[string]descriptorKind{
	"FanotifyMark":    eventFD,
	"InotifyAddWatch": eventFD,
	"InotifyRmWatch":  eventFD,
	"IoctlGetTermios": deviceFD,
	"IoctlSetTermios": deviceFD,
	"TimerfdGettime":  eventFD,
	"TimerfdSettime":  eventFD,
}

// devices are the beginnings of the paths of slow devices.
var devices = []string{"/dev/console", "/dev/fuse", "/dev/ptmx", "/dev/pts", "/dev/tty"}

// descriptors knows the stores and marks of a package.
type descriptors struct {
	stores map[*types.Var][]ssa.Value
	globs  map[*ssa.Global][]ssa.Value
	marked map[any]descriptorKind // by origin
	modes  map[any]mode           // by origin
}

// raised returns the tier of a call, given its descriptor.
func (x *index) raised(e *Entry, s site) Tier {
	args := s.instr.Common().Args
	if e.Tier != Blocking || s.via >= 0 || e.FD < 0 || e.FD >= len(args) {
		return e.Tier
	}
	return x.raisedBy(e, args[e.FD])
}

// raisedBy returns the tier of calls on the descriptor fd.
func (x *index) raisedBy(e *Entry, fd ssa.Value) Tier {
	switch kind := x.kindOf(fd); {
	case kind > eventFD, kind == eventFD && strings.Contains(e.Kernel, "read"):
		return Default
	}
	return e.Tier
}

// raisedAt returns the tier of a call as one caller of its function makes it,
// which may be with a descriptor of its own.
func (x *index) raisedAt(src source, caller site) Tier {
	args, fn := caller.instr.Common().Args, src.site.fn
	if src.tier == src.entry.Tier || caller.via >= 0 || !slices.Contains(x.callees(caller.instr.Common()), fn) {
		return src.tier
	}
	origins := x.origins(src.site.instr.Common().Args[src.entry.FD])
	for i, p := range fn.Params {
		if j := i - (len(fn.Params) - len(args)); origins[p] && j >= 0 {
			return x.raisedBy(src.entry, args[j])
		}
	}
	return src.tier
}

// kindOf says what the descriptor v visibly is.
func (x *index) kindOf(v ssa.Value) descriptorKind {
	kind := plainFD
	for o := range x.origins(v) {
		kind = max(kind, x.descriptors().marked[o], x.madeBy(o))
	}
	return kind
}

// descriptors returns what is stored and marked in the package.
func (x *index) descriptors() *descriptors {
	if x.kinds == nil {
		x.kinds = &descriptors{
			stores: make(map[*types.Var][]ssa.Value),
			globs:  make(map[*ssa.Global][]ssa.Value),
			marked: make(map[any]descriptorKind),
			modes:  make(map[any]mode),
		}
		x.each(x.noteStore)
		x.each(x.noteMark)
		x.each(x.noteMode)
	}
	return x.kinds
}

// each calls f on every instruction of the package.
func (x *index) each(f func(ssa.Instruction)) {
	for _, fn := range x.funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				f(instr)
			}
		}
	}
}

func (x *index) noteStore(instr ssa.Instruction) {
	s, ok := instr.(*ssa.Store)
	if !ok {
		return
	}
	switch a := s.Addr.(type) {
	case *ssa.FieldAddr:
		f := fieldOf(a.X.Type(), a.Field)
		x.kinds.stores[f] = append(x.kinds.stores[f], s.Val)
	case *ssa.Global:
		x.kinds.globs[a] = append(x.kinds.globs[a], s.Val)
	}
}

func (x *index) noteMark(instr ssa.Instruction) {
	call, ok := instr.(ssa.CallInstruction)
	if !ok {
		return
	}
	common := call.Common()
	fn := declaredFunc(common)
	if fn == nil || fn.Pkg() == nil || !isSyscallPackage(fn.Pkg().Path()) || len(common.Args) == 0 {
		return
	}
	kind := marks[fn.Name()]
	if fn.Name() == "SetsockoptTimeval" && len(common.Args) == 4 && isTimeout(common.Args[2], fn.Pkg()) {
		kind = timedFD
	}
	if kind == plainFD {
		return
	}
	for o := range x.origins(common.Args[0]) {
		x.kinds.marked[o] = max(kind, x.kinds.marked[o])
	}
}

// isTimeout reports whether a socket option is one of the timeouts.
func isTimeout(opt ssa.Value, pkg *types.Package) bool {
	c, ok := opt.(*ssa.Const)
	if !ok || c.Value == nil {
		return true // one of several; likely a timeout, given a Timeval
	}
	for _, name := range []string{"SO_RCVTIMEO", "SO_SNDTIMEO"} {
		k, ok := pkg.Scope().Lookup(name).(*types.Const)
		if ok && constant.Compare(constant.ToInt(k.Val()), token.EQL, constant.ToInt(c.Value)) {
			return true
		}
	}
	return false
}

// madeBy says what a call that made a descriptor made.
func (x *index) madeBy(origin any) descriptorKind {
	call, ok := origin.(*ssa.Call)
	if !ok {
		return plainFD
	}
	fn := declaredFunc(&call.Call)
	if fn == nil || fn.Pkg() == nil {
		return plainFD
	}
	args := call.Call.Args
	switch path := fn.Pkg().Path(); {
	case isSyscallPackage(path) && fn.Name() == "Socket" && netlink(fn.Pkg(), args[0]):
		return netlinkFD
	case isSyscallPackage(path) && makers[fn.Name()] != plainFD:
		return makers[fn.Name()]
	case (isSyscallPackage(path) || path == "os") && strings.HasPrefix(fn.Name(), "Open") && slow(args):
		return deviceFD
	}
	return plainFD
}

// netlink reports whether an address family is that of netlink or routing.
func netlink(pkg *types.Package, family ssa.Value) bool {
	c, ok := family.(*ssa.Const)
	if !ok || c.Value == nil {
		return false
	}
	for _, name := range []string{"AF_NETLINK", "AF_ROUTE", "PF_ROUTE"} {
		k, ok := pkg.Scope().Lookup(name).(*types.Const)
		if ok && constant.Compare(constant.ToInt(k.Val()), token.EQL, constant.ToInt(c.Value)) {
			return true
		}
	}
	return false
}

// slow reports whether one of the arguments is the path of a slow device.
func slow(args []ssa.Value) bool {
	return slices.ContainsFunc(args, func(a ssa.Value) bool {
		c, ok := a.(*ssa.Const)
		if !ok || c.Value == nil || c.Value.Kind() != constant.String {
			return false
		}
		return slices.ContainsFunc(devices, func(d string) bool {
			return strings.HasPrefix(constant.StringVal(c.Value), d)
		})
	})
}

// origins returns where a descriptor may come from: calls, fields, variables,
// parameters.
func (x *index) origins(v ssa.Value) map[any]bool {
	x.descriptors() // a trace goes through the stores
	found := make(map[any]bool)
	x.trace(v, found, make(map[ssa.Value]bool), 6)
	return found
}

func (x *index) trace(v ssa.Value, found map[any]bool, seen map[ssa.Value]bool, depth int) {
	if v == nil || seen[v] || !x.spend(1) {
		return
	}
	seen[v] = true
	switch v := v.(type) {
	case *ssa.UnOp:
		if v.Op == token.MUL {
			x.traceVar(v.X, found, seen, depth)
		}
	case *ssa.Field:
		x.traceField(fieldOf(v.X.Type(), v.Field), found, seen, depth)
	case *ssa.Parameter:
		found[v] = true
		x.traceParam(v, found, seen, depth)
	case *ssa.Call:
		found[v] = true
		if fn := declaredFunc(&v.Call); fn != nil && fn.Name() == "Fd" {
			x.trace(receiver(&v.Call), found, seen, depth)
		}
		if depth > 0 {
			for _, fn := range x.callees(&v.Call) {
				x.traceResults(fn, found, seen, depth-1)
			}
		}
	case *ssa.FreeVar:
		x.traceVar(v, found, seen, depth)
	default:
		for _, op := range operands(v) {
			x.trace(op, found, seen, depth)
		}
	}
}

func receiver(call *ssa.CallCommon) ssa.Value {
	if call.IsInvoke() {
		return call.Value
	}
	if len(call.Args) > 0 {
		return call.Args[0]
	}
	return nil
}

func (x *index) traceVar(addr ssa.Value, found map[any]bool, seen map[ssa.Value]bool, depth int) {
	switch a := cellOf(addr).(type) {
	case *ssa.FieldAddr:
		x.traceField(fieldOf(a.X.Type(), a.Field), found, seen, depth)
	case *ssa.Global:
		found[a] = true
		for _, s := range x.kinds.globs[a] {
			x.trace(s, found, seen, depth)
		}
	case *ssa.Alloc:
		for _, s := range storesTo(a) {
			x.trace(s, found, seen, depth)
		}
	case nil:
	default:
		x.trace(a, found, seen, depth) // a variable captured by value
	}
}

func (x *index) traceField(f *types.Var, found map[any]bool, seen map[ssa.Value]bool, depth int) {
	if f == nil || found[f] {
		return
	}
	found[f] = true
	for _, s := range x.kinds.stores[f] {
		x.trace(s, found, seen, depth)
	}
}

func (x *index) traceParam(p *ssa.Parameter, found map[any]bool, seen map[ssa.Value]bool, depth int) {
	if depth == 0 {
		return
	}
	fn := p.Parent()
	i := slices.Index(fn.Params, p)
	for _, s := range x.callsOf(fn) {
		args := s.instr.Common().Args
		if j := i - (len(fn.Params) - len(args)); j >= 0 && j < len(args) {
			x.trace(args[j], found, seen, depth-1)
		}
	}
}

// callsOf returns where fn is called, also by the functions of this package that
// it is handed to.
func (x *index) callsOf(fn *ssa.Function) []site {
	var calls []site
	for _, s := range x.sitesOf(fn) {
		if s.via < 0 {
			calls = append(calls, s)
			continue
		}
		for _, callee := range x.callees(s.instr.Common()) {
			if i := s.via + len(callee.Params) - len(s.instr.Common().Args); i >= 0 && i < len(callee.Params) {
				calls = append(calls, slices.DeleteFunc(slices.Clone(x.sites[callee.Params[i]]), func(s site) bool { return s.via >= 0 })...)
			}
		}
	}
	return calls
}

func (x *index) traceResults(fn *ssa.Function, found map[any]bool, seen map[ssa.Value]bool, depth int) {
	for _, b := range fn.Blocks {
		if ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok {
			for _, r := range ret.Results {
				if !isError(r.Type()) && !isBool(r.Type()) {
					x.trace(r, found, seen, depth)
				}
			}
		}
	}
}

package interrupts

import (
	"go/constant"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// A call on a descriptor in non-blocking mode fails with EAGAIN where it would
// have to wait, and what does not wait is not interrupted. Descriptors that are
// visibly in that mode, wherever they come from, make a call harmless. To handle
// EAGAIN is no proof: sockets with a timeout answer with it too.

// A mode is what a package says about the mode of a descriptor.
type mode int

const (
	anyMode mode = iota
	nonblocking
	blocking // said as plainly
)

// ready are the system calls that never wait on a descriptor in that mode.
var ready = map[string]bool{
	"accept": true, "accept4": true, "connect": true,
	"read": true, "readv": true, "preadv": true, "preadv2": true,
	"recvfrom": true, "recvmmsg": true, "recvmsg": true,
	"sendmmsg": true, "sendmsg": true, "sendto": true,
	"write": true, "writev": true, "pwritev": true, "pwritev2": true,
}

// modeFlags are the functions that make descriptors and are told their mode: by
// which argument, and with which constant.
var modeFlags = map[string]struct {
	arg  int
	flag string
}{
	"Accept4":       {1, "SOCK_NONBLOCK"},
	"Eventfd":       {1, "EFD_NONBLOCK"},
	"FanotifyInit":  {0, "FAN_NONBLOCK"},
	"InotifyInit1":  {0, "IN_NONBLOCK"},
	"Open":          {1, "O_NONBLOCK"},
	"Openat":        {2, "O_NONBLOCK"},
	"Socket":        {1, "SOCK_NONBLOCK"},
	"TimerfdCreate": {1, "TFD_NONBLOCK"},
}

// returnsAtOnce reports whether a call's descriptor is in non-blocking mode.
func (x *index) returnsAtOnce(e *Entry, s site) bool {
	args := s.instr.Common().Args
	if !ready[e.Kernel] || e.FD < 0 || e.FD >= len(args) {
		return false
	}
	some := false
	for o := range x.origins(args[e.FD]) {
		if e.Kernel == "connect" && x.addressed(o) {
			some = true
			continue
		}
		switch x.modeOf(o) {
		case blocking:
			return false
		case nonblocking:
			some = true
		}
	}
	return some
}

// addressed reports whether an origin makes a socket for which connect only
// notes the address of its peer: one of datagrams, or a raw one.
func (x *index) addressed(origin any) bool {
	call, ok := origin.(*ssa.Call)
	if !ok {
		return false
	}
	fn := declaredFunc(&call.Call)
	if fn == nil || fn.Pkg() == nil || !isSyscallPackage(fn.Pkg().Path()) || fn.Name() != "Socket" {
		return false
	}
	args := call.Call.Args
	return x.isOneOf(args[0], fn.Pkg(), "AF_NETLINK", "AF_PACKET", "AF_ROUTE") || x.isOneOf(args[1], fn.Pkg(), "SOCK_DGRAM", "SOCK_RAW")
}

// isOneOf reports whether v is one of the constants called names, whatever
// flags of sockets are or-ed in.
func (x *index) isOneOf(v ssa.Value, pkg *types.Package, names ...string) bool {
	flags := flagOf(pkg, "SOCK_CLOEXEC") | flagOf(pkg, "SOCK_NONBLOCK")
	return x.prover(func(n int64) bool {
		return slices.ContainsFunc(names, func(name string) bool {
			want, ok := valueOf(pkg, name)
			return ok && n&^flags == want
		})
	}).always(v, 8)
}

// flagOf returns the value of a constant, or 0 where the platform lacks it.
func flagOf(pkg *types.Package, name string) int64 {
	n, _ := valueOf(pkg, name)
	return n
}

// modeOf says what the package says about one origin of a descriptor.
func (x *index) modeOf(origin any) mode {
	if m := x.descriptors().modes[origin]; m != anyMode {
		return m
	}
	switch o := origin.(type) {
	case *ssa.Parameter:
		if x.polled(o) {
			return nonblocking
		}
	case *ssa.Call:
		return x.madeMode(o)
	}
	return anyMode
}

// madeMode says in which mode a call makes a descriptor.
func (x *index) madeMode(call *ssa.Call) mode {
	fn := declaredFunc(&call.Call)
	if fn == nil || fn.Pkg() == nil || !isSyscallPackage(fn.Pkg().Path()) {
		return anyMode
	}
	f, ok := modeFlags[fn.Name()]
	switch {
	case fn.Name() == "Accept" || fn.Name() == "InotifyInit":
		return blocking
	case !ok || f.arg >= len(call.Call.Args):
		return anyMode
	case x.hasFlag(call.Call.Args[f.arg], fn.Pkg(), f.flag):
		return nonblocking
	}
	return blocking
}

// hasFlag reports whether flags hold the constant called flag, whatever else.
func (x *index) hasFlag(flags ssa.Value, pkg *types.Package, flag string) bool {
	bit, ok := valueOf(pkg, flag)
	return ok && x.prover(func(n int64) bool { return n&bit != 0 }).always(flags, 8)
}

// noteMode notes what a call of SetNonblock, or of fcntl, says of a descriptor.
func (x *index) noteMode(instr ssa.Instruction) {
	call, ok := instr.(ssa.CallInstruction)
	if !ok {
		return
	}
	common := call.Common()
	fn := declaredFunc(common)
	if fn == nil || fn.Pkg() == nil || !isSyscallPackage(fn.Pkg().Path()) {
		return
	}
	fd, m := x.modeSet(fn, common.Args)
	if m == anyMode {
		return
	}
	for o := range x.origins(converted(fd)) {
		x.kinds.modes[o] = max(m, x.kinds.modes[o])
	}
}

// modeSet says which descriptor a call puts in which mode.
func (x *index) modeSet(fn *types.Func, args []ssa.Value) (fd ssa.Value, m mode) {
	is := func(v ssa.Value, name string, match func(n, want int64) bool) bool {
		want, ok := valueOf(fn.Pkg(), name)
		return ok && x.prover(func(n int64) bool { return match(n, want) }).sometimes(v, 8)
	}
	equal := func(n, want int64) bool { return n == want }
	among := func(n, want int64) bool { return n&want != 0 }
	switch name := fn.Name(); {
	case name == "SetNonblock":
		if on, known := boolOf(args[1]); on {
			return args[0], nonblocking
		} else if known {
			return args[0], blocking
		}
	case trapCallers[name] && len(args) > 3 && is(args[0], "SYS_FCNTL", equal):
		args = args[1:]
		fallthrough
	case name == "FcntlInt":
		if is(args[1], "F_SETFL", equal) && is(args[2], "O_NONBLOCK", among) {
			return args[0], nonblocking
		}
	}
	return nil, anyMode
}

// valueOf returns the value of a constant of a package.
func valueOf(pkg *types.Package, name string) (int64, bool) {
	c, ok := pkg.Scope().Lookup(name).(*types.Const)
	if !ok {
		return 0, false
	}
	return constant.Int64Val(constant.ToInt(c.Val()))
}

// converted looks through the conversions around a value.
func converted(v ssa.Value) ssa.Value {
	for {
		c, ok := v.(*ssa.Convert)
		if !ok {
			return v
		}
		v = c.X
	}
}

// polled reports whether p is the descriptor that a syscall.RawConn lends to the
// function it is given: one of the runtime's poller.
func (x *index) polled(p *ssa.Parameter) bool {
	fn := p.Parent()
	if !lent(fn.Signature) {
		return false
	}
	for _, s := range x.sitesOf(fn) {
		if s.via >= 0 && lends(s.instr.Common()) {
			return true
		}
	}
	return false
}

// lends reports whether a call is one of RawConn's methods.
func lends(common *ssa.CallCommon) bool {
	switch calleeName(common) {
	case "Control", "Read", "Write":
	default:
		return false
	}
	params, results := common.Signature().Params(), common.Signature().Results()
	if params.Len() != 1 || results.Len() != 1 || !isError(results.At(0).Type()) {
		return false
	}
	sig, ok := params.At(0).Type().Underlying().(*types.Signature)
	return ok && lent(sig)
}

// lent reports whether a function takes a descriptor as RawConn hands it out.
func lent(sig *types.Signature) bool {
	if sig.Params().Len() != 1 || sig.Results().Len() > 1 {
		return false
	}
	b, ok := sig.Params().At(0).Type().(*types.Basic)
	return ok && b.Kind() == types.Uintptr && (sig.Results().Len() == 0 || isBool(sig.Results().At(0).Type()))
}

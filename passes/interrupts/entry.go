package interrupts

import "go/types"

// A Tier says how readily an interruption of a call is met in practice.
type Tier int

// The tiers, from the calls that are never restarted to those that fail with
// EINTR only on some file systems.
const (
	Default  Tier = iota + 1 // never restarted, or known for failures in production
	Blocking                 // restarted, except on timed sockets and odd descriptors
	Strict                   // interruptible on FUSE, CIFS, NFS, macOS
)

// String returns the name of t as the flag of the check spells it.
func (t Tier) String() string {
	switch t {
	case Default:
		return "default"
	case Blocking:
		return "blocking"
	case Strict:
		return "strict"
	}
	return "never"
}

// A Remedy says what is right to do when a call was interrupted.
type Remedy int

// The remedies.
const (
	Loop    Remedy = iota // call again
	Timeout               // call again, with the time that remains
	Connect               // call again on Linux; wait and read SO_ERROR elsewhere
	Closed                // nothing: the descriptor is gone
)

// An Entry is a function or a trap number that may fail with EINTR.
type Entry struct {
	Name   string // of the function, or of the SYS_ constant
	Kernel string // the name of the system call
	Tier   Tier
	Remedy Remedy
	Guards []guard // what keeps a call from blocking
	FD     int     // the argument that is the descriptor or process; -1 for none
}

// A guard is a condition on one argument under which a call does not block.
type guard struct {
	arg   int
	kind  guardKind
	names []string // of constants in the package called
	vals  []int64  // the same on Linux, for packages that lack the names
}

type guardKind int

const (
	hasBit   guardKind = iota // the argument has one of the bits
	isNot                     // the argument is a constant other than all these
	isZero                    // the argument is the constant 0
	zeroTime                  // the argument points at a zero time
	isNil                     // the argument is nil: nothing to wait for
	isUnlock                  // the argument points at a lock that is given up
)

// lookup returns the entry for a function of package syscall or x/sys/unix.
func lookup(fn *types.Func) *Entry {
	if fn == nil || fn.Pkg() == nil || !isSyscallPackage(fn.Pkg().Path()) {
		return nil
	}
	if fn.Signature().Recv() != nil {
		return nil // methods of Errno, Signal, FdSet
	}
	return entryOf(fn.Name())
}

// isSyscallPackage reports whether path is a package of plain system calls.
func isSyscallPackage(path string) bool {
	return path == "syscall" || path == "golang.org/x/sys/unix"
}

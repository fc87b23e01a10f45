package interrupts

// Bounds on the work, counted in steps: an instruction that a path takes, a
// value that is known where it branches. An error that is followed for too many
// counts as handled, and so do all that are left in a package that took too
// many: facts say of its functions that they may test what they are given.
const (
	maxSteps   = 4000       // blocks of one walk
	maxWalk    = 1_000_000  // steps of one walk
	maxPackage = 20_000_000 // steps of a package
)

// spend counts steps, and reports whether more may be taken.
func (x *index) spend(n int) bool {
	x.spent += n
	return !x.over()
}

// over reports whether the package took too many steps.
func (x *index) over() bool { return x.spent > maxPackage }

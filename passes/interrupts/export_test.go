package interrupts

// The bounds, for tests: what was begun just before may yet be finished.
const (
	MaxBlocks = maxSteps
	MaxSteps  = maxPackage + maxWalk
)

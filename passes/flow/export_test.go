package flow

// The bounds, for tests: what was begun just before may yet be finished.
const (
	MaxBudget   = maxBudget
	MaxFollowed = 2*maxPackage + maxSteps*maxBudget
	MaxWorked   = maxWork
)

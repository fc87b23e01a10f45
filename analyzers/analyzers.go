// Package analyzers lists the checks of siglint.
package analyzers

import "golang.org/x/tools/go/analysis"

// All holds every check, sorted by name.
var All = []*analysis.Analyzer{}

// Package analyzers lists the checks of siglint.
package analyzers

import (
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/siglint/siglint/analyzers/catchall"
	"github.com/siglint/siglint/analyzers/closedchannel"
	"github.com/siglint/siglint/analyzers/eintr"
	"github.com/siglint/siglint/analyzers/fataldefault"
	"github.com/siglint/siglint/analyzers/ignore"
	"github.com/siglint/siglint/analyzers/inheritedignore"
	"github.com/siglint/siglint/analyzers/lateregistration"
	"github.com/siglint/siglint/analyzers/leakedchannel"
	"github.com/siglint/siglint/analyzers/libraryhandler"
	"github.com/siglint/siglint/analyzers/loststop"
	"github.com/siglint/siglint/analyzers/reloadsignal"
	"github.com/siglint/siglint/analyzers/routineshutdown"
	"github.com/siglint/siglint/analyzers/skippeddefer"
	"github.com/siglint/siglint/analyzers/stalesender"
	"github.com/siglint/siglint/analyzers/unbuffered"
	"github.com/siglint/siglint/analyzers/uncatchable"
	"github.com/siglint/siglint/analyzers/unconsumed"
)

// on holds the checks that run unless one says otherwise.
var on = []*analysis.Analyzer{
	catchall.Analyzer,
	closedchannel.Analyzer,
	eintr.Analyzer,
	leakedchannel.Analyzer,
	loststop.Analyzer,
	reloadsignal.Analyzer,
	routineshutdown.Analyzer,
	stalesender.Analyzer,
	unbuffered.Analyzer,
	uncatchable.Analyzer,
	unconsumed.Analyzer,
}

// off holds the checks of habits that only some projects want.
var off = []*analysis.Analyzer{
	fataldefault.Analyzer,
	inheritedignore.Analyzer,
	lateregistration.Analyzer,
	libraryhandler.Analyzer,
	skippeddefer.Analyzer,
}

// Default holds the checks that are on by default, sorted by name.
var Default = For(on)

// All holds every check, sorted by name. Its check of ignore comments judges
// those for the checks in Default.
var All = sorted(append(slices.Clone(Default), off...))

// For returns the chosen checks with one that judges the ignore comments for
// just these, in the place of any other that does.
func For(chosen []*analysis.Analyzer) []*analysis.Analyzer {
	chosen = slices.DeleteFunc(slices.Clone(chosen), func(a *analysis.Analyzer) bool { return a.Name == "ignore" })
	names := []string{"ignore"}
	for _, a := range slices.Concat(on, off) {
		names = append(names, a.Name)
	}
	return sorted(append(chosen, ignore.New(names, chosen...)))
}

func sorted(list []*analysis.Analyzer) []*analysis.Analyzer {
	slices.SortFunc(list, func(a, b *analysis.Analyzer) int { return strings.Compare(a.Name, b.Name) })
	return list
}

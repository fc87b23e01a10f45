package senders

import (
	"cmp"
	"slices"
)

// Sort puts sends in the order of their places, of one file or of several.
func Sort(sends []Send) {
	slices.SortStableFunc(sends, func(a, b Send) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Pos.Line, b.Pos.Line), cmp.Compare(a.Pos.Column, b.Pos.Column))
	})
}

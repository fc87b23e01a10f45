// Package ignore defines an Analyzer that reports ignore comments that say
// too little, or silence nothing.
//
// # Analyzer ignore
//
// ignore: report ignore comments without a reason, or with nothing to ignore
//
// A finding that is wrong, or that may stand, is silenced by a comment on its
// line or on a line of its own above it:
//
//	//siglint:ignore loststop the process ends with this function
//
// The reason is for the reader to come. Without one, nobody can tell whether
// the comment still holds. And a comment that no longer silences anything
// would silence the next mistake on that line, unseen. This one gives no reason:
//
//	//siglint:ignore loststop
//	ctx, _ := signal.NotifyContext(parent, os.Interrupt)
//
// State the reason, mend the name, or remove the comment.
//
// The analyzer is silent about comments for checks that are off, and about
// nolint comments, which golangci-lint's nolintlint judges.
package ignore

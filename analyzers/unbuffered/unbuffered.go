package unbuffered

import (
	_ "embed"
	"go/token"

	"golang.org/x/tools/go/analysis"

	"github.com/siglint/siglint/passes/checkdoc"
	"github.com/siglint/siglint/passes/consumers"
	"github.com/siglint/siglint/passes/edits"
	"github.com/siglint/siglint/passes/ignores"
	"github.com/siglint/siglint/passes/places"
)

//go:embed doc.go
var doc string

// Analyzer reports unbuffered channels given to signal.Notify.
var Analyzer = &analysis.Analyzer{
	Name:       "unbuffered",
	Doc:        checkdoc.MustExtract(doc, "unbuffered"),
	URL:        checkdoc.URL("unbuffered"),
	Requires:   []*analysis.Analyzer{consumers.Analyzer},
	ResultType: ignores.ResultType,
	Run:        ignores.Run("unbuffered", run),
}

func run(pass *analysis.Pass) (any, error) {
	seen := make(map[token.Pos]bool) // a make that reaches several registrations
	for _, c := range pass.ResultOf[consumers.Analyzer].(*consumers.Result).Channels {
		if c.Inline {
			continue // nobody could receive what is dropped
		}
		for _, reg := range c.Notifies {
			for _, m := range reg.Makes {
				if m.Size != 0 || seen[m.Pos] {
					continue // buffered, or unknown
				}
				if places.Test(pass, m.Pos) && !places.Test(pass, reg.Pos) {
					continue // a test that sends the signals itself
				}
				seen[m.Pos] = true
				pass.Report(analysis.Diagnostic{
					Pos:            reg.Pos,
					End:            reg.End,
					Message:        c.Called() + " is unbuffered; signal.Notify may drop signals",
					Related:        []analysis.RelatedInformation{{Pos: m.Pos, End: m.End, Message: c.Called() + " is made here"}},
					SuggestedFixes: fixes(pass, m),
				})
			}
		}
	}
	return nil, nil
}

// fixes gives the channel room for one signal.
func fixes(pass *analysis.Pass, m consumers.Make) []analysis.SuggestedFix {
	call := places.Call(pass, m.Pos, m.End)
	if call == nil || len(call.Args) == 0 {
		return nil // made in another package
	}
	edit := edits.Insert(call.Args[0].End(), ", 1")
	if len(call.Args) > 1 {
		if edits.LastUse(pass, places.File(pass, m.Pos), call.Args[1]) {
			return nil // the size comes from a package that nothing else needs
		}
		edit = edits.Replace(call.Args[1], "1")
	}
	return []analysis.SuggestedFix{{Message: "Make room for one signal", TextEdits: []analysis.TextEdit{edit}}}
}

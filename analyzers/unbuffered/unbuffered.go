package unbuffered

import (
	_ "embed"
	"go/ast"
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
	seen := make(map[token.Pos]bool) // a make that reaches several variables
	for _, c := range pass.ResultOf[consumers.Analyzer].(*consumers.Result).Channels {
		if len(c.Notifies) == 0 || c.Inline {
			continue // nothing is dropped, or nobody could receive it
		}
		for _, m := range c.Makes {
			if m.Size != 0 || seen[m.Pos] {
				continue // buffered, or unknown
			}
			seen[m.Pos] = true
			reg := c.Notifies[0]
			pass.Report(analysis.Diagnostic{
				Pos:            reg.Pos,
				End:            reg.End,
				Message:        name(c) + " is unbuffered; signal.Notify may drop signals",
				Related:        []analysis.RelatedInformation{{Pos: m.Pos, End: m.End, Message: name(c) + " is made here"}},
				SuggestedFixes: fixes(pass, m),
			})
		}
	}
	return nil, nil
}

func name(c *consumers.Channel) string {
	if c.Name == "" {
		return "the channel"
	}
	return c.Name
}

// fixes gives the channel room for one signal.
func fixes(pass *analysis.Pass, m consumers.Make) []analysis.SuggestedFix {
	for _, n := range places.Enclosing(pass, m.Pos, m.End) {
		call, ok := n.(*ast.CallExpr)
		if !ok || len(call.Args) == 0 {
			continue
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
	return nil // made in another package
}

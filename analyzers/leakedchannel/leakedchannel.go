package leakedchannel

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/siglint/siglint/passes/checkdoc"
	"github.com/siglint/siglint/passes/consumers"
	"github.com/siglint/siglint/passes/ignores"
)

//go:embed doc.go
var doc string

// Analyzer reports channels that are registered again and again.
var Analyzer = &analysis.Analyzer{
	Name:       "leakedchannel",
	Doc:        checkdoc.MustExtract(doc, "leakedchannel"),
	URL:        checkdoc.URL("leakedchannel"),
	Requires:   []*analysis.Analyzer{consumers.Analyzer},
	ResultType: ignores.ResultType,
	Run:        ignores.Run("leakedchannel", run),
}

func run(pass *analysis.Pass) (any, error) {
	for _, c := range pass.ResultOf[consumers.Analyzer].(*consumers.Result).Channels {
		if len(c.Stops) > 0 || c.Escapes || c.Inline {
			continue // given back, perhaps; inline ones are a deliberate idiom
		}
		for _, reg := range c.Notifies {
			made := looping(reg.Makes)
			if made == nil || !reg.Loop {
				continue // one channel, however often it is registered, or registered once
			}
			pass.Report(analysis.Diagnostic{
				Pos:     reg.Pos,
				End:     reg.End,
				Message: c.Called() + " is registered on every turn of the loop and never stopped; os/signal keeps them all",
				Related: []analysis.RelatedInformation{{Pos: made.Pos, End: made.End, Message: "made here on every turn"}},
			})
		}
	}
	return nil, nil
}

// looping returns the first make that a loop repeats.
func looping(makes []consumers.Make) *consumers.Make {
	for i := range makes {
		if makes[i].Loop {
			return &makes[i]
		}
	}
	return nil
}

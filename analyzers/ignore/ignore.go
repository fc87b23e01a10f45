package ignore

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/siglint/siglint/passes/checkdoc"
	"github.com/siglint/siglint/passes/edits"
	"github.com/siglint/siglint/passes/ignores"
)

//go:embed doc.go
var doc string

// New returns the check. It knows the names of all checks, and judges the
// comments for those that run: it waits for them to learn what each silenced.
func New(names []string, running ...*analysis.Analyzer) *analysis.Analyzer {
	j := &judge{names: names}
	for _, a := range running {
		if a.ResultType == ignores.ResultType {
			j.running = append(j.running, a)
		}
	}
	return &analysis.Analyzer{
		Name:     "ignore",
		Doc:      checkdoc.MustExtract(doc, "ignore"),
		URL:      checkdoc.URL("ignore"),
		Requires: j.running,
		Run:      ignores.Run("ignore", j.run),
	}
}

// A judge holds comments against the checks they name.
type judge struct {
	names   []string
	running []*analysis.Analyzer
}

func (j *judge) run(pass *analysis.Pass) (any, error) {
	for _, f := range pass.Files {
		for _, c := range ignores.File(pass, f) {
			if c.Form == ignores.Nolint {
				continue // golangci-lint's to judge
			}
			j.comment(pass, c)
		}
	}
	return nil, nil
}

// comment reports what is wrong with one comment, once.
func (j *judge) comment(pass *analysis.Pass, c *ignores.Comment) {
	report := func(category, message string, fixes ...analysis.SuggestedFix) {
		pass.Report(analysis.Diagnostic{Pos: c.Pos, End: c.End, Category: category, Message: message, SuggestedFixes: fixes})
	}
	if len(c.Names) == 0 {
		report("unnamed", "ignore comment names no check; write siglint:ignore NAME and a reason")
		return
	}
	for _, name := range c.Names {
		if !j.known(name) {
			report("unknown", fmt.Sprintf("ignore comment names %q, which is no check%s", name, j.near(name)))
			return
		}
	}
	if c.Reason == "" {
		report("noreason", fmt.Sprintf("ignore comment for %s gives no reason; say why the finding may stand", strings.Join(c.Names, ", ")))
		return
	}
	for _, name := range c.Names {
		if !j.needless(pass, c, name) {
			continue
		}
		var fixes []analysis.SuggestedFix
		if len(c.Names) == 1 {
			fixes = []analysis.SuggestedFix{{
				Message:   "Remove the comment",
				TextEdits: []analysis.TextEdit{edits.Delete(pass, c.Pos, c.End)},
			}}
		}
		report("needless", fmt.Sprintf("%s finds nothing here; the comment would hide its next finding", name), fixes...)
	}
}

// known reports whether a name, or for staticcheck's form a pattern, can
// stand for a check.
func (j *judge) known(name string) bool {
	return slices.Contains(j.names, name) || strings.ContainsAny(name, "*?[")
}

// needless reports whether the check ran and the comment silenced nothing.
func (j *judge) needless(pass *analysis.Pass, c *ignores.Comment, name string) bool {
	if name == "stalesender" {
		return false // finds what other packages' programs make of this code, and judges the comment itself
	}
	for _, a := range j.running {
		if a.Name == name {
			used, _ := pass.ResultOf[a].(*ignores.Used)
			return used != nil && !used.Has(c.Pos)
		}
	}
	return false // off, or a pattern
}

// near offers the check whose name was probably meant.
func (j *judge) near(name string) string {
	best, least := "", 3
	for _, n := range j.names {
		if d := distance(name, n); d < least {
			best, least = n, d
		}
	}
	if best == "" {
		return ""
	}
	return "; did you mean " + best + "?"
}

// distance is the number of letters to insert, drop or change.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for i := range row {
		row[i] = i
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for k := range len(b) {
			cost := diagonal
			if a[i] != b[k] {
				cost++
			}
			diagonal = row[k+1]
			row[k+1] = min(cost, row[k]+1, row[k+1]+1)
		}
	}
	return row[len(b)]
}

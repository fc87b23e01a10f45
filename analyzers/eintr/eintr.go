package eintr

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/token"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/astutil"

	"github.com/siglint/siglint/passes/checkdoc"
	"github.com/siglint/siglint/passes/ignores"
	"github.com/siglint/siglint/passes/interrupts"
)

//go:embed doc.go
var doc string

// Analyzer reports interruptible calls whose EINTR nobody handles.
var Analyzer = &analysis.Analyzer{
	Name:       "eintr",
	Doc:        checkdoc.MustExtract(doc, "eintr"),
	URL:        checkdoc.URL("eintr"),
	Requires:   []*analysis.Analyzer{interrupts.Analyzer},
	ResultType: ignores.ResultType,
	Run:        ignores.Run("eintr", run),
}

// tier is the highest tier that is reported.
var tier = tierFlag(interrupts.Default)

func init() {
	Analyzer.Flags.Var(&tier, "tier", "calls to report: default, blocking (also reads and writes) or strict (also calls that touch files)")
}

type tierFlag interrupts.Tier

func (t *tierFlag) String() string { return interrupts.Tier(*t).String() }

func (t *tierFlag) Set(s string) error {
	for _, known := range []interrupts.Tier{interrupts.Default, interrupts.Blocking, interrupts.Strict} {
		if known.String() == s {
			*t = tierFlag(known)
			return nil
		}
	}
	return fmt.Errorf("tier is default, blocking or strict, not %q", s)
}

func run(pass *analysis.Pass) (any, error) {
	found := pass.ResultOf[interrupts.Analyzer].(*interrupts.Result)
	for _, u := range found.Unhandled {
		if u.Tier <= interrupts.Tier(tier) {
			unhandled(pass, found, u)
		}
	}
	for _, d := range found.Dead {
		deadBranch(pass, d)
	}
	for _, b := range found.Bad {
		badRetry(pass, b)
	}
	for _, c := range found.Closes {
		closeRetry(pass, c)
	}
	return nil, nil
}

// signals is what interrupts a Go program, in a few words.
const signals = "child exits, profiling, terminal resizes and every signal asked for interrupt it"

func unhandled(pass *analysis.Pass, found *interrupts.Result, u interrupts.Unhandled) {
	call, path := callAt(pass, u.Pos)
	d := diagnostic(call, u.Pos, "unhandled", subject(u)+": "+signals+"; "+remedy(u))
	if u.Wraps.IsValid() {
		d.Related = append(d.Related, related(pass, u.Wraps, u.Inner+" is interrupted here"))
	}
	if u.Wrapper.IsValid() {
		d.Related = append(d.Related, analysis.RelatedInformation{Pos: u.Wrapper, Message: u.From.Name + " is interrupted in this function"})
	}
	if u.GivenUp.IsValid() {
		d.Related = append(d.Related, analysis.RelatedInformation{Pos: u.GivenUp, Message: "EINTR is given up here"})
	}
	if call != nil {
		d.SuggestedFixes = fixes(pass, found, u, call, path)
	}
	pass.Report(d)
}

// subject says what fails.
func subject(u interrupts.Unhandled) string {
	switch {
	case u.From != nil && u.From.Name != u.Name:
		return fmt.Sprintf("%s returns EINTR of %s, which nothing handles", u.Name, u.From.Name)
	case u.Inner != "":
		return fmt.Sprintf("%s returns EINTR of %s, which nothing handles here", u.Name, u.Inner)
	}
	return fmt.Sprintf("nothing handles EINTR of %s", u.Name)
}

// remedy says what is right.
func remedy(u interrupts.Unhandled) string {
	switch {
	case u.Remedy == interrupts.Connect && !u.Linux:
		return "wait until it is writable and read SO_ERROR"
	case u.Remedy == interrupts.Timeout && !u.Forever:
		return "call it again with the time that remains"
	}
	return "call it again in a loop"
}

func deadBranch(pass *analysis.Pass, d interrupts.Dead) {
	test, _ := exprAt(pass, d.Pos)
	if d.Wrapped {
		pass.Report(diagnostic(test, d.Pos, "deadbranch", "the error is wrapped by now and never equals EINTR; use errors.Is"))
		return
	}
	diag := diagnostic(test, d.Pos, "deadbranch", "EINTR never gets to this test; test for it before other errors are dealt with")
	diag.Related = []analysis.RelatedInformation{related(pass, d.Call, "the error comes from here")}
	pass.Report(diag)
}

func badRetry(pass *analysis.Pass, b interrupts.Bad) {
	if b.Connect {
		call, _ := callAt(pass, b.Pos)
		pass.Report(diagnostic(call, b.Pos, "badretry", b.Func+" is called again after EINTR, and fails with EALREADY or EISCONN; wait until it is writable and read SO_ERROR"))
		return
	}
	test, _ := exprAt(pass, b.Pos)
	msg := b.Func + " does not test the error of the function it calls for EINTR; it never retries"
	if b.Never {
		msg = b.Func + " leaves its loop on EINTR instead of going round; it never retries"
	}
	d := diagnostic(test, b.Pos, "badretry", msg)
	d.Related = []analysis.RelatedInformation{related(pass, b.Call, "the function is called here")}
	pass.Report(d)
}

func closeRetry(pass *analysis.Pass, c interrupts.Close) {
	call, _ := callAt(pass, c.Pos)
	d := diagnostic(call, c.Pos, "closeretry", c.Name+" is retried on EINTR, but the descriptor is closed already and may be someone else's; take EINTR for closed")
	if c.Again.IsValid() {
		d.Related = append(d.Related, related(pass, c.Again, "it is retried here"))
	}
	pass.Report(d)
}

// diagnostic places a message at n, or at pos where there is no syntax.
func diagnostic(n ast.Node, pos token.Pos, category, message string) analysis.Diagnostic {
	d := analysis.Diagnostic{Pos: pos, End: pos + 1, Category: category, Message: message}
	if n != nil {
		d.Pos, d.End = n.Pos(), n.End()
	}
	return d
}

// related places a message at the call or expression at pos.
func related(pass *analysis.Pass, pos token.Pos, message string) analysis.RelatedInformation {
	if call, _ := callAt(pass, pos); call != nil {
		return analysis.RelatedInformation{Pos: call.Pos(), End: call.End(), Message: message}
	}
	return analysis.RelatedInformation{Pos: pos, Message: message}
}

// callAt returns the call whose parenthesis, go or defer is at pos, and the
// nodes around it, innermost first.
func callAt(pass *analysis.Pass, pos token.Pos) (*ast.CallExpr, []ast.Node) {
	path := around(pass, pos)
	for i, n := range path {
		switch n := n.(type) {
		case *ast.CallExpr:
			if n.Lparen == pos {
				return n, path[i+1:]
			}
		case *ast.GoStmt:
			return n.Call, path[i:]
		case *ast.DeferStmt:
			return n.Call, path[i:]
		}
	}
	return nil, nil
}

// exprAt returns the innermost comparison or call around pos.
func exprAt(pass *analysis.Pass, pos token.Pos) (ast.Node, []ast.Node) {
	path := around(pass, pos)
	for i, n := range path {
		switch n := n.(type) {
		case *ast.BinaryExpr:
			return n, path[i+1:]
		case *ast.CallExpr:
			return n, path[i+1:]
		case *ast.CaseClause:
			return caseOf(n, pos), path[i+1:]
		case *ast.BlockStmt:
			return nil, nil
		}
	}
	return nil, nil
}

// caseOf returns the expression of a case at pos.
func caseOf(c *ast.CaseClause, pos token.Pos) ast.Node {
	for _, e := range c.List {
		if e.Pos() <= pos && pos < e.End() {
			return e
		}
	}
	if len(c.List) > 0 {
		return c.List[0]
	}
	return nil
}

func around(pass *analysis.Pass, pos token.Pos) []ast.Node {
	for _, f := range pass.Files {
		if f.FileStart <= pos && pos < f.FileEnd {
			path, _ := astutil.PathEnclosingInterval(f, pos, pos+1)
			return path
		}
	}
	return nil
}

// source returns the text of an expression as it stands in the file.
func source(pass *analysis.Pass, n ast.Node) string {
	file := pass.Fset.File(n.Pos())
	src, err := pass.ReadFile(file.Name())
	from, to := file.Offset(n.Pos()), file.Offset(n.End())
	if err != nil || to > len(src) {
		return ""
	}
	return string(src[from:to])
}

// indent returns the white space that begins the line of pos.
func indent(pass *analysis.Pass, pos token.Pos) string {
	file := pass.Fset.File(pos)
	src, err := pass.ReadFile(file.Name())
	start := file.Offset(file.LineStart(file.Line(pos)))
	if err != nil || start > len(src) {
		return ""
	}
	line := string(src[start:])
	return line[:len(line)-len(strings.TrimLeft(line, "\t "))]
}

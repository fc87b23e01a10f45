package disposition

import (
	"go/ast"
	"go/constant"
	"go/token"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
)

// pidfiles lists the string constants of a package that look like pidfiles.
func pidfiles(pass *analysis.Pass) []string {
	var out []string
	for _, f := range pass.Files {
		ast.Inspect(f, func(n ast.Node) bool {
			lit, ok := n.(*ast.BasicLit)
			if !ok || lit.Kind != token.STRING || !strings.Contains(lit.Value, ".pid") {
				return true
			}
			s := constant.StringVal(constant.MakeFromLiteral(lit.Value, lit.Kind, 0))
			if strings.HasPrefix(s, "/") && strings.HasSuffix(s, ".pid") && !strings.ContainsAny(s, " %\n") {
				out = append(out, s)
			}
			return true
		})
	}
	slices.Sort(out)
	return slices.Compact(out)
}

package golangci

import (
	"cmp"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/token"
	"os"
	"slices"

	"github.com/golangci/plugin-module-register/register"
	"golang.org/x/tools/go/analysis"

	"github.com/siglint/siglint/analyzers"
	"github.com/siglint/siglint/analyzers/stalesender"
	"github.com/siglint/siglint/passes/config"
	"github.com/siglint/siglint/passes/ignores"
	"github.com/siglint/siglint/passes/inventory"
)

func init() { register.Plugin("siglint", New) }

// New returns the plugin, for the module around the working directory. The
// settings are those of .siglint.yaml, overruled by those of golangci-lint.
func New(settings any) (register.LinterPlugin, error) {
	dir, err := os.Getwd()
	if err != nil {
		return nil, err
	}
	_, modDir := inventory.FindRoot(dir, "")
	modDir = cmp.Or(modDir, dir) // a workspace, or no module at all
	conf, err := load(settings, modDir)
	if err != nil {
		return nil, err
	}
	return &plugin{dir: dir, conf: conf}, nil
}

type plugin struct {
	dir  string
	conf *config.Config
}

// GetLoadMode asks for types.
func (*plugin) GetLoadMode() string { return register.LoadModeTypesInfo }

// BuildAnalyzers returns the checks that are on.
func (p *plugin) BuildAnalyzers() ([]*analysis.Analyzer, error) {
	ignores.LeaveNolint = true
	stalesender.ReportAtMain = true
	stalesender.Settings = p.conf
	if err := apply(p.conf); err != nil {
		return nil, err
	}
	var chosen []*analysis.Analyzer
	for _, a := range analyzers.All {
		if a.Name != "ignore" && isOn(a, p.conf) {
			chosen = append(chosen, adapt(a))
		}
	}
	if all := analyzers.For(chosen); isOn(ignoreIn(all), p.conf) {
		chosen = append(chosen, adapt(ignoreIn(all)))
	}
	senders := slices.ContainsFunc(chosen, func(a *analysis.Analyzer) bool { return a.Name == "stalesender" })
	return append(chosen, p.marker(senders)), nil
}

// ignoreIn is the check that judges the ignore comments for the others.
func ignoreIn(list []*analysis.Analyzer) *analysis.Analyzer {
	return list[slices.IndexFunc(list, func(a *analysis.Analyzer) bool { return a.Name == "ignore" })]
}

// isOn reports whether a check is to run: as the settings say, or by default.
func isOn(a *analysis.Analyzer, conf *config.Config) bool {
	if on := conf.Checks[a.Name].On; on != nil {
		return *on
	}
	return slices.ContainsFunc(analyzers.Default, func(b *analysis.Analyzer) bool { return a.Name == b.Name })
}

// marker returns an analyzer that does nothing. golangci-lint keeps results by
// the names of all analyzers of a linter together: with a digest in one of them
// it does not replay what it said when sender files or .siglint.yaml were other
// ones. The facts of packages, kept by the name of each analyzer, do not depend
// on these, and stay.
func (p *plugin) marker(senders bool) *analysis.Analyzer {
	conf := *p.conf
	conf.File, conf.Root = "", "" // the same in another folder
	h := sha256.New()
	if err := json.NewEncoder(h).Encode(conf); err != nil {
		panic(err) // it holds texts and numbers
	}
	if senders {
		fmt.Fprintln(h, stalesender.Digest(p.dir))
	}
	return &analysis.Analyzer{
		Name: fmt.Sprintf("inputs_%x", h.Sum(nil)[:16]),
		Doc:  "name the files that findings depend on besides Go code",
		Run:  func(*analysis.Pass) (any, error) { return nil, nil },
	}
}

// adapt returns the check as golangci-lint can show it.
func adapt(a *analysis.Analyzer) *analysis.Analyzer {
	b := *a
	b.Run = func(pass *analysis.Pass) (any, error) {
		var found []analysis.Diagnostic
		inner := *pass
		inner.Report = func(d analysis.Diagnostic) { found = append(found, d) }
		result, err := a.Run(&inner)
		if a.Name == "stalesender" {
			found = together(found)
		}
		for _, d := range found {
			d.Related = nil
			if name := function(pass, d); name != "" && a.Name != "stalesender" {
				d.Message = fmt.Sprintf("%s (in %s)", d.Message, name)
			}
			pass.Report(d)
		}
		return result, err
	}
	return &b
}

// together makes one finding of those at one place.
func together(found []analysis.Diagnostic) []analysis.Diagnostic {
	var joined []analysis.Diagnostic
	at := make(map[token.Pos]int)
	for _, d := range found {
		if i, ok := at[d.Pos]; ok {
			joined[i].Message += "; also " + d.Message
			continue
		}
		at[d.Pos] = len(joined)
		joined = append(joined, d)
	}
	return joined
}

// function is the name of the declared function that a finding stands in.
func function(pass *analysis.Pass, d analysis.Diagnostic) string {
	for _, f := range pass.Files {
		if d.Pos < f.FileStart || f.FileEnd < d.Pos {
			continue
		}
		for _, decl := range f.Decls {
			if fn, ok := decl.(*ast.FuncDecl); ok && fn.Pos() <= d.Pos && d.Pos < fn.End() {
				return fn.Name.Name
			}
		}
	}
	return ""
}

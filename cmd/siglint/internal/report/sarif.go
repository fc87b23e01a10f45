package report

import (
	"bytes"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strings"

	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"
	"golang.org/x/tools/go/analysis"
)

// home is where the tool is described.
const home = "https://github.com/siglint/siglint"

// SARIF prints findings as code scanning takes them, SARIF 2.1.0. The rules are
// the checks; fingerprints, relative to root, survive shifted lines.
func (r *Report) SARIF(w io.Writer, version, root string, checks []*analysis.Analyzer) error {
	log := sarif.NewReport()
	run := sarif.NewRunWithInformationURI("siglint", home)
	run.Tool.Driver.WithVersion(version)
	run.ColumnKind = new("unicodeCodePoints")
	index := make(map[string]int)
	for i, a := range checks {
		index[a.Name] = i
		run.Tool.Driver.AddRule(rule(a))
	}
	prints := r.Fingerprints(root)
	lines := newLines()
	for i := range r.Findings {
		result := r.Findings[i].result(lines)
		result.PartialFingerprints = map[string]string{"siglint/v1": prints[i]}
		if at, ok := index[r.Findings[i].Check]; ok {
			result.RuleIndex = at
		}
		run.AddResult(result)
	}
	run.AddInvocation(r.invocation())
	log.AddRun(run)
	var buf bytes.Buffer
	if err := log.PrettyWrite(&buf); err != nil {
		return fmt.Errorf("make SARIF: %w", err)
	}
	buf.WriteByte('\n')
	_, err := w.Write(buf.Bytes())
	return err
}

func rule(a *analysis.Analyzer) *sarif.ReportingDescriptor {
	summary, text, _ := strings.Cut(strings.TrimSpace(a.Doc), "\n")
	if text == "" {
		text = summary
	}
	return sarif.NewRule(a.Name).
		WithName(a.Name).
		WithShortDescription(sarif.NewMultiformatMessageString().WithText(summary)).
		WithFullDescription(sarif.NewMultiformatMessageString().WithText(summary)).
		WithHelp(sarif.NewMultiformatMessageString().WithText(strings.TrimSpace(text))).
		WithHelpURI(a.URL).
		WithDefaultConfiguration(sarif.NewReportingConfiguration().WithLevel(string(SeverityOf(a.Name, ""))))
}

// result makes the SARIF form of a finding. The category travels as a property.
func (f *Finding) result(lines *lines) *sarif.Result {
	result := sarif.NewRuleResult(f.Check).
		WithLevel(string(f.Severity)).
		WithMessage(sarif.NewTextMessage(Plain(f.Message))).
		AddLocation(sarif.NewLocation().WithPhysicalLocation(f.physical(lines)))
	for i, rel := range f.Related {
		at := sarif.NewPhysicalLocation().WithArtifactLocation(artifact(rel.File)).
			WithRegion(sarif.NewRegion().WithStartLine(max(rel.Line, 1)))
		result.RelatedLocations = append(result.RelatedLocations, sarif.NewLocation().WithID(i+1).
			WithPhysicalLocation(at).WithMessage(sarif.NewTextMessage(Plain(rel.Message))))
	}
	bag := sarif.NewPropertyBag()
	if f.Category != "" {
		bag.Add("category", f.Category)
	}
	if f.URL != "" {
		bag.Add("url", f.URL)
	}
	return result.WithProperties(bag)
}

// physical places a finding. SARIF counts columns in characters, not bytes.
func (f *Finding) physical(lines *lines) *sarif.PhysicalLocation {
	region := sarif.NewRegion().WithStartLine(max(f.Line, 1)).WithStartColumn(lines.characters(f, f.Line, f.Column))
	if f.EndLine > 0 {
		region.WithEndLine(f.EndLine).WithEndColumn(lines.characters(f, f.EndLine, f.EndColumn))
	}
	return sarif.NewPhysicalLocation().WithArtifactLocation(artifact(f.File)).WithRegion(region)
}

// artifact names a file by a URI relative to where the tool ran.
func artifact(file string) *sarif.ArtifactLocation {
	return sarif.NewArtifactLocation().WithURI((&url.URL{Path: file}).String())
}

// invocation tells what could not be read or judged.
func (r *Report) invocation() *sarif.Invocation {
	inv := sarif.NewInvocation().WithExecutionSuccessful(len(r.Troubles) == 0)
	for i, t := range slices.Concat(r.Troubles, r.Notices) {
		level := "error"
		if i >= len(r.Troubles) {
			level = "warning"
		}
		note := sarif.NewNotification().WithLevel(level).WithMessage(sarif.NewTextMessage(Plain(t.Message)))
		if t.File != "" {
			at := sarif.NewPhysicalLocation().WithArtifactLocation(artifact(t.File)).
				WithRegion(sarif.NewRegion().WithStartLine(max(t.Line, 1)))
			note.AddLocation(sarif.NewLocation().WithPhysicalLocation(at))
		}
		inv.AddToolExecutionNotification(note)
	}
	return inv
}

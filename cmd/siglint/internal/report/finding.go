// Package report holds findings and prints them: as text for people, as JSON,
// SARIF and workflow commands for machines.
package report

import (
	"cmp"
	"go/token"
	"path/filepath"
	"slices"

	"github.com/siglint/siglint/cmd/siglint/internal/cache"
	"github.com/siglint/siglint/cmd/siglint/internal/engine"
	"github.com/siglint/siglint/passes/regular"
	"github.com/siglint/siglint/passes/senders"
)

// A Finding is one thing that is wrong at one place. Paths are relative to the
// working directory, with slashes; fields are named as formats promise.
type Finding struct {
	Check     string    `json:"check"`
	Category  string    `json:"category,omitempty"`
	Severity  Severity  `json:"severity"`
	File      string    `json:"file"`
	Line      int       `json:"line"`
	Column    int       `json:"column"`
	EndLine   int       `json:"endLine,omitempty"`
	EndColumn int       `json:"endColumn,omitempty"`
	Message   string    `json:"message"`
	URL       string    `json:"url,omitempty"`
	Package   string    `json:"package,omitempty"`
	Related   []Related `json:"related,omitempty"`
	Fixes     []Fix     `json:"fixes,omitempty"`

	Path   string `json:"-"` // absolute
	noText bool   // nothing is to be read from Path: only a //line comment names it
}

// A Related is another place that belongs to a finding.
type Related struct {
	File    string `json:"file"`
	Line    int    `json:"line"`
	Column  int    `json:"column"`
	Message string `json:"message"`
}

// A Fix is a change that mends a finding.
type Fix struct {
	Message string `json:"message"`
	Edits   []Edit `json:"edits"`
}

// An Edit replaces the bytes from Start to End of a file.
type Edit struct {
	File  string `json:"file"`
	Start int    `json:"start"`
	End   int    `json:"end"`
	New   string `json:"new"`

	Path string    `json:"-"` // absolute
	Of   cache.Key `json:"-"` // of the content that Start and End are meant in
}

// A Trouble is something that could not be read or judged.
type Trouble struct {
	File    string `json:"file,omitempty"`
	Line    int    `json:"line,omitempty"`
	Column  int    `json:"column,omitempty"`
	Message string `json:"message"`
}

// A Report is all that one run has to say.
type Report struct {
	Findings []Finding
	Troubles []Trouble
	Notices  []Trouble // what is wrong in a file that is judged all the same
}

// A Namer gives paths the form in which they are shown.
type Namer struct {
	dir        string
	path, name string // one file that is shown by another name
}

// NewNamer shows paths relative to dir.
func NewNamer(dir string) Namer {
	if abs, err := filepath.Abs(dir); err == nil {
		dir = abs
	}
	return Namer{dir: dir}
}

// Call returns a Namer that shows one file by another name.
func (n Namer) Call(path, name string) Namer {
	n.path, n.name = path, name
	return n
}

// Name returns a path relative to the folder where it lies below it or near
// it, always with slashes.
func (n Namer) Name(path string) string {
	if path == n.path && path != "" {
		return n.name
	}
	if path == "" || !filepath.IsAbs(path) {
		return filepath.ToSlash(path)
	}
	if rel, err := filepath.Rel(n.dir, path); err == nil && len(rel) < len(path) {
		path = rel
	}
	return filepath.ToSlash(path)
}

// Finding makes a finding of what an analyzer reported.
func (n Namer) Finding(j *engine.Judged, d engine.Diagnostic, severity Severity) Finding {
	pos, end := span(j, d.Pos, d.End)
	f := Finding{
		Check:    d.Analyzer.Name,
		Category: d.Category,
		Severity: severity,
		File:     n.Name(pos.Filename),
		Path:     pos.Filename,
		Line:     pos.Line,
		Column:   pos.Column,
		Message:  d.Message,
		URL:      d.URL,
		Package:  j.Package.Path(),
		noText:   pos.Filename != j.Fset.PositionFor(d.Pos, false).Filename && !slices.Contains(j.Package.Files(), pos.Filename),
	}
	if end.IsValid() && end.Filename == pos.Filename {
		f.EndLine, f.EndColumn = end.Line, end.Column
	}
	for _, rel := range d.Related {
		at := locate(j, rel.Pos)
		f.Related = append(f.Related, Related{n.Name(at.Filename), at.Line, at.Column, rel.Message})
	}
	for _, fix := range d.SuggestedFixes {
		if edits, ok := n.edits(j, fix.TextEdits); ok {
			f.Fixes = append(f.Fixes, Fix{fix.Message, edits})
		}
	}
	return f
}

// span returns where a diagnostic begins and ends.
func span(j *engine.Judged, pos, end token.Pos) (token.Position, token.Position) {
	from := locate(j, pos)
	if !end.IsValid() || end < pos {
		return from, token.Position{}
	}
	return from, locate(j, end)
}

// locate gives a position after //line comments, as go vet has it, as long as they
// stay in the folder of the package. Any file can hold such comments, and they
// can name any other.
func locate(j *engine.Judged, pos token.Pos) token.Position {
	adjusted := j.Fset.Position(pos)
	if filepath.Dir(adjusted.Filename) == filepath.Clean(j.Package.Dir) {
		return adjusted
	}
	return j.Fset.PositionFor(pos, false)
}

// edits places the edits of a fix. A fix of a file that another was made from,
// as cgo does, has no place to go.
func (n Namer) edits(j *engine.Judged, edits []analysisEdit) ([]Edit, bool) {
	var list []Edit
	fset := j.Fset
	for _, e := range edits {
		file := fset.File(e.Pos)
		if file == nil || fset.Position(e.Pos).Filename != file.Name() {
			return nil, false
		}
		end := e.End
		if !end.IsValid() {
			end = e.Pos
		}
		if fset.File(end) != file || end < e.Pos {
			return nil, false
		}
		list = append(list, Edit{n.Name(file.Name()), file.Offset(e.Pos), file.Offset(end), string(e.NewText), file.Name(), j.Content(file.Name())})
	}
	return list, len(list) > 0
}

// Trouble makes a trouble of what could not be judged.
func (n Namer) Trouble(p engine.Problem) Trouble {
	return Trouble{n.Name(p.Pos.Filename), p.Pos.Line, p.Pos.Column, senders.Clip(p.Message)}
}

// Sort puts findings in the order in which they are shown, each once: a file
// is judged once for each variant of its package.
func (r *Report) Sort() {
	slices.SortStableFunc(r.Findings, func(a, b Finding) int {
		return cmp.Or(
			cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column),
			cmp.Compare(a.Check, b.Check), cmp.Compare(a.Message, b.Message), cmp.Compare(a.Package, b.Package))
	})
	r.Findings = slices.CompactFunc(r.Findings, func(a, b Finding) bool {
		return a.File == b.File && a.Line == b.Line && a.Column == b.Column && a.Check == b.Check && a.Message == b.Message
	})
	r.Troubles, r.Notices = sorted(r.Troubles), sorted(r.Notices)
}

func sorted(list []Trouble) []Trouble {
	slices.SortStableFunc(list, func(a, b Trouble) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column), cmp.Compare(a.Message, b.Message))
	})
	return slices.Compact(list)
}

// text returns the file a finding stands in; nothing if it cannot be read.
func (f *Finding) text() []byte {
	if f.noText {
		return nil
	}
	src, _ := regular.Read(f.Path, maxSource)
	return src
}

// source returns a line of the file a finding stands in, without its end; ""
// if it cannot be read.
func (f *Finding) source() string {
	return line(f.text(), f.Line)
}

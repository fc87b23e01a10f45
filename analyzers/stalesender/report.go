package stalesender

import (
	"fmt"
	"go/token"
	"path/filepath"

	"golang.org/x/tools/go/analysis"

	"github.com/siglint/siglint/passes/regular"
	"github.com/siglint/siglint/passes/senders"
)

// maxFile is more than any reader of sender files takes.
const maxFile = 16 << 20

// A reporter turns findings into diagnostics. Sender files get positions by
// being added to the file set.
type reporter struct {
	pass  *analysis.Pass
	root  string
	main  token.Pos // the name of func main
	files map[string]*token.File
}

func (r *reporter) report(f Finding) {
	d := analysis.Diagnostic{Pos: r.pos(f.File, f.Pos), End: r.pos(f.File, f.End), Category: f.Category, Message: f.Message}
	for _, other := range f.Related {
		pos := other.Place.Pos
		if other.File != "" {
			pos = r.pos(other.File, other.Pos)
		}
		if pos.IsValid() {
			d.Related = append(d.Related, analysis.RelatedInformation{Pos: pos, Message: other.Message})
		}
	}
	if ReportAtMain || !d.Pos.IsValid() {
		d.Pos, d.End = r.main, r.main+token.Pos(len("main"))
		d.Message = fmt.Sprintf("%s:%d: %s", f.File, f.Pos.Line, f.Message)
		d.Related = nil // such drivers make findings of them
	}
	if d.Pos.IsValid() {
		r.pass.Report(d)
	}
}

// pos is the place in a sender file; not valid if the file has changed since.
func (r *reporter) pos(name string, at senders.Position) token.Pos {
	f := r.file(name)
	if f == nil || at.Line < 1 || at.Line > f.LineCount() {
		return token.NoPos
	}
	offset := f.Offset(f.LineStart(at.Line)) + at.Column - 1
	return f.Pos(max(0, min(offset, f.Size())))
}

// file adds a sender file to the file set.
func (r *reporter) file(name string) *token.File {
	if f, ok := r.files[name]; ok {
		return f
	}
	var f *token.File
	abs := filepath.FromSlash(name)
	if !filepath.IsAbs(abs) {
		abs = filepath.Join(r.root, abs)
	}
	if src, err := regular.Read(abs, maxFile); err == nil {
		f = r.pass.Fset.AddFile(abs, -1, len(src))
		f.SetLinesForContent(src)
	}
	r.files[name] = f
	return f
}

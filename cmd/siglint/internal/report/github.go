package report

import (
	"bytes"
	"fmt"
	"io"
	"strings"
)

// GitHub prints findings as workflow commands, which GitHub Actions shows
// beside the lines of a pull request.
func (r *Report) GitHub(w io.Writer) error {
	var buf bytes.Buffer
	for _, f := range r.Findings {
		kind := string(f.Severity)
		if f.Severity == Note {
			kind = "notice"
		}
		text := Plain(f.Message) + " [" + f.Check + "]"
		for _, rel := range f.Related {
			text += "\n" + place(rel.File, rel.Line, rel.Column) + ": " + Plain(rel.Message)
		}
		fmt.Fprintf(&buf, "::%s file=%s,line=%d,col=%d", kind, property(Plain(f.File)), f.Line, f.Column)
		if f.EndLine == f.Line && f.EndColumn > 0 {
			fmt.Fprintf(&buf, ",endColumn=%d", f.EndColumn)
		}
		fmt.Fprintf(&buf, ",title=%s::%s\n", property("siglint "+f.Check), data(text))
	}
	for _, t := range r.Troubles {
		where := ""
		if t.File != "" {
			where = fmt.Sprintf("file=%s,line=%d,", property(Plain(t.File)), max(t.Line, 1))
		}
		fmt.Fprintf(&buf, "::error %stitle=siglint::%s\n", where, data(Plain(t.Message)))
	}
	_, err := w.Write(buf.Bytes())
	return err
}

// data and property escape texts as the runner of workflows unescapes them.
func data(text string) string { return dataEscapes.Replace(text) }

func property(text string) string { return propertyEscapes.Replace(text) }

var (
	dataEscapes     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	propertyEscapes = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

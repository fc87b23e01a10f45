package logrotate

import "github.com/siglint/siglint/passes/senders"

// FileSections is what logrotate keeps of a file, in the form that
// siglint senders -sections -json prints.
type FileSections struct {
	File     string           `json:"file"`
	Accepted bool             `json:"accepted"`
	Sections []SectionSummary `json:"sections"`
	Problems []ProblemSummary `json:"problems"`
}

// A SectionSummary is one section that logrotate keeps.
type SectionSummary struct {
	File         string          `json:"file,omitempty"` // where it is an included one
	Paths        []string        `json:"paths"`
	Line         int             `json:"line"`
	Shared       bool            `json:"shared"`
	CopyTruncate bool            `json:"copytruncate"`
	Scripts      []ScriptSummary `json:"scripts"`
}

// A ScriptSummary is a script that runs for a section. One from the global
// scope stands under every section it runs for, with its own line.
type ScriptSummary struct {
	File    string `json:"file,omitempty"` // where it is another than the section's
	Kind    string `json:"kind"`
	Line    int    `json:"line"`    // of the keyword
	EndLine int    `json:"endLine"` // of endscript
	Body    string `json:"body"`
}

// A ProblemSummary is something wrong in the file.
type ProblemSummary struct {
	File     string `json:"file,omitempty"` // where it is an included one
	Line     int    `json:"line"`
	Column   int    `json:"column"`
	Severity string `json:"severity"`
	Message  string `json:"message"`
}

// Sections returns what logrotate keeps of the file.
func Sections(f *File) FileSections {
	out := FileSections{File: f.Name, Accepted: f.Accepted, Sections: []SectionSummary{}, Problems: []ProblemSummary{}}
	for _, s := range f.Sections {
		out.Sections = append(out.Sections, s.summary(f.Name))
	}
	for _, p := range f.Problems {
		out.Problems = append(out.Problems, summary(f.Name, p))
	}
	return out
}

func (s *Section) summary(file string) SectionSummary {
	out := SectionSummary{
		File: other(s.File, file), Paths: []string{}, Line: s.Pos.Line,
		Shared: s.Shared, CopyTruncate: s.CopyTruncate, Scripts: []ScriptSummary{},
	}
	for _, p := range s.Paths {
		if s.Bereft {
			break
		}
		out.Paths = append(out.Paths, p.Text)
	}
	for _, script := range s.Scripts {
		if script != nil && s.hasFiles() {
			out.Scripts = append(out.Scripts, ScriptSummary{
				File: other(script.File, s.File), Kind: script.Kind.String(),
				Line: script.Pos.Line, EndLine: script.End.Line, Body: script.Body,
			})
		}
	}
	return out
}

func summary(file string, p senders.Problem) ProblemSummary {
	return ProblemSummary{File: other(p.File, file), Line: p.Pos.Line, Column: p.Pos.Column, Severity: p.Severity, Message: p.Message}
}

// other returns name unless it is the file that stands there already.
func other(name, file string) string {
	if name == file {
		return ""
	}
	return name
}

package report

import (
	"bytes"
	"unicode/utf8"
)

// maxSource bounds a file of which a line is shown.
const maxSource = 64 << 20

// lines reads source files once, to find what stands in a line.
type lines struct{ files map[string][][]byte }

func newLines() *lines { return &lines{make(map[string][][]byte)} }

// characters turns a column in bytes of the finding's file into one in
// characters. Without text bytes are taken for characters.
func (l *lines) characters(f *Finding, line, column int) int {
	file, ok := l.files[f.Path]
	if !ok {
		file = bytes.SplitAfter(f.text(), []byte("\n"))
		l.files[f.Path] = file
	}
	if line < 1 || line > len(file) || column < 1 || column-1 > len(file[line-1]) {
		return max(column, 1)
	}
	return utf8.RuneCount(file[line-1][:column-1]) + 1
}

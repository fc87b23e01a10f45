package report

import (
	"bytes"
	"unicode/utf8"

	"github.com/siglint/siglint/passes/regular"
)

// maxSource bounds a file of which a line is shown.
const maxSource = 64 << 20

// lines reads source files once, to find what stands in a line.
type lines struct{ files map[string][][]byte }

func newLines() *lines { return &lines{make(map[string][][]byte)} }

// characters turns a column in bytes into one in characters.
func (l *lines) characters(path string, line, column int) int {
	file, ok := l.files[path]
	if !ok {
		src, _ := regular.Read(path, maxSource) // without text bytes are taken for characters
		file = bytes.SplitAfter(src, []byte("\n"))
		l.files[path] = file
	}
	if line < 1 || line > len(file) || column < 1 || column-1 > len(file[line-1]) {
		return max(column, 1)
	}
	return utf8.RuneCount(file[line-1][:column-1]) + 1
}

package logrotate

import (
	"bytes"
	"path"
	"regexp"
)

// hole matches the part of a template that is filled in later: Jinja, Go and
// Helm, Mustache, ERB and EPP, and autoconf's @name@.
var hole = regexp.MustCompile(`(?s)\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|<%.*?%>|@[A-Za-z_][A-Za-z0-9_]*@`)

var templateExts = map[string]bool{
	".epp": true, ".erb": true, ".gotmpl": true, ".in": true, ".j2": true, ".jinja": true, ".jinja2": true,
	".mustache": true, ".template": true, ".tmpl": true, ".tpl": true, ".tt": true,
}

// isTemplate reports whether the file has holes: by its name and contents, or
// by a hole where a script cannot be meant.
func isTemplate(name string, text []byte) bool {
	if len(text) > maxFile || !hole.Match(text) {
		return false
	}
	if templateExts[path.Ext(name)] {
		return true
	}
	bodies := bodyLines(text)
	for _, at := range hole.FindAllIndex(text, -1) {
		sure := text[at[0]] != '@' && !bytes.HasPrefix(text[at[0]:], []byte("{#"))
		if sure && !bodies.has(at[0]) {
			return true
		}
	}
	return false
}

// mask replaces each hole by something of equal length that reads as an
// unknown word where it stands: a variable in a script, a path before a "{",
// digits elsewhere. What stands alone on its line, a condition or a loop or a
// directive, becomes blank.
func mask(text []byte) []byte {
	bodies := bodyLines(text)
	out := bytes.Clone(text)
	for _, at := range hole.FindAllIndex(text, -1) {
		from, to := at[0], at[1]
		first, next := startsLine(out, from), nextInLine(text, to)
		switch {
		case isControl(text[from:to]), first && (next == '\n' || next == '/'):
			fill(out[from:to], ' ', ' ')
		case bodies.has(from):
			fill(out[from:to], '$', 'X')
		case first:
			fill(out[from:to], '/', '1')
		default:
			fill(out[from:to], '1', '1')
		}
	}
	return out
}

// startsLine reports whether only blanks stand before an offset in its line.
func startsLine(text []byte, off int) bool {
	for off > 0 && isBlank(text[off-1]) {
		off--
	}
	return off == 0 || text[off-1] == '\n'
}

// nextInLine returns the next byte that is no blank, a newline at the end.
func nextInLine(text []byte, off int) byte {
	for off < len(text) && (isBlank(text[off]) || text[off] == '\r') {
		off++
	}
	if off == len(text) {
		return '\n'
	}
	return text[off]
}

// isControl reports whether a hole is a condition, a loop or a comment, and
// leaves nothing behind.
func isControl(hole []byte) bool {
	switch hole[0] {
	case '{':
		return hole[1] != '{'
	case '<':
		return hole[2] != '='
	}
	return false
}

// fill overwrites text, but for its newlines.
func fill(text []byte, first, rest byte) {
	for i := range text {
		if text[i] != '\n' {
			text[i] = rest
		}
	}
	text[0] = first
}

// lineRanges are runs of lines, as offsets.
type lineRanges [][2]int

func (r lineRanges) has(off int) bool {
	lo, hi := 0, len(r)
	for lo < hi {
		if mid := (lo + hi) / 2; r[mid][1] <= off {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo < len(r) && r[lo][0] <= off
}

// scriptLine matches a line that opens or closes a script.
var scriptLine = regexp.MustCompile(`(?m)^[ \t]*(prerotate|postrotate|firstaction|lastaction|preremove|endscript)\b`)

// bodyLines returns where script bodies stand, judged by lines alone.
func bodyLines(text []byte) lineRanges {
	var ranges lineRanges
	open := -1
	for _, at := range scriptLine.FindAllSubmatchIndex(text, -1) {
		end := string(text[at[2]:at[3]]) == "endscript"
		switch {
		case end && open >= 0:
			ranges = append(ranges, [2]int{open, at[2]})
			open = -1
		case !end && open < 0:
			open = at[3]
		}
	}
	if open >= 0 {
		ranges = append(ranges, [2]int{open, len(text)})
	}
	return ranges
}

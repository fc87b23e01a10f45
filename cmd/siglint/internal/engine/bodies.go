package engine

import "bytes"

// blankBodies returns Go source with the bodies of its functions blanked out:
// what stands between their braces becomes space, newlines stay, and so every
// position outside is as it was. Of a cold package only the declarations are
// wanted, and parsing bodies would be most of the work.
//
// Source that is not understood is returned as it is.
func blankBodies(src []byte) []byte {
	ranges, ok := functionBodies(src)
	if !ok {
		return src
	}
	out := bytes.Clone(src)
	for _, body := range ranges {
		blank(out[body[0]:body[1]])
	}
	return out
}

// surfaceOf returns what importers may see of Go source: all but the bodies of
// functions, of which the newlines stay, and the last line where more follows.
func surfaceOf(src []byte) []byte {
	ranges, ok := functionBodies(src)
	if !ok {
		return src
	}
	out := make([]byte, 0, len(src))
	at := 0
	for _, body := range ranges {
		out = append(out, src[at:body[0]]...)
		text := src[body[0]:body[1]]
		out = append(out, bytes.Repeat([]byte{'\n'}, bytes.Count(text, []byte{'\n'}))...)
		at = body[1]
		if after := bytes.TrimLeft(src[at+1:], "\r"); len(after) > 0 && after[0] != '\n' {
			out = append(out, bytes.Repeat([]byte{' '}, len(text)-1-bytes.LastIndexByte(text, '\n'))...)
		}
	}
	return append(out, src[at:]...)
}

// functionBodies returns where the bodies of functions begin and end, without
// their braces. It reports false for source that is not understood.
func functionBodies(src []byte) (ranges [][2]int, ok bool) {
	s := &skimmer{src: src}
	for s.at < len(src) {
		if !s.declaration() {
			if s.broken {
				return nil, false
			}
			continue
		}
		start := s.at
		if !s.group() {
			return nil, false
		}
		ranges = append(ranges, [2]int{start + 1, s.at - 1})
	}
	return ranges, true
}

func blank(text []byte) {
	for i, c := range text {
		if c != '\n' {
			text[i] = ' '
		}
	}
}

// A skimmer moves through source from token to token, as far as is needed to
// know where braces belong.
type skimmer struct {
	src    []byte
	at     int
	broken bool
}

// declaration reads one token at the top level. If that begins a function, it
// goes on to the brace of its body and reports true. Functions begin in the
// first column: elsewhere the word may be part of a type, as in []func(){f}.
func (s *skimmer) declaration() bool {
	first := s.at == 0 || s.src[s.at-1] == '\n'
	word, ok := s.token()
	return ok && first && word == "func" && s.header()
}

// header reads from the word func to the body. A function without a body ends
// with its line.
func (s *skimmer) header() bool {
	last := ""
	for s.at < len(s.src) && !s.broken {
		switch c := s.src[s.at]; c {
		case '\n':
			return false
		case '{':
			if last != "struct" && last != "interface" {
				return true
			}
			s.group()
			last = ""
		case '(', '[':
			s.group()
			last = ""
		case ' ', '\t', '\r':
			s.at++
		default:
			last, _ = s.token()
		}
	}
	return false
}

// group reads from an opening bracket to behind the closing one.
func (s *skimmer) group() bool {
	depth := 0
	for s.at < len(s.src) && !s.broken {
		switch s.src[s.at] {
		case '(', '[', '{':
			depth++
			s.at++
		case ')', ']', '}':
			depth--
			s.at++
			if depth == 0 {
				return true
			}
		case '"', '`', '\'', '/':
			s.token()
		default:
			s.at++
		}
	}
	s.broken = true
	return false
}

// token reads a word, a literal, a comment, a bracketed group or one character,
// and returns the word if it is one.
func (s *skimmer) token() (word string, ok bool) {
	switch c := s.src[s.at]; {
	case c == '"' || c == '\'':
		s.quoted(c)
	case c == '`':
		s.until("`", 1)
	case c == '/' && s.follows("/*"):
		s.until("*/", 2)
	case c == '/' && s.follows("//"):
		if end := bytes.IndexByte(s.src[s.at:], '\n'); end >= 0 {
			s.at += end
		} else {
			s.at = len(s.src)
		}
	case c == '(' || c == '[' || c == '{':
		s.group()
	case isLetter(c):
		start := s.at
		for s.at < len(s.src) && (isLetter(s.src[s.at]) || '0' <= s.src[s.at] && s.src[s.at] <= '9') {
			s.at++
		}
		return string(s.src[start:s.at]), true
	default:
		s.at++
	}
	return "", false
}

func (s *skimmer) follows(text string) bool { return bytes.HasPrefix(s.src[s.at:], []byte(text)) }

// until moves behind the next place where end stands, having skipped a few bytes.
func (s *skimmer) until(end string, skip int) {
	i := bytes.Index(s.src[s.at+skip:], []byte(end))
	if i < 0 {
		s.broken = true
		s.at = len(s.src)
		return
	}
	s.at += skip + i + len(end)
}

// quoted reads a string or character within its line.
func (s *skimmer) quoted(quote byte) {
	for s.at++; s.at < len(s.src); s.at++ {
		switch s.src[s.at] {
		case '\\':
			s.at++
		case quote:
			s.at++
			return
		case '\n':
			s.broken = true
			return
		}
	}
	s.broken = true
}

func isLetter(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '_' || c >= 0x80
}

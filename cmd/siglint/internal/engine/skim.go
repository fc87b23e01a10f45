package engine

import "bytes"

// surfaceOf returns what importers may see of Go source: all but the bodies of
// functions and what stands in the literals that variables are initialised with.
// Newlines stay, and so does the column of what follows in a line; and so the
// places of everything else are as they were. Of a package that is only imported
// nothing more is wanted, and parsing the rest would be most of the work.
//
// Source that is not understood is returned as it is.
func surfaceOf(src []byte) []byte {
	ranges, ok := hidden(src)
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

// hidden returns where what importers cannot see begins and ends, between
// braces. It reports false for source that is not understood.
func hidden(src []byte) (ranges [][2]int, ok bool) {
	s := &skimmer{src: src}
	for s.at < len(src) && !s.broken {
		first := s.at == 0 || src[s.at-1] == '\n'
		word, ok := s.token()
		switch {
		case !ok || !first:
			// Declarations begin in the first column: elsewhere the word may be part of
			// a type, as in []func(){f}.
		case word == "func":
			if s.header() {
				s.hide()
			}
		case word == "var":
			s.variables()
		}
	}
	return s.hidden, !s.broken
}

// A skimmer moves through source from token to token, as far as is needed to
// know where braces belong.
type skimmer struct {
	src    []byte
	at     int
	hidden [][2]int
	broken bool
}

// hide reads braces, and notes what is between them as hidden.
func (s *skimmer) hide() {
	start := s.at
	if s.group() {
		s.hidden = append(s.hidden, [2]int{start + 1, s.at - 1})
	}
}

// variables reads a declaration of variables, from behind the word var to the
// end of its last line. The types of literals do not depend on what is in them,
// but for arrays that count it.
func (s *skimmer) variables() {
	last, depth, counted := "", 0, false
	for s.at < len(s.src) && !s.broken {
		switch c := s.src[s.at]; {
		case c == '\n' && depth == 0:
			return
		case c == '{' && (last == "struct" || last == "interface"):
			s.group()
			last = ""
		case c == '{' && counted:
			s.group()
			counted = false
		case c == '{':
			s.hide()
		case s.follows("[...]"):
			s.at += len("[...]")
			counted = true
		case c == '(' || c == '[':
			depth++
			s.at++
		case c == ')' || c == ']':
			depth--
			s.at++
		case c == ' ' || c == '\t' || c == '\r' || c == '\n':
			s.at++
		case s.comment():
			s.token()
		default:
			last, _ = s.token()
		}
	}
}

// header reads from the word func to the body. A function without a body ends
// with its line.
func (s *skimmer) header() bool {
	last := ""
	for s.at < len(s.src) && !s.broken {
		switch c := s.src[s.at]; {
		case c == '\n':
			return false
		case c == '{':
			if last != "struct" && last != "interface" {
				return true
			}
			s.group()
			last = ""
		case c == '(' || c == '[':
			s.group()
			last = ""
		case c == ' ' || c == '\t' || c == '\r':
			s.at++
		case s.comment():
			s.token()
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
		for s.at < len(s.src) && isLetterOrDigit(s.src[s.at]) {
			s.at++
		}
		return string(s.src[start:s.at]), true
	default:
		s.at++
	}
	return "", false
}

func (s *skimmer) comment() bool { return s.follows("//") || s.follows("/*") }

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

func isLetterOrDigit(c byte) bool { return isLetter(c) || '0' <= c && c <= '9' }

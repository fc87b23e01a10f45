package logrotate

import (
	"strings"
)

// tabooDefaults returns patterns of file names that logrotate does not read
// from an included directory. 3.21 knows none for .new, .old, .orig, and
// versions up to 3.22 none for .pac*.
func tabooDefaults() []string {
	var patterns []string
	for _, ext := range []string{
		",v", ".bak", ".cfsaved", ".disabled", ".dpkg-bak", ".dpkg-del", ".dpkg-dist", ".dpkg-new", ".dpkg-old",
		".dpkg-tmp", ".new", ".old", ".orig", ".pacnew", ".pacorig", ".pacsave", ".rhn-cfg-tmp-*", ".rpmnew",
		".rpmorig", ".rpmsave", ".swp", ".ucf-dist", ".ucf-new", ".ucf-old", "~",
	} {
		patterns = append(patterns, "*"+ext)
	}
	return patterns
}

// Tabooed reports whether logrotate passes over a file of this name in an
// included directory, by the patterns it starts with.
func Tabooed(name string) bool { return tabooed(tabooDefaults(), name) }

func tabooed(patterns []string, name string) bool {
	for _, p := range patterns {
		if fnmatch(p, name) {
			return true
		}
	}
	return false
}

// tabooWords splits the value of tabooext and taboopat at commas and blanks.
// Only the former leaves out empty words.
func tabooWords(value string, suffixes bool) []string {
	var patterns []string
	skip := func() {
		for value != "" && isSpace(value[0]) {
			value = value[1:]
		}
	}
	skip()
	for value != "" {
		end := strings.IndexAny(value, ", \t\n\v\f\r")
		if end < 0 {
			end = len(value)
		}
		switch {
		case !suffixes:
			patterns = append(patterns, value[:end])
		case end > 0:
			patterns = append(patterns, "*"+value[:end])
		}
		if value = value[end:]; value != "" && value[0] == ',' {
			value = value[1:]
		}
		skip()
	}
	return patterns
}

// fnmatch matches as C's fnmatch with FNM_PERIOD: a period that starts the
// name is matched by a period alone. It takes time linear in pattern times name.
func fnmatch(pattern, name string) bool {
	p, n := 0, 0
	star, mark := -1, 0 // after the last star; where its match ends
	for n < len(name) || p < len(pattern) {
		if p < len(pattern) && pattern[p] == '*' && (n > 0 || name == "" || name[0] != '.') {
			p++
			star, mark = p, n
			continue
		}
		if width, ok := matchOne(pattern[p:], name[n:], n == 0); ok {
			p, n = p+width, n+1
			continue
		}
		if star < 0 || mark >= len(name) {
			return false
		}
		mark++
		p, n = star, mark
	}
	return true
}

// matchOne matches one element of the pattern, which is no star, and returns its width.
func matchOne(pattern, name string, first bool) (width int, ok bool) {
	if pattern == "" || name == "" {
		return 0, false
	}
	c := name[0]
	hidden := first && c == '.'
	switch pattern[0] {
	case '*':
		return 0, false // a star before a leading period
	case '?':
		return 1, !hidden
	case '\\':
		if len(pattern) > 1 {
			return 2, pattern[1] == c
		}
		return 1, false
	case '[':
		if width, in, ok := bracket(pattern, c); ok {
			return width, in && !hidden
		}
	}
	return 1, pattern[0] == c
}

// bracket matches a set such as [!a-z]; ok is false where it is not closed.
func bracket(pattern string, c byte) (width int, in, ok bool) {
	i := 1
	not := i < len(pattern) && (pattern[i] == '!' || pattern[i] == '^')
	if not {
		i++
	}
	for start := i; i < len(pattern); i++ {
		if pattern[i] == ']' && i > start {
			return i + 1, in != not, true
		}
		if strings.HasPrefix(pattern[i:], "[:") {
			if name, _, found := strings.Cut(pattern[i+2:], ":]"); found {
				in = in || class(name, c)
				i += len(name) + 3
				continue
			}
		}
		if pattern[i] == '\\' && i+1 < len(pattern) {
			i++
		}
		low, high := pattern[i], pattern[i]
		if i+2 < len(pattern) && pattern[i+1] == '-' && pattern[i+2] != ']' {
			high = pattern[i+2]
			i += 2
		}
		in = in || low <= c && c <= high
	}
	return 0, false, false
}

func class(name string, c byte) bool {
	digit, lower, upper := '0' <= c && c <= '9', 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z'
	switch name {
	case "alnum":
		return digit || lower || upper
	case "alpha":
		return lower || upper
	case "digit":
		return digit
	case "lower":
		return lower
	case "upper":
		return upper
	case "punct":
		return '!' <= c && c <= '~' && !digit && !lower && !upper
	case "space":
		return isSpace(c)
	}
	return false
}

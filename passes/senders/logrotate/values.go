package logrotate

import (
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// cString returns s up to its first NUL, where a C string ends.
func cString(s string) string {
	before, _, _ := strings.Cut(s, "\x00")
	return before
}

func isSpace(c byte) bool { return c == ' ' || '\t' <= c && c <= '\r' }
func isBlank(c byte) bool { return c == ' ' || c == '\t' }
func isAlpha(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// number reads a whole value as C's strtol does with base 0: blanks and a sign
// in front, 0x for hexadecimal, 0 for octal. An empty value is 0. The result
// is the bits of the unsigned 64-bit number; over tells that it did not fit.
func number(s string) (bits uint64, negative, over, ok bool) {
	return numberBase(s, 0)
}

func numberBase(s string, base int) (bits uint64, negative, over, ok bool) {
	if s == "" {
		return 0, false, false, true
	}
	s = strings.TrimLeft(s, " \t\n\v\f\r")
	if s != "" && (s[0] == '+' || s[0] == '-') {
		negative = s[0] == '-'
		s = s[1:]
	}
	switch {
	case base != 0:
	case len(s) > 2 && s[0] == '0' && s[1]|0x20 == 'x':
		base, s = 16, s[2:]
	case s != "" && s[0] == '0':
		base = 8
	default:
		base = 10
	}
	if s == "" || s[0] == '+' || s[0] == '-' {
		return 0, false, false, false
	}
	n, err := strconv.ParseUint(s, base, 64)
	if err != nil && n != math.MaxUint64 {
		return 0, false, false, false // a syntax error; out of range gives the largest number
	}
	return n, negative, err != nil, true
}

// signed is strtol cast to int; ok is false where trailing text remains.
func signed(s string) (int32, bool) {
	n, negative, over, ok := number(s)
	switch {
	case !ok:
		return 0, false
	case negative && (over || n > 1<<63):
		return 0, true // the least long, cast to int
	case !negative && (over || n > math.MaxInt64):
		return -1, true // the greatest long, cast to int
	case negative:
		return int32(-n), true
	}
	return int32(n), true
}

// unsigned is strtoul, which takes a sign as well.
func unsigned(s string) (uint64, bool) {
	n, negative, over, ok := number(s)
	if over {
		return math.MaxUint64, ok
	}
	if negative {
		n = -n
	}
	return n, ok
}

// count is strtoul cast to int, as logrotate reads its counters.
func count(s string) (int32, bool) {
	n, ok := unsigned(s)
	return int32(n), ok
}

// sizeMistake says what is wrong with the value of a size directive, or "".
func sizeMistake(name, value string) string {
	factor := uint64(1)
	digits := value
	switch last := value[len(value)-1]; {
	case last == 'k' || last == 'K':
		factor, digits = 1<<10, value[:len(value)-1]
	case last == 'M':
		factor, digits = 1<<20, value[:len(value)-1]
	case last == 'G':
		factor, digits = 1<<30, value[:len(value)-1]
	case last < '0' || last > '9':
		return takes(name, "a size", value)
	}
	n, ok := unsigned(digits)
	if !ok || int64(n*factor) < 0 {
		return takes(name, "a size", value)
	}
	return ""
}

// dayMistake says what is wrong with the day that weekly and monthly take.
// The value is read as by sscanf's %u with nothing behind it.
func dayMistake(name, value string, last uint32) string {
	if value == "" {
		return ""
	}
	if strings.TrimLeft(value, " \t\n\v\f\r") == "" {
		return takes(name, "a day", value)
	}
	n, negative, over, ok := numberBase(value, 10)
	day := uint32(n)
	if negative {
		day = -day
	}
	if !ok || over || day > last {
		return takes(name, "a day", strings.TrimSpace(value))
	}
	return ""
}

// modeMistake says what is wrong with the [mode] [owner group] of create and
// its kin, or "". It tells which of owner and group are given. Names are not
// looked up: which users there are is the machine's affair.
func modeMistake(name, value string, su bool) (user, group bool, mistake string) {
	words, ok := modeWords(value)
	most := 3
	if su {
		most = 2
	}
	switch {
	case !ok:
		return false, false, notClosed("a quote", "another")
	case len(words) > most:
		return false, false, takes(name, "at most "+strconv.Itoa(most)+" words", strings.TrimSpace(value))
	case len(words) == 0:
		return false, false, ""
	}
	mode := ""
	switch {
	case len(words) == 3:
		mode, words = words[0], words[1:]
	case len(words) == 1 && !su:
		mode, words = words[0], nil
	default:
		mode = "0" // not given
	}
	for _, word := range words {
		if !nameOrNumber(word) {
			return false, false, takes(name, "a user and a group", word)
		}
	}
	n, negative, over, ok := numberBase(mode, 8)
	if mode == "" || !ok || over || negative && n != 0 || n >= math.MaxInt32 {
		return false, false, takes(name, "an octal mode", mode)
	}
	return len(words) > 0, len(words) > 1, ""
}

// modeWords splits the value of create. A quote counts at the start of a word
// alone. Of too many words it returns one more than are ever allowed.
func modeWords(s string) (words []string, ok bool) {
	rest := strings.TrimLeft(s, " \t\n\v\f\r")
	if rest == "" {
		return nil, true
	}
	for len(words) < 4 {
		rest = strings.TrimLeft(rest, " \t\n\v\f\r")
		end := strings.IndexAny(rest, " \t\n\v\f\r")
		if rest != "" && (rest[0] == '\'' || rest[0] == '"') {
			quote := rest[0]
			rest = rest[1:]
			if end = strings.IndexByte(rest, quote); end < 0 {
				return nil, false
			}
			words = append(words, rest[:end])
			rest = rest[end+1:]
		} else if end < 0 {
			return append(words, rest), true
		} else {
			words = append(words, rest[:end])
			rest = rest[end:]
		}
		if rest == "" {
			break
		}
	}
	return words, true
}

// nameOrNumber reports whether some machine could know the user or group.
func nameOrNumber(word string) bool {
	if word == "" {
		return false
	}
	if word[0] != ':' {
		return true
	}
	n, negative, over, ok := numberBase(word[1:], 10)
	return len(word) > 1 && ok && !over && (!negative || n == 0) && n < math.MaxInt32
}

// printable reports whether logrotate takes the value as a path: one word
// without control characters.
func printable(s string) bool {
	for len(s) > 0 {
		r, n := utf8.DecodeRuneInString(s)
		if r == utf8.RuneError && n == 1 || !unicode.IsGraphic(r) || unicode.Is(unicode.Zs, r) {
			return false
		}
		s = s[n:]
	}
	return true
}

// mailable reports whether logrotate takes the value as a mail address.
func mailable(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] <= ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}

// A word is a part of a path list.
type word struct {
	text       string
	start, end int // in the list, quotes included
}

// splitWords splits a path list as popt does: at white space, with quotes and
// backslashes. An unclosed quote reaches to the end; a last backslash is the
// one mistake.
func splitWords(s string) (words []word, ok bool) {
	var text []byte
	var quote byte
	start := -1 // of the word that is being read
	flush := func(end int) {
		if len(text) > 0 {
			words = append(words, word{string(text), start, end})
		}
		text, start = text[:0], -1
	}
	for i := 0; i < len(s); i++ {
		c := s[i]
		if quote == 0 && isSpace(c) {
			flush(i)
			continue
		}
		if start < 0 {
			start = i
		}
		switch {
		case quote != 0 && c == quote:
			quote = 0
			continue
		case quote == 0 && (c == '"' || c == '\''):
			quote = c
			continue
		case c == '\\':
			if i++; i == len(s) {
				return nil, false
			}
			if quote != 0 && s[i] != quote {
				text = append(text, '\\')
			}
			c = s[i]
		}
		text = append(text, c)
	}
	flush(len(s))
	return words, true
}

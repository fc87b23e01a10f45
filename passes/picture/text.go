package picture

import "unicode"

// cells is how many columns a rune takes in a fixed-width face.
func cells(r rune) int {
	switch {
	case unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Me, r) || unicode.Is(unicode.Cf, r):
		return 0
	case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul) || r >= 0xff00 && r <= 0xff60 || r >= 0x1f300 && r <= 0x1faff:
		return 2
	}
	return 1
}

// columns is the width of text in a fixed-width face.
func columns(s string) int {
	n := 0
	for _, r := range s {
		n += cells(r)
	}
	return n
}

// cutLeft drops the beginning of text that is too wide.
func cutLeft(s string, width int) string {
	if columns(s) <= width {
		return s
	}
	runes := []rune(s)
	n := 1 // the ellipsis
	i := len(runes)
	for i > 0 && n+cells(runes[i-1]) <= width {
		i--
		n += cells(runes[i])
	}
	return "…" + string(runes[i:])
}

// cutRight drops the end of text that is too wide.
func cutRight(s string, width int) string {
	if columns(s) <= width {
		return s
	}
	n := 1
	for i, r := range s {
		if n+cells(r) > width {
			return s[:i] + "…"
		}
		n += cells(r)
	}
	return s
}

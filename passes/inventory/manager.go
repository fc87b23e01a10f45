package inventory

import (
	"bytes"
	"slices"
	"strings"

	"github.com/siglint/siglint/passes/senders"
)

// branchManager is the init system under which a line of a script runs, where
// it stands in a branch of the usual test for systemd:
//
//	if [ -d /run/systemd/system ]; then ... else ... fi
//
// It looks at words alone. Empty if there is no such test around the line.
func branchManager(src []byte, line int) string {
	type branch struct {
		manager string // under which the first branch runs, if the test says so
		later   bool   // elif or else
	}
	var open []branch
	n := 0
	for text := range bytes.Lines(src) {
		if n++; n >= line {
			break
		}
		words := strings.FieldsFunc(string(text), func(r rune) bool { return r == ' ' || r == '\t' || r == ';' || r == '\n' || r == '\r' })
		for i, word := range words {
			switch {
			case strings.HasPrefix(word, "#"):
			case word == "if":
				open = append(open, branch{manager: testedManager(words[i+1:])})
				continue
			case (word == "elif" || word == "else") && len(open) > 0:
				open[len(open)-1].later = true
				continue
			case word == "fi" && len(open) > 0:
				open = open[:len(open)-1]
				continue
			default:
				continue
			}
			break // a comment
		}
	}
	for _, b := range slices.Backward(open) {
		switch {
		case b.manager == "":
		case !b.later:
			return b.manager
		case b.manager == "systemd":
			return "sysv"
		default:
			return "systemd"
		}
	}
	return ""
}

// testedManager reads the test of an if: "sysv" for one that asks for systemd's absence.
func testedManager(words []string) string {
	for i, word := range words {
		switch {
		case word == "then":
			return ""
		case strings.Trim(word, `"'`) == "/run/systemd/system":
			if slices.Contains(words[:i], "!") {
				return "sysv"
			}
			return "systemd"
		}
	}
	return ""
}

// under keeps what an indirect send ends in under one init system.
func under(sends []senders.Send, manager string) []senders.Send {
	if manager == "" {
		return sends
	}
	sends = slices.DeleteFunc(sends, func(s senders.Send) bool { return s.When != "" && s.When != manager })
	return when(sends, manager)
}

package stalesender

import (
	"regexp"
	"slices"
	"strings"

	"github.com/siglint/siglint/passes/programs"
)

// A truth is what a unit's command line says of a condition.
type truth int

const (
	maybe truth = iota
	yes
	no
)

// flagCondition is a condition that hangs on one flag, as contracts word it.
var flagCondition = regexp.MustCompile(`^only if (--?[A-Za-z0-9][A-Za-z0-9_.-]*) is (not )?set$`)

// holds reports whether the condition of a handler holds for a program that is
// started as the hit says. Only a flag can be told, by a unit: one that is there,
// or that a command line without holes lacks.
func holds(condition string, hit programs.Hit) truth {
	m := flagCondition.FindStringSubmatch(condition)
	if m == nil || hit.Unit == nil {
		return maybe
	}
	given := flagGiven(m[1], hit.Args)
	switch {
	case given == maybe:
		return maybe
	case (given == yes) == (m[2] == ""):
		return yes
	}
	return no
}

// flagGiven reports whether the words of a command line set a flag.
func flagGiven(flag string, args []string) truth {
	name := strings.TrimLeft(flag, "-")
	for _, arg := range args {
		given, value, _ := strings.Cut(strings.TrimLeft(arg, "-"), "=")
		if !strings.HasPrefix(arg, "-") || given != name {
			continue
		}
		if value == "false" || value == "0" {
			return no
		}
		return yes
	}
	if slices.ContainsFunc(args, func(arg string) bool { return strings.ContainsAny(arg, "$%{") || synonym(flag, arg) }) {
		return maybe
	}
	return no
}

// synonym reports whether a word may be the flag by its other name: -f for
// --config-file, or --config-file for -f.
func synonym(flag, arg string) bool {
	long := strings.HasPrefix(flag, "--")
	switch {
	case strings.HasPrefix(arg, "--"):
		return !long && len(flag) == 2
	case strings.HasPrefix(arg, "-"):
		return long && len(arg) > 1
	}
	return false
}

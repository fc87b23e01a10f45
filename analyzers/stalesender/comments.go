package stalesender

import (
	"fmt"
	"slices"
	"strings"

	"github.com/siglint/siglint/passes/config"
	"github.com/siglint/siglint/passes/inventory"
	"github.com/siglint/siglint/passes/senders"
)

// comments reports what is wrong with the ignore comments of sender files. In
// Go files the check named ignore does, but for what this check finds there.
func (j *judge) comments() []Finding {
	var found []Finding
	for i := range j.inv.Ignores {
		ign := &j.inv.Ignores[i]
		if forTests(ign.File) {
			continue
		}
		if category, message, program := j.comment(ign); category != "" {
			found = append(found, Finding{
				File: ign.File, Pos: ign.Pos, End: ign.End, Category: category, Severity: severities[category],
				Message: message, Program: program,
			})
		}
	}
	return found
}

// comment judges one comment. The program is the one that it speaks of, if any.
func (j *judge) comment(ign *inventory.Ignore) (category, message, program string) {
	inGo := strings.HasSuffix(ign.File, ".go")
	switch {
	case !ign.For("stalesender") && inGo:
		return "", "", ""
	case len(ign.Names) == 0:
		return Unnamed, "ignore comment names no check; write siglint:ignore stalesender and a reason", ""
	case !ign.For("stalesender"):
		message = fmt.Sprintf("ignore comment names %q, which finds nothing in such files", ign.Names[0])
		if near := config.Nearest(ign.Names[0], []string{"stalesender"}); near != "" {
			message += "; did you mean " + near + "?"
		}
		return Misnamed, message, ""
	case ign.Reason == "" && !inGo:
		return Noreason, "ignore comment for stalesender gives no reason; say why the finding may stand", ""
	}
	if slices.Contains(ign.Names, "*") || inGo && ReportAtMain {
		return "", "", "" // another tool's to judge; perhaps about what stands at main
	}
	if program, needless := j.needless(ign); needless {
		return Needless, "stalesender finds nothing here; the comment would hide its next finding", program
	}
	return "", "", ""
}

// needless reports whether a comment surely silences nothing, and of which
// program that is known. A driver that sees one program at a time does not know
// of the others.
func (j *judge) needless(ign *inventory.Ignore) (program string, needless bool) {
	covers := func(file string, line int) bool { return ign.Covers("stalesender", file, line) }
	if slices.ContainsFunc(j.found, func(f Finding) bool { return covers(f.File, f.Pos.Line) }) {
		return "", false
	}
	if slices.ContainsFunc(j.inv.Problems, func(p senders.Problem) bool { return p.File == ign.File && p.Category == "" }) {
		return "", false // not all of the file was understood
	}
	for i := range j.inv.Sends {
		s := &j.inv.Sends[i]
		switch {
		case !covers(s.File, s.Pos.Line):
			continue
		case s.Signal == "":
			return "", false // is found where it ends
		}
		for _, hit := range j.resolver.Hits(s) {
			o := j.opinion(s, hit)
			if o.category == unknown {
				return "", false
			}
			program = o.program.Package
		}
	}
	return program, true
}

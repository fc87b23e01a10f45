package report

import "golang.org/x/tools/go/analysis"

// A Severity says how much a finding weighs. It changes nothing but what is
// shown and what code scanning makes of it.
type Severity string

// The severities, as formats spell them.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
	Note    Severity = "note"
)

type analysisEdit = analysis.TextEdit

// severities holds the categories that do not weigh as a warning: what ends a
// program that was to live on is an error, what may well be meant is a note.
var severities = map[string]Severity{
	"stalesender.dumps":      Error,
	"stalesender.kills":      Error,
	"stalesender.shutsdown":  Error,
	"stalesender.collateral": Error,
	"stalesender.repeated":   Note,
	"stalesender.swallowed":  Note,
	"uncatchable.profiled":   Note,
	"closedchannel.":         Error,
	"reloadsignal.dump":      Note,
	"reloadsignal.other":     Note,
	"reloadsignal.reload":    Note,
	"reloadsignal.reopen":    Note,
}

// SeverityOf returns the weight of a category, by default that of a warning.
func SeverityOf(check, category string) Severity {
	if s, ok := severities[check+"."+category]; ok {
		return s
	}
	if s, ok := severities[check+"."]; ok {
		return s
	}
	return Warning
}

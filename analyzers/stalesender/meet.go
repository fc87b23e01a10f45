package stalesender

import (
	"maps"
	"slices"
	"strings"

	"github.com/siglint/siglint/passes/programs"
	"github.com/siglint/siglint/passes/senders"
	"github.com/siglint/siglint/passes/signals"
)

// meet finds the cell that a send meets, and the verdict. Where the subcommand
// is not known and they differ, so that some do well, nothing is said.
func (p *Program) meet(intent senders.Intent, signal, command string, hit programs.Hit) (*Cell, string) {
	if command == "" && len(p.Commands) > 0 && (p.Commands[""] == nil || !wordless(hit)) {
		return p.meetAny(intent, signal, hit)
	}
	return p.meetUnder(intent, signal, command, hit)
}

// meetUnder is meet for a subcommand that is known, or "" for none.
func (p *Program) meetUnder(intent senders.Intent, signal, command string, hit programs.Hit) (*Cell, string) {
	cell, found := p.cell(signal, command)
	switch {
	case !found:
		return cell, unknown
	case cell.Condition == "":
		return cell, verdict(intent, signal, cell, p, command)
	}
	switch holds(cell.Condition, hit) {
	case yes:
		settled := *cell
		settled.Condition = ""
		return &settled, verdict(intent, signal, &settled, p, command)
	case no:
		return cell, verdict(intent, signal, byDefault(signal), p, command)
	}
	if verdict(intent, signal, cell, p, command) == verdict(intent, signal, byDefault(signal), p, command) {
		return cell, verdict(intent, signal, cell, p, command) // either way
	}
	return cell, unknown
}

// meetAny is the verdict on all subcommands that handle some signal, if it is
// the same. One that handles none does something and ends, as a rule.
func (p *Program) meetAny(intent senders.Intent, signal string, hit programs.Hit) (*Cell, string) {
	var cell *Cell
	all := ""
	for _, command := range slices.Sorted(maps.Keys(p.Commands)) {
		if !handlesSome(p.Commands[command]) {
			continue
		}
		c, v := p.meetUnder(intent, signal, command, hit)
		if all != "" && v != all {
			return c, unknown
		}
		cell, all = c, v
	}
	if all == "" {
		return p.meetUnder(intent, signal, "", hit)
	}
	return cell, all
}

func handlesSome(cells map[string]*Cell) bool {
	for _, cell := range cells {
		if cell.Disposition != signals.DefaultAction {
			return true
		}
	}
	return false
}

// cell is what the program, under a subcommand, does with a signal.
func (p *Program) cell(signal, command string) (*Cell, bool) {
	if cell := p.Commands[command][signal]; cell != nil {
		return cell, true
	}
	if cell := p.Signals[signal]; cell != nil {
		return cell, true
	}
	cell := byDefault(signal)
	return cell, signals.Number(goos, signal) != 0
}

// goos is the platform of the files that are read here.
const goos = "linux"

// byDefault is what a Go program does with a signal it never asked for.
func byDefault(signal string) *Cell {
	cell := new(Cell)
	cell.Disposition, cell.Effect = signals.Default(goos, signal)
	return cell
}

// command is the subcommand that the words behind the binary choose.
func (p *Program) command(args []string) string {
	best := ""
	var words []string
	for _, arg := range args {
		if strings.HasPrefix(arg, "-") {
			continue
		}
		words = append(words, arg)
		if name := strings.Join(words, " "); p.Commands[name] != nil {
			best = name
		} else if best == "" && p.Commands[arg] != nil {
			best = arg // behind the value of a flag
		}
	}
	return best
}

// unflagged leaves out the words that stand behind a flag and may be its value.
func unflagged(args []string) []string {
	var words []string
	for i, arg := range args {
		if i == 0 || !strings.HasPrefix(args[i-1], "-") || strings.Contains(args[i-1], "=") || args[i-1] == "--" {
			words = append(words, arg)
		}
	}
	return words
}

// wordless reports whether a unit starts the program with nothing but flags and
// their values.
func wordless(hit programs.Hit) bool {
	for i, arg := range hit.Args {
		plain := !strings.HasPrefix(arg, "-")
		if strings.ContainsAny(arg, "$%{") || plain && (i == 0 || !strings.HasPrefix(hit.Args[i-1], "-")) {
			return false
		}
	}
	return hit.Unit != nil
}

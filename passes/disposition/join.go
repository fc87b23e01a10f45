package disposition

import (
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/siglint/siglint/passes/contract"
	"github.com/siglint/siglint/passes/flow"
	"github.com/siglint/siglint/passes/signals"
)

func itoa(n int) string { return strconv.Itoa(n) }

// A joiner makes cells of what handlers say.
type joiner struct {
	pass     *analysis.Pass
	goos     string
	handlers []flow.Handler
}

// A claim is what one handler says about one signal.
type claim struct {
	handler flow.Handler
	branch  flow.Branch
	reach   flow.Reach
}

// program joins all that is reached, and by subcommand where these differ.
func (j *joiner) program(reached []flow.Reach) (map[string]*Cell, map[string]map[string]*Cell) {
	all := j.cells(reached)
	byCommand := make(map[string][]flow.Reach)
	var common []flow.Reach
	for _, r := range reached {
		if r.Command == "" {
			common = append(common, r)
			continue
		}
		byCommand[r.Command] = append(byCommand[r.Command], r)
	}
	if len(byCommand) == 0 {
		return all, nil
	}
	commands := make(map[string]map[string]*Cell)
	for name, own := range byCommand {
		for i := range own {
			own[i].Command = ""
		}
		commands[name] = j.cells(append(slices.Clone(common), own...))
	}
	return all, commands
}

// cells joins what is reached, signal by signal.
func (j *joiner) cells(reached []flow.Reach) map[string]*Cell {
	claims := make(map[string][]claim)
	var rest []claim
	for _, r := range reached {
		if r.Handler >= len(j.handlers) {
			continue
		}
		h := j.handlers[r.Handler]
		for _, b := range h.Branches {
			claims[b.Signal] = append(claims[b.Signal], claim{h, b, r})
		}
		if h.Rest {
			rest = append(rest, claim{handler: h, reach: r})
		}
	}
	cells := make(map[string]*Cell)
	for _, name := range signals.Catchable(j.goos) {
		cells[name] = j.cell(name, claims[name], rest)
	}
	for name, cs := range claims {
		if cells[name] == nil && !signals.Uncatchable(name) {
			cells[name] = j.cell(name, cs, rest)
		}
	}
	return cells
}

// cell joins the claims about one signal.
func (j *joiner) cell(name string, claims, rest []claim) *Cell {
	if len(claims) == 0 {
		cell := byDefault(j.goos, name)
		if len(rest) > 0 {
			cell.Disposition, cell.Effect = signals.UnknownDisposition, signals.UnknownEffect
			cell.Registered = places(rest)
			cell.May = rest[0].reach.May
			cell.Condition = condition(rest[0].reach, also(rest))
		}
		return cell
	}
	slices.SortStableFunc(claims, func(a, b claim) int { return j.weight(name, b) - j.weight(name, a) })
	best := claims[0]
	cell := &Cell{
		Entry: contract.Entry{
			Disposition: signals.Caught, Effect: best.branch.Effect, Action: best.branch.Action,
			Condition: condition(best.reach, also(claims)), Registered: places(claims),
		},
		May:     best.reach.May,
		Handler: j.place(best.handler.Place),
		Branch:  j.place(best.branch.Place),
	}
	for _, c := range claims[1:] {
		always := c.reach.Condition == "" && c.reach.Command == ""
		if c.branch.Effect == best.branch.Effect && (always || flow.Opposite(c.reach.Condition, best.reach.Condition)) {
			cell.Condition = "" // one way or the other
		}
	}
	switch best.handler.Func {
	case "Ignore":
		cell.Disposition = signals.Ignored
	case flow.InC:
		cell.Disposition = signals.UnknownDisposition
	}
	for _, c := range claims {
		if c.branch.Place != "" && !slices.Contains(cell.Consumed, short(c.branch.Place)) {
			cell.Consumed = append(cell.Consumed, short(c.branch.Place))
		}
	}
	slices.Sort(cell.Consumed)
	return cell
}

// also lists the subcommands that are as good as the first claim's, quoted.
func also(claims []claim) []string {
	var out []string
	for _, c := range claims {
		q := strconv.Quote(c.reach.Command)
		if c.reach.Command != "" && c.branch.Effect == claims[0].branch.Effect && !slices.Contains(out, q) {
			out = append(out, q)
		}
	}
	slices.Sort(out)
	return out
}

// condition puts the conditions of a reach in words.
func condition(r flow.Reach, commands []string) string {
	if r.Command == "" {
		return r.Condition
	}
	with := "with subcommand " + strings.Join(commands, ", ")
	if len(commands) > 4 {
		with = "with some subcommands"
	}
	if r.Condition == "" {
		return "only " + with
	}
	return r.Condition + ", " + with
}

// weight orders claims: what is sure before what may be, what acts before what
// does nothing, what always holds before what holds under a condition.
func (j *joiner) weight(signal string, c claim) int {
	w := 0
	if m := j.pass.Module; m != nil && strings.HasPrefix(c.handler.Place, m.Path+"/") {
		w += 4 // its own code tells more than that of a library
	}
	if !c.reach.May {
		w += 200
	}
	if c.reach.Condition == "" && c.reach.Command == "" {
		w += 40
	}
	if c.handler.Func != "Ignore" {
		w += 20
	}
	requestsEnd := signal == "SIGINT" || signal == "SIGTERM" || signal == "SIGQUIT"
	switch c.branch.Effect {
	case signals.Terminates:
		w += 60
		if requestsEnd {
			w++
		}
	case signals.Continues:
		w += 60
		if !requestsEnd {
			w++
		}
	case signals.Nothing:
		w += 15
	}
	return w
}

// places lists where the claims are registered.
func places(claims []claim) []string {
	var out []string
	for _, c := range claims {
		if at := short(c.handler.Place); c.handler.Place != "" && !slices.Contains(out, at) {
			out = append(out, at)
		}
	}
	slices.Sort(out)
	return out
}

package disposition

import (
	"maps"
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
		if h.Func == flow.InPlugin && r.May {
			continue // that somebody may load a plugin says nothing of signals
		}
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
			cell.Condition = condition(rest)
		}
		return cell
	}
	slices.SortStableFunc(claims, func(a, b claim) int { return j.weight(name, b) - j.weight(name, a) })
	best := claims[0]
	cell := &Cell{
		Entry: contract.Entry{
			Disposition: signals.Caught, Effect: best.branch.Effect, Action: best.branch.Action,
			Condition: condition(claims), Registered: places(claims),
		},
		May:     best.reach.May,
		Agreed:  !slices.ContainsFunc(claims, func(c claim) bool { return c.branch.Effect != best.branch.Effect }),
		Handler: j.place(best.handler.Place),
		Branch:  j.place(best.branch.Place),
	}
	switch best.handler.Func {
	case "Ignore":
		cell.Disposition = signals.Ignored
	case flow.InC:
		cell.Disposition = signals.UnknownDisposition
	}
	for _, c := range claims {
		if c.branch.Place != "" {
			cell.Consumed = append(cell.Consumed, short(c.branch.Place))
		}
	}
	slices.Sort(cell.Consumed)
	cell.Consumed = slices.Compact(cell.Consumed)
	return cell
}

// condition says in words when the signal is handled as the first claim has it:
// caught or ignored, whatever follows.
func condition(claims []claim) string {
	best := claims[0]
	ways := make(map[string]flow.Condition) // by subcommand
	for _, c := range claims {
		if (c.handler.Func == "Ignore") != (best.handler.Func == "Ignore") || c.reach.May && !best.reach.May {
			continue
		}
		when := c.reach.Condition
		if old, ok := ways[c.reach.Command]; ok {
			when = old.Or(when)
		}
		ways[c.reach.Command] = when
	}
	if whole, ok := ways[""]; ok && (whole.Always() || len(ways) == 1) {
		return whole.String()
	}
	return withCommands(ways)
}

// withCommands puts conditions by subcommand in words.
func withCommands(ways map[string]flow.Condition) string {
	var names []string
	shared := ""
	for i, name := range slices.Sorted(maps.Keys(ways)) {
		switch own := ways[name].String(); {
		case i == 0:
			shared = own
		case own != shared:
			shared = "" // of some of them only
		}
		if name != "" {
			names = append(names, strconv.Quote(name))
		}
	}
	with := "with subcommand " + strings.Join(names, ", ")
	if len(names) > 4 {
		with = "with some subcommands"
	}
	whole, ok := ways[""]
	switch {
	case ok:
		return whole.String() + ", or " + with
	case shared != "":
		return shared + ", " + with
	}
	return "only " + with
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
	if c.reach.Condition.Always() && c.reach.Command == "" {
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
		if c.handler.Place != "" {
			out = append(out, short(c.handler.Place))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

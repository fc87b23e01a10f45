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

// program joins all that is reached, and by subcommand where these differ: ""
// is for a run without one, where something is reached in that only.
func (j *joiner) program(reached []flow.Reach) (map[string]*Cell, map[string]map[string]*Cell) {
	names := make(map[string]bool)
	for _, r := range reached {
		if without, _, ok := flow.Excluded(r.Command); ok {
			names[""] = true
			for _, name := range without {
				names[name] = true
			}
		} else if r.Command != "" {
			names[r.Command] = true
		}
	}
	all := j.cells(reached)
	if len(names) == 0 {
		return all, nil
	}
	commands := make(map[string]map[string]*Cell)
	for name := range names {
		commands[name] = j.cells(under(reached, name))
	}
	return all, commands
}

// under keeps what is reached with a subcommand, or without one.
func under(reached []flow.Reach, name string) []flow.Reach {
	var own []flow.Reach
	for _, r := range reached {
		if name == "" && flow.WithNone(r.Command) || name != "" && flow.With(r.Command, name) {
			r.Command = ""
			own = append(own, r)
		}
	}
	return own
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
	foremost(claims)
	best := claims[0]
	cell := &Cell{
		Entry: contract.Entry{
			Disposition: signals.Caught, Effect: best.branch.Effect, Action: best.branch.Action,
			Condition: condition(slices.Concat(claims, rest)), Registered: places(claims),
		},
		May:     best.reach.May,
		Open:    len(rest) > 0,
		Agreed:  !slices.ContainsFunc(claims, func(c claim) bool { return c.branch.Effect != best.branch.Effect }),
		Handler: j.place(best.handler.Place),
		Branch:  j.place(best.branch.Place),
	}
	switch best.handler.Func {
	case "Ignore":
		cell.Disposition = signals.Ignored
	case flow.InC, flow.Given:
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

// foremost puts first a claim that acts, and holds wherever the first does and
// elsewhere too.
func foremost(claims []claim) {
	for i, c := range claims {
		acts := c.branch.Effect == signals.Terminates || c.branch.Effect == signals.Continues
		if acts && c.handler.Func == claims[0].handler.Func && c.reach.Wider(claims[0].reach) {
			claims[0], claims[i] = c, claims[0]
		}
	}
}

// condition says in words when one of the claims holds that are of the kind of
// the first; those that only may be reached, or may be for the signal, hold under
// their condition as well.
func condition(claims []claim) string {
	ways := make(flow.ByCommand)
	for _, c := range claims {
		if c.handler.Func == "Ignore" && claims[0].handler.Func != "Ignore" {
			continue
		}
		command := withoutAsides(c.reach.Command)
		when := c.reach.Condition
		if old, ok := ways[command]; ok {
			when = old.Or(when)
		}
		ways[command] = when
	}
	named := commandNames(ways)
	ways.Simplify()
	if whole, ok := ways[""]; ok && (whole.Always() || len(ways) == 1) {
		return whole.String()
	}
	return withCommands(ways, named)
}

// withoutAsides leaves out what is ruled out if these are only subcommands that
// check or print something.
func withoutAsides(command string) string {
	names, every, ok := flow.Excluded(command)
	if !ok || len(names) == 0 || slices.ContainsFunc(names, func(name string) bool { return !flow.IsAside(name) }) {
		return command
	}
	return flow.Excluding(nil, every)
}

// withCommands puts conditions by subcommand in words; named are those that
// have one of their own.
func withCommands(ways flow.ByCommand, named []string) string {
	shared := ""
	for i, name := range slices.Sorted(maps.Keys(ways)) {
		switch own := ways[name].String(); {
		case i == 0:
			shared = own
		case own != shared:
			shared = "" // of some of them only
		}
	}
	with := byNames(ways, named)
	whole, ok := ways[""]
	switch {
	case ok:
		return whole.String() + ", or " + with
	case shared != "":
		return shared + ", " + with
	}
	return "only " + with
}

// byNames says with which subcommands, or without which.
func byNames(ways flow.ByCommand, named []string) string {
	names := commandNames(ways)
	for _, command := range slices.Sorted(maps.Keys(ways)) {
		without, every, ok := flow.Excluded(command)
		without = slices.DeleteFunc(without, func(name string) bool { return name == "" })
		switch {
		case !ok:
		case len(names) == 0 && len(without) > 0 && (len(without) <= maxNames || !every && len(without) <= 2*maxNames):
			return "without subcommand " + quoted(without)
		case len(named) > 0:
			return "without subcommand, or " + withNames(named)
		case every:
			return "without subcommand"
		default:
			return "without some subcommands"
		}
	}
	return withNames(names)
}

// maxNames is the most subcommands that are named.
const maxNames = 4

func withNames(names []string) string {
	if len(names) > maxNames {
		return "with some subcommands"
	}
	return "with subcommand " + quoted(names)
}

// commandNames lists the subcommands that have a way of their own.
func commandNames(ways flow.ByCommand) []string {
	var names []string
	for _, command := range slices.Sorted(maps.Keys(ways)) {
		if _, _, ok := flow.Excluded(command); !ok && command != "" {
			names = append(names, command)
		}
	}
	return names
}

func quoted(names []string) string {
	var words []string
	for _, name := range names {
		words = append(words, strconv.Quote(name))
	}
	return strings.Join(words, ", ")
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
	switch c.handler.Func {
	case "Ignore":
	case flow.Given:
		w -= 400 // less than any that is known
	default:
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

package changes

import (
	"os"
	"strings"
	"testing"

	"github.com/siglint/siglint/passes/contract"
	"github.com/siglint/siglint/passes/signals"
)

// names spells the states as docs/diff.md does, in the order of the constants.
var names = []string{"acts", "ends", "ignored", "swallowed", "lost", "stops", "dies", "dumps", "unknown"}

// The grids are written out in full, so that no cell changes unseen.
var grids = map[string]string{
	"SIGHUP": `
          acts ends ignored swallowed lost stops dies dumps unknown
acts      .    W    W       W         W    W     W    W     ?
ends      +    .    +       +         +    W     W    W     ?
ignored   +    W    .       =         =    W     W    W     ?
swallowed +    W    =       .         =    W     W    W     ?
lost      +    W    =       =         .    W     W    W     ?
stops     +    W    +       +         +    .     W    W     ?
dies      +    +    +       +         +    +     .    =     ?
dumps     +    +    +       +         +    +     =    .     ?
unknown   ?    ?    ?       ?         ?    ?     ?    ?     .`,
	"SIGTERM": `
          acts ends ignored swallowed lost stops dies dumps unknown
acts      .    W    W       W         W    W     W    W     ?
ends      +    .    W       W         W    W     W    W     ?
ignored   +    +    .       =         =    W     +    +     ?
swallowed +    +    =       .         =    W     +    +     ?
lost      +    +    =       =         .    W     +    +     ?
stops     +    W    +       +         +    .     W    W     ?
dies      +    +    W       W         W    +     .    =     ?
dumps     +    +    W       W         W    +     =    .     ?
unknown   ?    ?    ?       ?         ?    ?     ?    ?     .`,
	"SIGUSR1": `
          acts ends ignored swallowed lost stops dies dumps unknown
acts      .    W    W       W         W    W     W    W     ?
ends      +    .    W       W         W    W     W    W     ?
ignored   +    W    .       =         =    W     W    W     ?
swallowed +    W    =       .         =    W     W    W     ?
lost      +    W    =       =         .    W     W    W     ?
stops     +    W    +       +         +    .     W    W     ?
dies      +    +    +       +         +    +     .    =     ?
dumps     +    +    +       +         +    +     =    .     ?
unknown   ?    ?    ?       ?         ?    ?     ?    ?     .`,
}

// like gives signals that share a grid.
var like = map[string]string{
	"SIGINT": "SIGTERM", "SIGUSR2": "SIGUSR1", "SIGPWR": "SIGUSR1", "SIGQUIT": "SIGUSR1",
	"SIGPIPE": "SIGHUP", "SIGCHLD": "SIGHUP", "SIGWINCH": "SIGHUP", "SIGALRM": "SIGHUP",
}

func TestTable(t *testing.T) {
	for sig, grid := range grids {
		check(t, sig, grid)
	}
	for sig, as := range like {
		check(t, sig, grids[as])
	}
}

func check(t *testing.T, sig, grid string) {
	for from, line := range strings.Split(strings.TrimSpace(grid), "\n")[1:] {
		cells := strings.Fields(line)
		if cells[0] != names[from] || len(cells) != len(names)+1 {
			t.Fatalf("%s: row %q", sig, line)
		}
		for to, want := range cells[1:] {
			if got := compare(sig, state(from), state(to)); string(got) != want {
				t.Errorf("%s: %s → %s is %c, not %s", sig, names[from], names[to], got, want)
			}
		}
	}
}

// The page has the same tables.
func TestTablePage(t *testing.T) {
	page, err := os.ReadFile("../../docs/diff.md")
	if err != nil {
		t.Fatal(err)
	}
	for sig, grid := range grids {
		if !strings.Contains(string(page), strings.TrimPrefix(grid, "\n")) {
			t.Errorf("docs/diff.md lacks the table of %s", sig)
		}
	}
}

func TestStateOf(t *testing.T) {
	for _, tt := range []struct {
		d    signals.Disposition
		e    signals.Effect
		want state
	}{
		{signals.Caught, signals.Continues, acts},
		{signals.Caught, signals.Terminates, ends},
		{signals.Caught, signals.Dumps, ends},
		{signals.Caught, signals.Stops, ends},
		{signals.Caught, signals.Nothing, swallowed},
		{signals.Caught, signals.UnknownEffect, unknown},
		{signals.Ignored, signals.Nothing, ignored},
		{signals.DefaultAction, signals.Nothing, lost},
		{signals.DefaultAction, signals.Stops, stops},
		{signals.DefaultAction, signals.Terminates, dies},
		{signals.DefaultAction, signals.Dumps, dumps},
		{signals.UnknownDisposition, signals.UnknownEffect, unknown},
		{"", "", unknown},
	} {
		if got := stateOf(contract.Entry{Disposition: tt.d, Effect: tt.e}); got != tt.want {
			t.Errorf("%s, %s: %s, not %s", tt.d, tt.e, names[got], names[tt.want])
		}
	}
}

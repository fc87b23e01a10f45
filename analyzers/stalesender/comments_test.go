package stalesender

import (
	"strings"
	"testing"

	"github.com/siglint/siglint/passes/inventory"
	"github.com/siglint/siglint/passes/senders"
)

// comment puts a comment that ignores stalesender on the line of the send.
func comment(s senders.Send) inventory.Ignore {
	return inventory.Ignore{File: s.File, Pos: s.Pos, Names: []string{"stalesender"}, Reason: "a test"}
}

// A comment is needless only where it surely silences nothing.
func TestNeedless(t *testing.T) {
	a, b := program("a", "SIGUSR2 caught continues"), program("b")
	stranger := program("c")
	stranger.Signals = nil // known by name alone, as where one package is judged at a time
	hup, usr2 := send("SIGHUP", "a"), send("SIGUSR2", "a")
	indirect := send("", "a")
	indirect.Resolved = []senders.Send{send("SIGHUP", "a")}
	for _, test := range []struct {
		name     string
		send     senders.Send
		needless bool
		program  string
	}{
		{"silences", hup, false, ""},
		{"all is well", usr2, true, a.Package},
		{"reaches nobody", send("SIGHUP", "nobody"), true, ""},
		{"reaches a program not looked at", send("SIGTERM", "c"), false, ""},
		{"asks another to send", indirect, false, ""},
	} {
		inv := &inventory.Inventory{Sends: []senders.Send{test.send}, Ignores: []inventory.Ignore{comment(test.send)}}
		found := Judge(inv, []*Program{a, b, stranger})
		needless := len(found) == 1 && found[0].Category == Needless && found[0].Program == test.program
		if needless != test.needless || !needless && len(found) > 0 {
			t.Errorf("%s: found %q", test.name, lines(found))
		}
	}
}

// Nothing is said of comments that others judge, or that may be right.
func TestCommentsSilent(t *testing.T) {
	for name, change := range map[string]func(*inventory.Inventory){
		"for another check, in Go":  func(inv *inventory.Inventory) { set(inv, "a.go", "loststop") },
		"nolint":                    func(inv *inventory.Inventory) { set(inv, "a.go", "*") },
		"in a file of tests":        func(inv *inventory.Inventory) { set(inv, "test/a.sh", "stalesender") },
		"in a file half understood": func(inv *inventory.Inventory) { inv.Problems = []senders.Problem{{File: inv.Ignores[0].File}} },
	} {
		inv := &inventory.Inventory{Ignores: []inventory.Ignore{comment(send("SIGHUP", "a"))}}
		change(inv)
		if found := Judge(inv, nil); found != nil {
			t.Errorf("%s: %q", name, lines(found))
		}
	}
	ReportAtMain = true
	defer func() { ReportAtMain = false }()
	inv := new(inventory.Inventory)
	inv.Ignores = []inventory.Ignore{comment(send("SIGHUP", "a"))}
	set(inv, "main.go", "stalesender")
	if found := Judge(inv, nil); found != nil {
		t.Errorf("a comment at main, where findings stand: %q", lines(found))
	}
}

func set(inv *inventory.Inventory, file, check string) {
	inv.Ignores[0].File, inv.Ignores[0].Names = file, []string{check}
}

// A misspelt name is guessed.
func TestMisnamed(t *testing.T) {
	inv := &inventory.Inventory{Ignores: []inventory.Ignore{comment(send("SIGHUP", "a"))}}
	inv.Ignores[0].Names = []string{"stalesnder"}
	if got := lines(Judge(inv, nil)); len(got) != 1 || !strings.HasSuffix(got[0], "did you mean stalesender?") {
		t.Errorf("got %q", got)
	}
	inv.Ignores[0].Names = nil
	if got := lines(Judge(inv, nil)); len(got) != 1 || !strings.HasPrefix(got[0], "unnamed ") {
		t.Errorf("got %q", got)
	}
}

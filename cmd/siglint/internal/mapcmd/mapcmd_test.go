package mapcmd

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/siglint/siglint/analyzers/stalesender"
	"github.com/siglint/siglint/cmd/siglint/internal/report"
	"github.com/siglint/siglint/cmd/siglint/internal/tree"
	"github.com/siglint/siglint/passes/config"
	"github.com/siglint/siglint/passes/contract"
	"github.com/siglint/siglint/passes/inventory"
	"github.com/siglint/siglint/passes/picture"
	"github.com/siglint/siglint/passes/programs"
	"github.com/siglint/siglint/passes/senders"
	"github.com/siglint/siglint/passes/signals"
)

func cell(d signals.Disposition, e signals.Effect) *stalesender.Cell {
	return &stalesender.Cell{Entry: contract.Entry{Disposition: d, Effect: e}}
}

// web draws the sends of one tree with one program.
func web(p *stalesender.Program, sends ...senders.Send) *picture.Web {
	t := &tree.Tree{Root: "/r", Config: &config.Config{}, Inventory: &inventory.Inventory{Root: "/r", Sends: sends}}
	return Web(t, nil, []*stalesender.Program{p}, report.NewNamer("/r"))
}

func daemon() *stalesender.Program {
	return &stalesender.Program{
		Program: &programs.Program{Package: "example.com/d", Binary: "d", Names: []string{"d"}},
		Signals: map[string]*stalesender.Cell{
			"SIGHUP":  cell(signals.DefaultAction, signals.Terminates),
			"SIGTERM": cell(signals.Caught, signals.Terminates),
		},
	}
}

func pkill(signal string, intent senders.Intent) senders.Send {
	return senders.Send{
		File: "d.init", Pos: senders.Position{Line: 7, Column: 2}, Context: "init", Signal: signal, Via: "pkill", Intent: intent,
		TargetKind: senders.ProcessName, Target: "d", Pattern: &senders.Pattern{Regexp: "d", Exact: true, Comm: true},
	}
}

// Two sends at one place, as of a function that is told which signal to send:
// only one of them is a mistake.
func TestMistakes(t *testing.T) {
	w := web(daemon(), pkill("SIGHUP", senders.Survive), pkill("SIGTERM", senders.End))
	if len(w.Senders) != 2 {
		t.Fatalf("%d senders", len(w.Senders))
	}
	for _, s := range w.Senders {
		if want := s.Signal == "SIGHUP"; s.Bad != want {
			t.Errorf("%s: a mistake is %v, category %q", s.Signal, s.Bad, s.Category)
		}
		if len(s.Ends) != 1 || s.Ends[0].Program != "example.com/d" {
			t.Errorf("%s ends in %v", s.Signal, s.Ends)
		}
	}
}

// A program of which nothing is known is drawn only if somebody means it, and
// then nothing is claimed of it.
func TestUnknownProgram(t *testing.T) {
	p := daemon()
	p.Signals = nil
	if w := web(p); len(w.Programs) != 0 {
		t.Errorf("%d programs", len(w.Programs))
	}
	w := web(p, pkill("SIGHUP", senders.Survive))
	if len(w.Programs) != 1 || w.Programs[0].Signals != nil {
		t.Errorf("%+v", w.Programs)
	}
}

// What is perhaps caught has no known effect.
func TestMay(t *testing.T) {
	p := daemon()
	p.Signals["SIGHUP"].May = true
	if e := web(p).Programs[0].Signals["SIGHUP"]; picture.OutcomeOf(e) != picture.Unknown {
		t.Errorf("%+v", e)
	}
}

func TestWrite(t *testing.T) {
	dir := t.TempDir()
	for name, ok := range map[string]bool{"a.svg": true, "a.HTML": true, "a.dot": true, "a.png": false, "a": false, "svg": false} {
		file := filepath.Join(dir, name)
		if err := Known(file); (err == nil) != ok {
			t.Errorf("%s: %v", name, err)
		}
		if !ok {
			continue
		}
		if err := Write(web(daemon()), file, dir); err != nil {
			t.Error(err)
		}
		if info, err := os.Stat(file); err != nil || info.Size() == 0 {
			t.Errorf("%s: %v, %v", name, info, err)
		}
	}
	if err := Write(web(daemon()), filepath.Join(dir, "missing", "a.svg"), dir); err == nil {
		t.Error("written into a folder that is not there")
	}
}

package command

import (
	"cmp"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"github.com/siglint/siglint/analyzers/stalesender"
	"github.com/siglint/siglint/cmd/siglint/internal/await"
	"github.com/siglint/siglint/cmd/siglint/internal/cache"
	"github.com/siglint/siglint/cmd/siglint/internal/engine"
	"github.com/siglint/siglint/cmd/siglint/internal/report"
	"github.com/siglint/siglint/cmd/siglint/internal/tree"
	"github.com/siglint/siglint/passes/inventory"
)

// maxInput bounds what is read from standard input.
const maxInput = 16 << 20

// A judging is one run of the checks.
type judging struct {
	*checking
	c      *Context
	namer  report.Namer
	report *report.Report
}

// packages judges Go packages and, through the check of senders, the files
// around them.
func (j *judging) packages(patterns []string) error {
	if len(patterns) == 0 && !inModule(j.c.Dir) {
		t, err := tree.Read(j.c, j.c.Dir, j.cfg)
		return j.onlySenders(t, err)
	}
	progress := newProgress(j.c, time.Second)
	defer progress.stop()
	around := j.around()
	sum, err := engine.Run(j.c, engine.Options{
		Query:     j.query(j.c, patterns),
		Analyzers: j.checks,
		Seeds:     tree.Seeds(j.checks),
		Before:    func() { around() },
		Progress:  progress.show,
		Cache:     cache.Default(),
		Around:    j.surroundings(around),
		Beside:    tree.Beside(j.checks),
		Visit:     j.visit,
	})
	if j.c.Err() != nil {
		return err
	}
	if err != nil { // the files are judged all the same
		j.report.Troubles = append(j.report.Troubles, report.Trouble{Message: err.Error()})
		t, err := around()
		if err != nil || t == nil {
			return err
		}
		return j.onlySenders(t, nil)
	}
	j.troubles(sum)
	t, err := around()
	if err != nil || t == nil {
		return err
	}
	j.report.Notices = append(j.report.Notices, tree.Problems(t.Inventory, j.namer)...)
	if len(t.Inventory.Mains) == 0 && (len(patterns) == 0 || slices.Equal(patterns, []string{"./..."})) {
		return j.onlySenders(t, nil) // no main package speaks for the files
	}
	return nil
}

// around starts reading the sender files of the tree, while packages are
// listed. What it returns waits for them; they are nil where nobody asks.
func (j *judging) around() func() (*tree.Tree, error) {
	if !j.judgesSenders() {
		return func() (*tree.Tree, error) { return nil, nil }
	}
	read := sync.OnceValues(func() (*tree.Tree, error) {
		t, err := tree.Read(j.c, j.c.Dir, j.cfg)
		if err == nil {
			t.Save()
		}
		return t, err
	})
	go read()
	return read
}

func (j *judging) visit(judged *engine.Judged) {
	for _, d := range judged.Diagnostics {
		f := j.namer.Finding(judged, d, j.severity(d.Analyzer.Name, d.Category))
		if !j.excluded(f.Path) {
			j.report.Findings = append(j.report.Findings, f)
		}
	}
}

// inModule reports whether the go command would find a module or workspace.
func inModule(dir string) bool {
	if work := os.Getenv("GOWORK"); work != "" && work != "off" {
		return true
	}
	for {
		for _, name := range []string{"go.mod", "go.work"} {
			if _, err := os.Stat(filepath.Join(dir, name)); err == nil {
				return true
			}
		}
		if filepath.Dir(dir) == dir {
			return false
		}
		dir = filepath.Dir(dir)
	}
}

// severity is that of .siglint.yaml, or the usual one.
func (j *judging) severity(check, category string) report.Severity {
	return cmp.Or(report.Severity(j.cfg.Checks[check].Severity), report.SeverityOf(check, category))
}

func (j *judging) excluded(path string) bool {
	return j.cfg.Excluded(path)
}

func (j *judging) troubles(sum *engine.Summary) {
	for _, p := range sum.Problems {
		j.report.Troubles = append(j.report.Troubles, j.namer.Trouble(p))
	}
}

// judgesSenders reports whether sender files are judged at all.
func (j *judging) judgesSenders() bool { return slices.Contains(j.checks, stalesender.Analyzer) }

// onlySenders judges a tree without Go packages.
func (j *judging) onlySenders(t *tree.Tree, err error) error {
	if err != nil || !j.judgesSenders() {
		return err
	}
	progs, err := t.Join(nil, j.contracts(j.cfg))
	if err != nil {
		return err
	}
	j.senders(t.Inventory, stalesender.Judge(t.Inventory, progs), nil)
	j.report.Notices = append(j.report.Notices, tree.Problems(t.Inventory, j.namer)...)
	return nil
}

// senders takes findings in sender files into the report.
func (j *judging) senders(inv *inventory.Inventory, found []stalesender.Finding, known *tree.Programs) {
	for _, f := range tree.Findings(inv, found, known, j.namer) {
		f.Severity = cmp.Or(report.Severity(j.cfg.Checks[f.Check].Severity), f.Severity)
		if !j.excluded(f.Path) {
			j.report.Findings = append(j.report.Findings, f)
		}
	}
}

// files judges sender files by name, against the programs of the module.
func (j *judging) files(names []string) error {
	names, done, err := j.stdin(names)
	if err != nil {
		return err
	}
	defer done()
	t, err := tree.Read(j.c, j.c.Dir, j.cfg)
	if err != nil {
		return err
	}
	known, err := j.programs(j.c, t)
	if err != nil {
		return err
	}
	if known != nil {
		j.troubles(known.Summary)
	}
	progs, err := t.Join(known, j.contracts(j.cfg))
	if err != nil {
		return err
	}
	inv, err := t.Files(j.c, names)
	if err != nil {
		return err
	}
	j.senders(inv, stalesender.Judge(inv, progs), known)
	j.report.Troubles = append(j.report.Troubles, tree.Problems(inv, j.namer)...)
	return nil
}

// stdin puts what comes on standard input into a file, where its name is "-".
func (j *judging) stdin(names []string) (files []string, done func(), err error) {
	at := slices.Index(names, "-")
	if at < 0 {
		return names, func() {}, nil
	}
	text, err := await.Result(j.c, func() ([]byte, error) { return io.ReadAll(io.LimitReader(j.c.Stdin, maxInput+1)) })
	if err != nil {
		return nil, nil, fmt.Errorf("read standard input: %w", err)
	}
	if len(text) > maxInput {
		return nil, nil, fmt.Errorf("standard input is larger than %d bytes", maxInput)
	}
	dir, err := os.MkdirTemp("", "siglint-*")
	if err != nil {
		return nil, nil, err
	}
	file := filepath.Join(dir, "stdin")
	if err := os.WriteFile(file, text, 0o600); err != nil {
		return nil, nil, err
	}
	j.namer = j.namer.Call(file, "<stdin>")
	files = slices.Clone(names)
	files[at] = file
	return files, func() { os.RemoveAll(dir) }, nil
}

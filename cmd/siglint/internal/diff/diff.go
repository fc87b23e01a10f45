// Package diff is the subcommand that says what a change does to the signals
// of the programs, and to those who send them.
package diff

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"github.com/siglint/siglint/analyzers/stalesender"
	"github.com/siglint/siglint/cmd/siglint/internal/await"
	"github.com/siglint/siglint/cmd/siglint/internal/listing"
	"github.com/siglint/siglint/cmd/siglint/internal/report"
	"github.com/siglint/siglint/passes/changes"
	"github.com/siglint/siglint/passes/contract"
	"github.com/siglint/siglint/passes/inventory"
	"github.com/siglint/siglint/passes/senders"
)

// Options say what is compared.
type Options struct {
	Dir      string // absolute
	Query    listing.Query
	Base     string   // a revision; or else
	Old, New string   // two contract files
	Senders  []string // further folders or files with senders, absolute
	Progress func(done, all int)
}

// A Result is what a comparison comes to.
type Result struct {
	Changes  []changes.Change // places relative to Options.Dir
	Troubles []report.Trouble
	Notes    []string // of no consequence
}

// Run compares. Whatever happens, it leaves nothing behind.
func Run(ctx context.Context, opts Options) (*Result, error) {
	if opts.Base == "" {
		return compareFiles(ctx, opts)
	}
	// Whoever started the command may be gone; the folder is removed all the same.
	ctx, stop := signal.NotifyContext(ctx, syscall.SIGHUP)
	defer stop()
	r, err := openRepo(ctx, opts.Dir)
	if err != nil {
		return nil, err
	}
	commit, err := r.commit(ctx, opts.Base)
	if err != nil {
		return nil, err
	}
	temp, err := os.MkdirTemp("", "siglint-diff-*")
	if err != nil {
		return nil, fmt.Errorf("make a folder for the base: %w", err)
	}
	defer os.RemoveAll(temp)
	if temp, err = filepath.EvalSymlinks(temp); err != nil {
		return nil, err
	}
	res, err := compareTrees(ctx, opts, r, commit, temp)
	if err != nil && ctx.Err() != nil {
		return nil, errors.New("interrupted")
	}
	return res, err
}

// compareTrees compares a commit with the work tree.
func compareTrees(ctx context.Context, opts Options, r *repo, commit, temp string) (*Result, error) {
	root, notes, err := r.layOut(ctx, commit, temp)
	if err != nil {
		return nil, fmt.Errorf("lay out %s: %w", opts.Base, err)
	}
	after, err := readSide(ctx, opts, "", opts.Dir)
	if err != nil {
		return nil, err
	}
	if after.modDir == "" {
		return nil, fmt.Errorf("there is no go.mod in %s or above it", opts.Dir)
	}
	before, err := readBase(ctx, opts, r, root, temp)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", opts.Base, shorten(err, root))
	}
	res := &Result{Notes: notes}
	res.troubles(opts, before, after)
	if before.modDir == "" {
		res.Notes = append(res.Notes, fmt.Sprintf("there was no Go module here at %s; every program is new", opts.Base))
	}
	c := &comparer{opts: opts, before: before, after: after}
	if err := c.senders(ctx); err != nil {
		return nil, err
	}
	res.Changes = changes.Compare(before.contract, after.contract, changes.Options{
		Senders: c.sends, Line: c.line,
		Skip: func(pkg string) bool { return before.unsure[pkg] || after.unsure[pkg] },
	})
	c.settle(res.Changes)
	return res, nil
}

// readBase reads the revision that was laid out below root.
func readBase(ctx context.Context, opts Options, r *repo, root, temp string) (*side, error) {
	dir := filepath.Join(root, filepath.FromSlash(r.prefix))
	if !exists(dir) {
		return &side{root: root, contract: &contract.File{Schema: contract.Schema}}, nil
	}
	if _, modDir := inventory.FindRoot(dir, ""); modDir != "" && within(root, modDir) {
		if err := r.linkReplacements(modDir, temp, root); err != nil {
			return nil, err
		}
	}
	if work := os.Getenv("GOWORK"); filepath.IsAbs(work) && within(r.root, work) {
		rel, _ := filepath.Rel(r.root, work)
		os.Setenv("GOWORK", filepath.Join(root, rel))
		defer os.Setenv("GOWORK", work)
	}
	return readSide(ctx, opts, root, dir)
}

// shorten leaves the temporary folder out of a message.
func shorten(err error, root string) error {
	if text := err.Error(); strings.Contains(text, root) {
		return errors.New(strings.ReplaceAll(text, root+string(filepath.Separator), ""))
	}
	return err
}

// troubles names what could not be read on either side.
func (res *Result) troubles(opts Options, before, after *side) {
	namer := report.NewNamer(opts.Dir)
	if after.known != nil {
		for _, p := range after.known.Summary.Problems {
			res.Troubles = append(res.Troubles, namer.Trouble(p))
		}
	}
	if before.known == nil {
		return
	}
	old := report.NewNamer(before.root)
	for _, p := range before.known.Summary.Problems {
		t := old.Trouble(p)
		t.Message = "at " + opts.Base + ", " + strings.ReplaceAll(t.Message, before.root+string(filepath.Separator), "")
		res.Troubles = append(res.Troubles, t)
	}
}

// compareFiles compares two stored contracts.
func compareFiles(ctx context.Context, opts Options) (*Result, error) {
	before, err := readContract(opts.Old)
	if err != nil {
		return nil, err
	}
	after, err := readContract(opts.New)
	if err != nil {
		return nil, err
	}
	c := &comparer{opts: opts, before: &side{contract: before}, after: &side{contract: after}}
	for _, s := range []struct {
		side *side
		file string
	}{{c.before, opts.Old}, {c.after, opts.New}} {
		if s.side.programs, err = stalesender.WithContracts(nil, []string{s.file}); err != nil {
			return nil, err
		}
	}
	if err := c.senders(ctx); err != nil {
		return nil, err
	}
	res := &Result{Changes: changes.Compare(before, after, changes.Options{Senders: c.sends})}
	if before.GOOS != after.GOOS {
		res.Notes = append(res.Notes, fmt.Sprintf("the contracts are for different systems, %s and %s; what differs may come from that", before.GOOS, after.GOOS))
	}
	return res, nil
}

// maxContract bounds a stored contract.
const maxContract = 64 << 20

func readContract(name string) (*contract.File, error) {
	info, err := os.Stat(name)
	switch {
	case err != nil:
		return nil, fmt.Errorf("read contract: %w", err)
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("read contract: %s is not a file", name)
	case info.Size() > maxContract:
		return nil, fmt.Errorf("read contract: %s is larger than %d bytes", name, maxContract)
	}
	src, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("read contract: %w", err)
	}
	f := new(contract.File)
	if err := json.Unmarshal(src, f); err != nil {
		return nil, fmt.Errorf("read contract %s: %w", name, err)
	}
	if f.Schema != contract.Schema {
		return nil, fmt.Errorf("read contract %s: its schema is %q, not %q", name, f.Schema, contract.Schema)
	}
	return f, nil
}

// A comparer joins what the two sides say of senders and places.
type comparer struct {
	opts          Options
	before, after *side
	fresh         map[string]string // texts of Go files that only the new side has, by path below its module
	renames       map[string]string // found so far
	sends         []changes.Sender
}

// senders gathers the senders of the new tree and of the further folders.
func (c *comparer) senders(ctx context.Context) error {
	if c.after.tree != nil {
		c.add(c.after.tree.Inventory, c.isNew())
	}
	for _, name := range c.opts.Senders {
		inv, err := await.Result(ctx, func() (*inventory.Inventory, error) { return readSenders(name) })
		if err != nil {
			return fmt.Errorf("-senders: %w", err)
		}
		c.add(inv, func(*senders.Send) bool { return false })
	}
	return nil
}

// readSenders reads a folder or a file with senders.
func readSenders(name string) (*inventory.Inventory, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		return inventory.Read(name, inventory.Options{})
	}
	return inventory.ReadFiles(filepath.Dir(name), []string{name})
}

// isNew tells the senders that the base lacks: those of a file of that name
// that sent the same, wherever it stood, are old.
func (c *comparer) isNew() func(*senders.Send) bool {
	count := make(map[string]int)
	key := func(s *senders.Send) string {
		return fmt.Sprintf("%q %q %q %q %q", path.Base(s.File), s.Context, s.Via, s.Signal, s.Target)
	}
	if c.before.tree != nil {
		for i := range c.before.tree.Inventory.Sends {
			count[key(&c.before.tree.Inventory.Sends[i])]++
		}
	}
	return func(s *senders.Send) bool {
		count[key(s)]--
		return count[key(s)] < 0
	}
}

// handled are the categories that say a program does not do with a signal what
// its sender wants.
var unhandled = []string{
	stalesender.Kills, stalesender.Dumps, stalesender.Shutsdown, stalesender.Lost, stalesender.Swallowed, stalesender.Unstoppable,
}

// add takes the senders of an inventory that mean a program of either side.
func (c *comparer) add(inv *inventory.Inventory, isNew func(*senders.Send) bool) {
	namer := report.NewNamer(c.opts.Dir)
	now := c.verdicts(inv, c.after)
	then := c.verdicts(inv, c.before)
	for i := range inv.Sends {
		s := &inv.Sends[i]
		fresh := isNew(s)
		if s.Signal == "" {
			continue // the places it ends in are senders of their own
		}
		sender := changes.Sender{Signal: s.Signal, New: fresh, Place: changes.Place{
			File: namer.Name(filepath.Join(inv.Root, filepath.FromSlash(s.File))), Line: s.Pos.Line, Column: s.Pos.Column,
		}}
		at := where{s.File, s.Pos, s.Signal, s.Target}
		for _, v := range now[at] {
			sender.Package, sender.Bad, sender.Reason = v.Program, slices.Contains(unhandled, v.Category), v.Reason
			c.sends = append(c.sends, sender)
		}
		if len(now[at]) > 0 {
			continue // what else its pattern matched before is no loss
		}
		sender.Lost = true
		for _, v := range then[at] {
			sender.Package = v.Program
			c.sends = append(c.sends, sender)
		}
	}
}

// where tells sends apart.
type where struct {
	file           string
	pos            senders.Position
	signal, target string
}

// verdicts says which programs of a side each send means.
func (c *comparer) verdicts(inv *inventory.Inventory, s *side) map[where][]stalesender.Verdict {
	byPlace := make(map[where][]stalesender.Verdict)
	for _, v := range stalesender.Explain(inv, s.programs) {
		at := where{v.Send.File, v.Send.Pos, v.Send.Signal, v.Send.Target}
		if v.Program != "" && !slices.ContainsFunc(byPlace[at], func(o stalesender.Verdict) bool { return o.Program == v.Program }) {
			byPlace[at] = append(byPlace[at], v)
		}
	}
	return byPlace
}

// line finds a line of the base in the work tree.
func (c *comparer) line(file string, line int) (changes.Place, bool) {
	old, err := os.ReadFile(c.before.file(file))
	if err != nil {
		return changes.Place{}, false // it stands in another module
	}
	name := file
	if !exists(c.after.file(name)) {
		name = c.renamed(file, string(old))
	}
	now, err := os.ReadFile(c.after.file(name))
	if name == "" || err != nil {
		return changes.Place{}, false
	}
	n, kept := changes.MapLine(string(old), string(now), line)
	return changes.Place{File: name, Line: n, Column: 1}, kept
}

// settle gives each change a place that a reviewer can be shown, relative to
// the working directory: that of func main where there is no better one.
func (c *comparer) settle(list []changes.Change) {
	namer := report.NewNamer(c.opts.Dir)
	for i := range list {
		ch := &list[i]
		switch {
		case ch.Kind == changes.NewSender || ch.Place != nil && len(ch.Senders) > 0 && *ch.Place == ch.Senders[0]:
			continue // a sender's place, which is relative already
		case ch.Place != nil && ch.Place.File != "":
			ch.Place.File = namer.Name(c.after.file(ch.Place.File))
		default:
			ch.Place = nil
			if file, line := c.after.main(ch.Package); file != "" {
				ch.Place = &changes.Place{File: namer.Name(file), Line: line, Column: 1}
			}
		}
	}
}

package command

import (
	"flag"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/siglint/siglint/analyzers/stalesender"
	"github.com/siglint/siglint/cmd/siglint/internal/listing"
	"github.com/siglint/siglint/passes/config"
	"github.com/siglint/siglint/passes/inventory"
)

// loading holds the flags of every command that reads packages or files.
type loading struct {
	dir      string
	tags     string
	goos     string
	tests    bool
	sender   paths
	contract paths
}

func (l *loading) define(flags *flag.FlagSet) {
	flags.StringVar(&l.dir, "C", "", "change to `dir` first")
	flags.StringVar(&l.tags, "tags", "", "build with these `tags`, by commas")
	flags.StringVar(&l.goos, "goos", "", "judge for this `system` instead of the one at hand")
	flags.Var(&l.sender, "senders", "read these `paths`, by commas, instead of the sender files found")
	flags.Var(&l.contract, "contract", "judge senders against these contract `files` too, by commas")
}

// prepare changes the folder and hands paths on to the check of senders.
func (l *loading) prepare(c *Context) error {
	if err := c.chdir(l.dir); err != nil {
		return err
	}
	for name, list := range map[string]paths{"senders": l.sender, "contract": l.contract} {
		for _, path := range list {
			if err := stalesender.Analyzer.Flags.Set(name, c.path(path)); err != nil {
				return fmt.Errorf("-%s: %w", name, err)
			}
		}
	}
	for i, path := range l.contract {
		l.contract[i] = c.path(path)
	}
	return nil
}

// contracts returns the contract files of flags and of .siglint.yaml.
func (l *loading) contracts(cfg *config.Config) []string {
	files := []string(l.contract)
	for _, name := range cfg.Contracts {
		files = append(files, cfg.Path(name))
	}
	return files
}

func (l *loading) query(c *Context, patterns []string) listing.Query {
	if len(patterns) == 0 {
		patterns = []string{"./..."}
	}
	return listing.Query{Dir: c.Dir, Patterns: patterns, Tags: l.tags, GOOS: l.goos, Tests: l.tests}
}

// path returns the absolute form of a path that the user gave.
func (c *Context) path(name string) string {
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(c.Dir, name)
}

// root is the folder that fingerprints are relative to: that of the
// repository, the module, or the one at hand.
func root(dir string) string {
	if root, _ := inventory.FindRoot(dir, ""); root != "" {
		return root
	}
	return dir
}

// paths is a flag with several values, by commas or by repetition.
type paths []string

func (p *paths) String() string { return strings.Join(*p, ",") }

// Set implements flag.Value.
func (p *paths) Set(text string) error {
	for part := range strings.SplitSeq(text, ",") {
		if part = strings.TrimSpace(part); part != "" {
			*p = append(*p, part)
		}
	}
	return nil
}

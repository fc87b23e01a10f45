package diff

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// A repo is a git repository as seen from a folder in its work tree.
type repo struct {
	root   string // of the work tree, absolute
	prefix string // of the folder below root, with a slash at its end, or ""
}

// openRepo finds the repository around dir.
func openRepo(ctx context.Context, dir string) (*repo, error) {
	if _, err := exec.LookPath("git"); err != nil {
		return nil, errors.New("-base needs git, which is not installed")
	}
	r := &repo{root: dir}
	out, err := r.git(ctx, "rev-parse", "--show-toplevel", "--show-prefix")
	switch {
	case ctx.Err() != nil:
		return nil, context.Cause(ctx)
	case err != nil && strings.Contains(err.Error(), "not a git repository"):
		return nil, fmt.Errorf("-base needs a git repository, and %s is in none; two stored contracts can be compared without", dir)
	case err != nil:
		return nil, fmt.Errorf("find the git repository: %w", err)
	}
	root, prefix, _ := strings.Cut(strings.TrimSuffix(string(out), "\n"), "\n")
	r.root, r.prefix = filepath.FromSlash(root), prefix
	return r, nil
}

// commit resolves a revision, and says why it cannot where it cannot.
func (r *repo) commit(ctx context.Context, rev string) (string, error) {
	out, err := r.git(ctx, "rev-parse", "--verify", "--quiet", "--end-of-options", rev+"^{commit}")
	if err == nil {
		return strings.TrimSpace(string(out)), nil
	}
	if ctx.Err() != nil {
		return "", context.Cause(ctx)
	}
	if shallow, err := r.git(ctx, "rev-parse", "--is-shallow-repository"); err == nil && strings.TrimSpace(string(shallow)) == "true" {
		return "", fmt.Errorf("no revision %q in this shallow clone; fetch it first (git fetch --unshallow, or fetch-depth: 0)", rev)
	}
	return "", fmt.Errorf("no revision %q in %s", rev, r.root)
}

// git runs a git command that only reads. No pager, no prompt, no optional lock.
func (r *repo) git(ctx context.Context, args ...string) ([]byte, error) {
	cmd := r.command(ctx, args...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		if line, _, _ := strings.Cut(strings.TrimSpace(stderr.String()), "\n"); line != "" {
			return nil, fmt.Errorf("git %s: %s", args[0], strings.TrimPrefix(line, "fatal: "))
		}
		return nil, fmt.Errorf("git %s: %w", args[0], err)
	}
	return out, nil
}

// tame keeps git from running what the settings of a repository name, and from
// fetching what a partial clone lacks. Commands that look at the work tree, for
// which there are filters, are not used at all.
var tame = []string{"-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "protocol.allow=never", "-c", "safe.bareRepository=explicit"}

func (r *repo) command(ctx context.Context, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, "git", slices.Concat(tame, args)...)
	cmd.Dir = r.root
	cmd.Env = append(os.Environ(), "GIT_OPTIONAL_LOCKS=0", "GIT_NO_LAZY_FETCH=1", "GIT_TERMINAL_PROMPT=0", "GIT_PAGER=cat", "LC_ALL=C", "GIT_LITERAL_PATHSPECS=1")
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = 5 * time.Second
	return cmd
}

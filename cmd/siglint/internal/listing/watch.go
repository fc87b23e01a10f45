package listing

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// patience is how long the go command may take before somebody looks why.
const patience = 2 * time.Second

// watch returns a context that ends when the go command waits for what is no
// file: it opens whatever is called like Go code, also a pipe that nobody
// writes to.
func (q Query) watch(ctx context.Context) (context.Context, func()) {
	ctx, cancel := context.WithCancelCause(ctx)
	timer := time.AfterFunc(patience, func() {
		if name := irregular(ctx, top(q.Dir)); name != "" {
			cancel(fmt.Errorf("%s is not a regular file; the go command would wait for it", name))
		}
	})
	return ctx, func() {
		timer.Stop()
		cancel(nil)
	}
}

// top is the folder of the module or workspace around dir, or dir.
func top(dir string) string {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "."
	}
	for at := dir; ; at = filepath.Dir(at) {
		for _, name := range []string{"go.mod", "go.work"} {
			if _, err := os.Lstat(filepath.Join(at, name)); err == nil {
				return at
			}
		}
		if at == filepath.Dir(at) {
			return dir
		}
	}
}

// irregular returns something in a tree that is called like Go code and is a
// pipe, a socket or a device, by its path from there; "" if there is none.
func irregular(ctx context.Context, root string) (found string) {
	filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		switch {
		case ctx.Err() != nil:
			return fs.SkipAll
		case err != nil, e.IsDir(), e.Type().IsRegular(), filepath.Ext(path) != ".go" && e.Name() != "go.mod":
			return nil
		case strings.HasPrefix(e.Name(), "_"), strings.HasPrefix(e.Name(), "."):
			return nil // not opened
		}
		if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() && !info.IsDir() {
			found, _ = filepath.Rel(root, path)
			return fs.SkipAll
		}
		return nil
	})
	return filepath.ToSlash(found)
}

package diff

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/mod/modfile"
)

// maxBlob bounds what is written of a file that is not Go: such files are
// there for go:embed to find, and no sender file is that large.
const maxBlob = 4 << 20

// depth is how many folders lie above a revision that was laid out, so that a
// replacement by a folder beside the repository has a place to go.
const depth = 12

// layOut writes the files of a commit below temp, from git's objects alone: no
// index, no work tree, no hook and no filter takes part. It returns the folder
// that stands for the root of the repository, and notes on what is missing.
func (r *repo) layOut(ctx context.Context, commit, temp string) (root string, notes []string, err error) {
	root = filepath.Join(temp, strings.Repeat("r/", depth), filepath.Base(r.root))
	notes, err = r.writeTree(ctx, commit, root)
	return root, notes, err
}

// A blob is one file of a commit.
type blob struct {
	mode, id, name string
	size           int64
}

func (r *repo) writeTree(ctx context.Context, commit, dir string) (notes []string, err error) {
	list, err := r.git(ctx, "ls-tree", "-r", "-z", "--long", "--full-tree", commit)
	if err != nil {
		return nil, interrupted(ctx, err)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	var files, links []blob
	for entry := range strings.SplitSeq(string(list), "\x00") {
		b, ok := parseEntry(entry)
		switch {
		case !ok || !harmless(b.name):
			continue // the end of the list, or a name that no checkout would write
		case b.mode == "160000":
			note, err := r.submodule(ctx, b, dir)
			if err != nil {
				return nil, err
			}
			notes = append(notes, note...)
		case b.mode == "120000":
			links = append(links, b)
		default:
			files = append(files, b)
		}
	}
	if err := r.writeBlobs(ctx, files, func(b blob, content []byte) error { return writeFile(dir, b.name, content) }); err != nil {
		return nil, err
	}
	// Links come last, so that no file is written through one.
	err = r.writeBlobs(ctx, links, func(b blob, content []byte) error { return writeLink(dir, b.name, string(content)) })
	return notes, err
}

// metadata are folders and files that make the go command call a version
// control system, whose settings in them could make it run anything.
var metadata = []string{".git", ".hg", ".svn", ".bzr", ".fslckout", "_FOSSIL_"}

// harmless reports whether a name stays in the tree and is no metadata. git
// itself checks names out with as much care, but stores any.
func harmless(name string) bool {
	for part := range strings.SplitSeq(name, "/") {
		if slices.ContainsFunc(metadata, func(m string) bool { return strings.EqualFold(m, part) }) {
			return false
		}
	}
	return filepath.IsLocal(filepath.FromSlash(name))
}

// parseEntry reads "100644 blob 0123abcd  57\tname".
func parseEntry(entry string) (blob, bool) {
	info, name, ok := strings.Cut(entry, "\t")
	fields := strings.Fields(info)
	if !ok || len(fields) != 4 {
		return blob{}, false
	}
	size, _ := strconv.ParseInt(fields[3], 10, 64) // "-" for a submodule
	return blob{fields[0], fields[2], name, size}, true
}

// writeBlobs hands the content of each blob to write. A large one that is not
// Go is handed over empty.
func (r *repo) writeBlobs(ctx context.Context, list []blob, write func(blob, []byte) error) error {
	if len(list) == 0 {
		return nil
	}
	var ids bytes.Buffer
	var wanted []blob
	for _, b := range list {
		if b.size > maxBlob && path.Ext(b.name) != ".go" {
			if err := write(b, nil); err != nil {
				return err
			}
			continue
		}
		ids.WriteString(b.id + "\n")
		wanted = append(wanted, b)
	}
	cmd := r.command(ctx, "cat-file", "--batch")
	cmd.Stdin = &ids
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	err = readBlobs(bufio.NewReaderSize(out, 1<<16), wanted, write)
	if err != nil {
		cmd.Process.Kill()
	}
	if waiting := cmd.Wait(); err == nil && waiting != nil {
		err = fmt.Errorf("git cat-file: %w", waiting)
	}
	return interrupted(ctx, err)
}

func readBlobs(in *bufio.Reader, list []blob, write func(blob, []byte) error) error {
	for _, b := range list {
		head, err := in.ReadString('\n')
		if err != nil {
			return fmt.Errorf("read %s from git: %w", b.name, err)
		}
		fields := strings.Fields(head) // id, type, size; or id, "missing"
		if len(fields) != 3 && path.Ext(b.name) == ".go" {
			return fmt.Errorf("read %s from git: the object %s is missing", b.name, b.id)
		}
		if len(fields) != 3 { // in a partial clone: of the files that are not Go, few matter
			if err := write(b, nil); err != nil {
				return err
			}
			continue
		}
		size, err := strconv.ParseInt(fields[2], 10, 64)
		if err != nil {
			return fmt.Errorf("read %s from git: %w", b.name, err)
		}
		content := make([]byte, size)
		if _, err := io.ReadFull(in, content); err != nil {
			return fmt.Errorf("read %s from git: %w", b.name, err)
		}
		if _, err := in.Discard(1); err != nil {
			return fmt.Errorf("read %s from git: %w", b.name, err)
		}
		if err := write(b, content); err != nil {
			return err
		}
	}
	return nil
}

func writeFile(dir, name string, content []byte) error {
	file := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	return os.WriteFile(file, content, 0o644)
}

// writeLink makes a symbolic link if it stays in the tree.
func writeLink(dir, name, target string) error {
	if filepath.IsAbs(target) || !filepath.IsLocal(path.Join(path.Dir(name), target)) {
		return nil // it leads out of the repository
	}
	file := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	return os.Symlink(target, file)
}

// submodule lays out a submodule, at the commit that is recorded, if it was
// checked out and has that commit.
func (r *repo) submodule(ctx context.Context, b blob, dir string) (notes []string, err error) {
	sub := &repo{root: filepath.Join(r.root, filepath.FromSlash(b.name))}
	if _, err := os.Lstat(filepath.Join(sub.root, ".git")); err == nil {
		if _, err := sub.git(ctx, "cat-file", "-e", b.id+"^{commit}"); err == nil {
			return sub.writeTree(ctx, b.id, filepath.Join(dir, filepath.FromSlash(b.name)))
		}
	}
	return []string{fmt.Sprintf("the submodule %s is not here at %.12s; the base lacks its files", b.name, b.id)}, nil
}

// linkReplacements lets modules that go.mod replaces by folders outside of the
// repository be found from the folder where the revision was laid out.
func (r *repo) linkReplacements(modDir, temp, laidOut string) error {
	src, err := os.ReadFile(filepath.Join(modDir, "go.mod"))
	if err != nil {
		return nil // no module there; what follows says so
	}
	mod, err := modfile.Parse("go.mod", src, nil)
	if err != nil {
		return nil // likewise
	}
	below, err := filepath.Rel(laidOut, modDir)
	if err != nil {
		return err
	}
	for _, rep := range mod.Replace {
		target := filepath.FromSlash(rep.New.Path)
		if rep.New.Version != "" || filepath.IsAbs(target) || filepath.IsLocal(filepath.Join(below, target)) {
			continue // a module, or a folder that is found
		}
		link := filepath.Join(modDir, target)
		if rel, err := filepath.Rel(temp, link); err != nil || !filepath.IsLocal(rel) {
			continue // too far up
		}
		if err := os.MkdirAll(filepath.Dir(link), 0o755); err != nil {
			return err
		}
		if err := os.Symlink(filepath.Join(r.root, below, target), link); err != nil && !errors.Is(err, os.ErrExist) {
			return err
		}
	}
	return nil
}

// interrupted prefers the reason why the context ended to what followed from it.
func interrupted(ctx context.Context, err error) error {
	if err != nil && ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return err
}

package diff

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// A testRepo is a repository made by hand, object by object.
type testRepo struct {
	*testing.T
	dir string
}

func newRepo(t *testing.T) *testRepo {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed")
	}
	r := &testRepo{t, t.TempDir()}
	r.git("", "init", "-q", ".")
	return r
}

func (r *testRepo) git(stdin string, args ...string) string {
	r.Helper()
	cmd := exec.Command("git", args...)
	cmd.Dir = r.dir
	cmd.Stdin = strings.NewReader(stdin)
	cmd.Env = append(os.Environ(), "GIT_AUTHOR_NAME=n", "GIT_AUTHOR_EMAIL=e", "GIT_COMMITTER_NAME=n", "GIT_COMMITTER_EMAIL=e")
	out, err := cmd.Output()
	if err != nil {
		r.Fatalf("git %s: %v", args, err)
	}
	return strings.TrimSpace(string(out))
}

// tree makes a tree of names and contents; a content that begins with "->" is a
// link, and one that begins with "tree " is a tree.
func (r *testRepo) tree(entries map[string]string) string {
	r.Helper()
	var list []string
	for name, content := range entries {
		mode, kind, id := "100644", "blob", ""
		switch {
		case strings.HasPrefix(content, "tree "):
			mode, kind, id = "040000", "tree", content[5:]
		case strings.HasPrefix(content, "->"):
			mode, content = "120000", content[2:]
		}
		if id == "" {
			id = r.git(content, "hash-object", "-w", "--stdin")
		}
		list = append(list, fmt.Sprintf("%s %s %s\t%s", mode, kind, id, name))
	}
	return r.git(strings.Join(list, "\x00")+"\x00", "mktree", "-z")
}

// below lists the files of a folder.
func below(t *testing.T, dir string) []string {
	t.Helper()
	var files []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			rel, _ := filepath.Rel(dir, path)
			files = append(files, filepath.ToSlash(rel))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// A commit may hold what no checkout would write: names that lead out of the
// tree, settings of git that run programs, links to anywhere.
func TestLayOutHostile(t *testing.T) {
	r := newRepo(t)
	evil := r.tree(map[string]string{"config": "[core]\n\tfsmonitor = touch evil\n"})
	inner := r.tree(map[string]string{"x.go": "package x\n", "up": "->../a.go", "out": "->../../../etc/passwd"})
	top := r.tree(map[string]string{
		"a.go": "package a\n", "new\nline.go": "package a\n", ".GIT": "tree " + evil, ".hg": "tree " + evil, "..": "tree " + inner,
		"in": "tree " + inner, "abs": "->/etc/passwd", "tab\tname": "x", "big.bin": strings.Repeat("x", maxBlob+1),
	})
	commit := r.git("", "commit-tree", "-m", "c", top)
	temp := t.TempDir()
	root, notes, err := (&repo{root: r.dir}).layOut(context.Background(), commit, temp)
	if err != nil || len(notes) > 0 {
		t.Fatal(err, notes)
	}
	want := []string{"a.go", "big.bin", "in/up", "in/x.go", "new\nline.go", "tab\tname"}
	if got := below(t, root); !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	if got := below(t, temp); len(got) != len(want) {
		t.Errorf("beside the tree: %q", got)
	}
	if info, err := os.Stat(filepath.Join(root, "big.bin")); err != nil || info.Size() != 0 {
		t.Errorf("a large file that is not Go: %v, %v", info, err)
	}
	if src, err := os.ReadFile(filepath.Join(root, "in", "up")); err != nil || string(src) != "package a\n" {
		t.Errorf("a link within the tree: %q, %v", src, err)
	}
}

// A Go file that is missing, as in a partial clone without its network, is an
// error; another is as good as empty.
func TestLayOutMissing(t *testing.T) {
	for name, fails := range map[string]bool{"a.go": true, "a.txt": false} {
		r := newRepo(t)
		top := r.tree(map[string]string{name: "content"})
		commit := r.git("", "commit-tree", "-m", "c", top)
		id := r.git("", "rev-parse", commit+":"+name)
		if err := os.Remove(filepath.Join(r.dir, ".git", "objects", id[:2], id[2:])); err != nil {
			t.Fatal(err)
		}
		_, _, err := (&repo{root: r.dir}).layOut(context.Background(), commit, t.TempDir())
		if (err != nil) != fails {
			t.Errorf("%s: %v", name, err)
		}
	}
}

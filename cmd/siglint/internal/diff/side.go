package diff

import (
	"cmp"
	"context"
	"os"
	"path"
	"path/filepath"
	"slices"

	"github.com/siglint/siglint/analyzers/stalesender"
	"github.com/siglint/siglint/cmd/siglint/internal/await"
	"github.com/siglint/siglint/cmd/siglint/internal/engine"
	"github.com/siglint/siglint/cmd/siglint/internal/listing"
	"github.com/siglint/siglint/cmd/siglint/internal/settings"
	"github.com/siglint/siglint/cmd/siglint/internal/tree"
	"github.com/siglint/siglint/passes/contract"
	"github.com/siglint/siglint/passes/inventory"
)

// A side is the code before or after a change.
type side struct {
	root     string // of the repository, or of the module where there is none
	modDir   string // "" where there is no module
	tree     *tree.Tree
	known    *tree.Programs
	programs []*stalesender.Program
	contract *contract.File
	unsure   map[string]bool // main packages that could not be read whole
}

// readSide reads what a tree does with signals. root may be empty.
func readSide(ctx context.Context, opts Options, root, dir string) (*side, error) {
	s := &side{root: root, contract: &contract.File{Schema: contract.Schema}, unsure: make(map[string]bool)}
	found, modDir := inventory.FindRoot(dir, "")
	s.root = cmp.Or(root, found)
	if modDir == "" || root != "" && !within(root, modDir) {
		return s, nil // no module: nothing can be said of its programs
	}
	s.modDir = modDir
	cfg, err := settings.Load(dir)
	if err != nil {
		return nil, err
	}
	senders := stalesender.SenderOptions(modDir, cfg)
	inv, err := await.Result(ctx, func() (*inventory.Inventory, error) { return inventory.Read(s.root, senders) })
	if err != nil {
		return nil, err
	}
	s.tree = &tree.Tree{Root: s.root, ModDir: modDir, Config: cfg, Inventory: inv}
	q := opts.Query
	q.Dir = dir
	if s.known, err = tree.Dispositions(ctx, q, opts.Progress); err != nil {
		return nil, err
	}
	if s.programs, err = s.tree.Join(s.known, nil); err != nil {
		return nil, err
	}
	s.doubt()
	s.contract = s.tree.Contract(s.known)
	return s, nil
}

func within(root, dir string) bool {
	rel, err := filepath.Rel(root, dir)
	return err == nil && (rel == "." || filepath.IsLocal(rel))
}

// doubt notes the main packages of which something could not be read: they
// import a package with a mistake, or have one.
func (s *side) doubt() {
	byPath := make(map[string]*listing.Package)
	bad := make(map[string]bool)
	for _, p := range s.known.Summary.Packages {
		byPath[p.ImportPath] = p
		if p.Error != nil || slices.ContainsFunc(s.known.Summary.Problems, func(pr engine.Problem) bool { return filepath.Dir(pr.Pos.Filename) == p.Dir }) {
			bad[p.ImportPath] = true
		}
	}
	seen := make(map[string]bool)
	var spoilt func(path string) bool
	spoilt = func(path string) bool {
		if v, ok := seen[path]; ok {
			return v
		}
		seen[path] = bad[path]
		if p := byPath[path]; p != nil && !bad[path] {
			seen[path] = slices.ContainsFunc(p.Imports, func(imp string) bool { return spoilt(cmp.Or(p.ImportMap[imp], imp)) })
		}
		return seen[path]
	}
	for _, p := range s.known.Summary.Packages {
		if p.Name == "main" && spoilt(p.ImportPath) {
			s.unsure[p.ImportPath] = true
		}
	}
	for _, m := range s.tree.Inventory.Mains {
		if s.known.Mains[m.Path] == nil {
			s.unsure[m.Path] = true // not read, or not built here
		}
	}
}

// main is the place of a program's func main.
func (s *side) main(pkg string) (file string, line int) {
	for _, p := range s.programs {
		if p.Package == pkg {
			file, line, _ := s.known.Place(p.Main)
			return file, line
		}
	}
	return "", 0
}

// file returns the path of a file that a contract names.
func (s *side) file(name string) string {
	return filepath.Join(s.modDir, filepath.FromSlash(path.Clean(name)))
}

func exists(file string) bool {
	_, err := os.Stat(file)
	return err == nil
}

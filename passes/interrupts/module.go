package interrupts

import (
	"bytes"
	"go/types"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"golang.org/x/tools/go/ssa"
)

// Facts travel from a package to its importers, so a package cannot know who
// calls its exported functions. For the few that hand out a raw EINTR, the text
// of the module is asked whether anyone does: if so, the callers are judged
// where they are; if not, the function itself is the last place to handle it.

const (
	maxFiles = 100_000 // of a module
	maxBytes = 4 << 20 // of one file
)

// usedElsewhere reports whether another package of the module seems to call fn.
func (x *index) usedElsewhere(fn *ssa.Function) bool {
	if !x.visible(fn) || len(x.pass.Files) == 0 {
		return false
	}
	obj := fn.Object().(*types.Func)
	here := filepath.Dir(x.pass.Fset.File(x.pass.Files[0].Package).Name())
	root := moduleRoot(here)
	if root == "" {
		return false
	}
	return moduleText(root).mentions(here, x.pass.Pkg.Path(), obj.Name())
}

// moduleRoot returns the nearest folder at or above dir with a go.mod.
func moduleRoot(dir string) string {
	for range 64 {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			break
		}
		dir = parent
	}
	return ""
}

// A modText finds the files of a module that import a package.
type modText struct {
	root  string
	files []string
	mu    sync.Mutex
	users map[string][][]byte // by import path and folder
}

var modTexts sync.Map // by root, of func() *modText

func moduleText(root string) *modText {
	once, _ := modTexts.LoadOrStore(root, sync.OnceValue(func() *modText {
		m := &modText{root: root, users: make(map[string][][]byte)}
		_ = filepath.WalkDir(root, m.visit) // what cannot be read is not there
		return m
	}))
	return once.(func() *modText)()
}

// visit collects the Go files that are no tests and not of another module.
func (m *modText) visit(path string, d fs.DirEntry, err error) error {
	switch name := filepath.Base(path); {
	case err != nil:
		return nil // an unreadable folder has no callers
	case len(m.files) >= maxFiles:
		return filepath.SkipAll
	case d.IsDir() && path != m.root:
		if name == "vendor" || name == "testdata" || name == "node_modules" || name[0] == '.' || name[0] == '_' {
			return filepath.SkipDir
		}
		if _, err := os.Stat(filepath.Join(path, "go.mod")); err == nil {
			return filepath.SkipDir
		}
	case d.Type().IsRegular() && strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go"):
		m.files = append(m.files, path)
	}
	return nil
}

// mentions reports whether a file outside the folder here imports path and
// selects name.
func (m *modText) mentions(here, path, name string) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	key := here + "\x00" + path
	users, ok := m.users[key]
	if !ok {
		for _, file := range m.files {
			if filepath.Dir(file) == here {
				continue
			}
			if src := importing(file, path); src != nil {
				users = append(users, src)
			}
		}
		m.users[key] = users
	}
	for _, src := range users {
		if selects(src, name) {
			return true
		}
	}
	return false
}

// importing returns the text of a file if it imports path.
func importing(file, path string) []byte {
	if info, err := os.Stat(file); err != nil || info.Size() > maxBytes {
		return nil
	}
	src, err := os.ReadFile(file)
	if err != nil || !bytes.Contains(src, []byte(`"`+path+`"`)) {
		return nil
	}
	return src
}

// selects reports whether src has .name as a whole word.
func selects(src []byte, name string) bool {
	dotted := []byte("." + name)
	for {
		i := bytes.Index(src, dotted)
		if i < 0 {
			return false
		}
		src = src[i+len(dotted):]
		if len(src) == 0 || !isIdent(src[0]) {
			return true
		}
	}
}

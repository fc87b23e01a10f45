package diff

import (
	"maps"
	"path/filepath"
	"slices"

	"github.com/siglint/siglint/passes/changes"
	"github.com/siglint/siglint/passes/regular"
)

// alike is how much of a file must be left where it has another name.
const alike = 0.5

// maxSource bounds the files that are compared.
const maxSource = 4 << 20

// renamed is the new name of a file of the base, relative to the module: that of
// the Go file most like it of those that the base does not have; "" if none is.
// git could tell as well, but looks at the work tree to do so, and runs what the
// settings of the repository name as filters.
func (c *comparer) renamed(file, text string) string {
	if name, ok := c.renames[file]; ok {
		return name
	}
	if c.renames == nil {
		c.renames, c.fresh = make(map[string]string), c.newFiles()
	}
	best := alike
	for _, name := range slices.Sorted(maps.Keys(c.fresh)) {
		if l := changes.Likeness(text, c.fresh[name]); l > best || l == best && c.renames[file] == "" {
			best, c.renames[file] = l, name
		}
	}
	return c.renames[file]
}

// newFiles reads the Go files of the new side's module that the base lacks.
func (c *comparer) newFiles() map[string]string {
	files := make(map[string]string)
	for _, p := range c.after.known.Summary.Packages {
		if p.Module == nil || !p.Module.Main {
			continue
		}
		for _, file := range p.Files() {
			name, err := filepath.Rel(c.after.modDir, file)
			if err != nil || !filepath.IsLocal(name) || exists(c.before.file(name)) {
				continue
			}
			if src, err := regular.Read(file, maxSource); err == nil {
				files[filepath.ToSlash(name)] = string(src)
			}
		}
	}
	return files
}

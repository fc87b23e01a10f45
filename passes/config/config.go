// Package config reads .siglint.yaml, the one file in which a module tells
// siglint what cannot be guessed: the names of its programs, where its sender
// files lie, and which checks it wants.
//
// The file is read strictly: an unknown key, a wrong type or a name that stands
// twice is an error with line and column.
package config

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/siglint/siglint/passes/globs"
	"github.com/siglint/siglint/passes/regular"
)

// Name is the name of the file, at the root of the module or repository.
const Name = ".siglint.yaml"

// maxSize bounds what is read: a configuration is written by hand.
const maxSize = 1 << 18

// A Config is what one file says. The zero Config is that of an absent file.
type Config struct {
	File string // path of the file; "" where there is none
	Root string // folder of the file; paths in it are relative to Root

	Programs  []Program
	Senders   []string         // globs of sender files, instead of those found by themselves
	Contracts []string         // files with contracts of programs that live elsewhere
	Checks    map[string]Check // by name of the check
	Exclude   []string         // globs of files about which nothing is reported
}

// A Program names what a main package is known by where that cannot be guessed.
type Program struct {
	Package  string   // import path, or a path relative to Root as "./cmd/app"
	Names    []string // process names
	Pidfiles []string // absolute paths
	Units    []string // file names of systemd units
	Pos      Position
}

// A Check is what the file says of one check.
type Check struct {
	On       *bool             // nil: as by default
	Severity string            // "error", "warning", "note"; "" as by default
	Settings map[string]string // flags of the analyzer, without its name: "tier"
	Pos      Position
	at       map[string]Position // of the settings
}

// A Position is a place in the file, counted from 1, columns in characters.
type Position struct{ Line, Column int }

// An Error is one mistake in the file.
type Error struct {
	File string
	Pos  Position
	Text string // lower case, without a final period
}

func (e *Error) Error() string {
	return fmt.Sprintf("%s:%d:%d: %s", e.File, e.Pos.Line, e.Pos.Column, e.Text)
}

// Errors is every mistake of one file, in the order of the file.
type Errors []*Error

func (e Errors) Error() string {
	lines := make([]string, len(e))
	for i, err := range e {
		lines[i] = err.Error()
	}
	return strings.Join(lines, "\n")
}

// Path returns the absolute form of a path that the file names.
func (c *Config) Path(name string) string {
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(c.Root, filepath.FromSlash(name))
}

// Excluded reports whether nothing is to be said of a file, by its absolute
// path. A pattern without a slash matches the base name; ** matches any folders.
func (c *Config) Excluded(path string) bool {
	if len(c.Exclude) == 0 {
		return false
	}
	rel, err := filepath.Rel(c.Root, path)
	if err != nil {
		return false
	}
	name := strings.Split(filepath.ToSlash(rel), "/")
	return slices.ContainsFunc(c.Exclude, func(pattern string) bool {
		pattern = strings.TrimSuffix(strings.TrimPrefix(pattern, "./"), "/")
		if !strings.Contains(pattern, "/") {
			pattern = "**/" + pattern
		}
		for n := range name { // the folders the file lies in, and the file itself
			if globs.Match(strings.Split(pattern, "/"), name[:n+1]) {
				return true
			}
		}
		return false
	})
}

// Load reads the file of that path. What could be understood is returned also
// where there is an error.
func Load(file string) (*Config, error) {
	if dir := filepath.Dir(file); !within(repository(dir), file) {
		return &Config{}, fmt.Errorf("read %s: a link that leads out of the repository", file)
	}
	src, err := read(file)
	if err != nil {
		return &Config{}, fmt.Errorf("read %s: %w", file, err)
	}
	return Parse(file, src)
}

func read(file string) ([]byte, error) {
	return regular.Read(file, maxSize)
}

// found remembers answers of Find: go/analysis asks once per package.
var found sync.Map // folder → func() (*Config, error)

// Find looks for the file in dir and the folders above it, up to the root of
// the repository, and reads the first one. Without one the Config is empty.
// The error, if any, is of type Errors, or tells why the file cannot be read.
func Find(dir string) (*Config, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return &Config{}, err
	}
	file := locate(dir)
	if file == "" {
		return &Config{}, nil
	}
	load, _ := found.LoadOrStore(file, sync.OnceValues(func() (*Config, error) { return Load(file) }))
	return load.(func() (*Config, error))()
}

// locate returns the path of the nearest file, "" if there is none.
func locate(dir string) string {
	for {
		file := filepath.Join(dir, Name)
		if _, err := os.Lstat(file); err == nil {
			return file
		} else if !errors.Is(err, fs.ErrNotExist) {
			return "" // the folder cannot be looked into
		}
		parent := filepath.Dir(dir)
		if isRoot(dir) || parent == dir {
			return ""
		}
		dir = parent
	}
}

// isRoot reports whether dir is the top of a repository: what lies above
// belongs to somebody else.
func isRoot(dir string) bool {
	_, err := os.Lstat(filepath.Join(dir, ".git"))
	return err == nil
}

// Verify checks the names of checks and settings against those that exist:
// settings has an entry for each check. The file cannot know them by itself,
// for the readers do not import the checks.
func (c *Config) Verify(settings map[string][]string) error {
	var errs Errors
	names := sortedKeys(settings)
	for _, name := range sortedKeys(c.Checks) {
		check := c.Checks[name]
		known, ok := settings[name]
		if !ok {
			errs = append(errs, &Error{c.File, check.Pos, unknown("check", name, names)})
			continue
		}
		for _, key := range sortedKeys(check.Settings) {
			if !slices.Contains(known, key) {
				errs = append(errs, &Error{c.File, check.at[key], unknown("setting", key, known)})
			}
		}
	}
	return errs.orNil()
}

func (e Errors) orNil() error {
	if len(e) == 0 {
		return nil
	}
	slices.SortStableFunc(e, func(a, b *Error) int {
		if a.Pos.Line != b.Pos.Line {
			return a.Pos.Line - b.Pos.Line
		}
		return a.Pos.Column - b.Pos.Column
	})
	return e
}

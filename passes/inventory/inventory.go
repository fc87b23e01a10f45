// Package inventory finds the files of a tree that send signals, has each read
// by the reader of its language, and joins what they say: which unit a
// `systemctl reload` ends in, which arm of an init script, which helper.
//
// It also finds, by text alone, what the programs of the tree are called: main
// packages, the names builds give them, the units that start them.
//
// An Inventory is plain data. The go vet face of the command makes it once per
// run and leaves it on disk for the processes that follow (see Save and Load).
package inventory

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/siglint/siglint/passes/ignores"
	"github.com/siglint/siglint/passes/senders"
)

// Options say what Read looks at beyond its rules.
type Options struct {
	// Senders names the sender files, directories or globs to read instead of
	// those that discovery finds; relative to the root. A file named here is
	// always read.
	Senders []string
	// Confined makes Senders be read only below the root: they are what a file
	// of the tree says, and not what its user does.
	Confined bool
	// Exclude holds patterns of files and folders to pass over, as in a
	// .gitignore file in the folder ExcludeDir, by default the root.
	Exclude    []string
	ExcludeDir string
}

// An Inventory is what a tree says about signals outside its Go packages.
// All paths are slash-separated and relative to Root.
type Inventory struct {
	Root     string
	Sends    []senders.Send    // sorted by file and position
	Problems []senders.Problem // of the files themselves, sorted likewise
	Mains    []Main            // sorted by import path
	Builds   []Build
	Units    []Unit
	Ignores  []Ignore
	Files    []File // the sender files, as they were read
	Dirs     []File // the folders looked into, to notice new files
}

// A Main is a main package, found by its text.
type Main struct {
	Path      string // import path
	Dir       string // folder, "." for the root
	Module    string // module path
	ModuleDir string // folder of go.mod; absolute if it lies above the root
	Tagged    bool   // every file of it has a build constraint
}

// A Build is a command that builds a main package under a name.
type Build struct {
	File    string // where it stands
	Package string // as written: an import path, or a folder relative to Dir
	Dir     string // the folder the command runs in
	Name    string // base name of the output
}

// A Unit is a systemd service, its drop-ins merged, as far as programs matter.
type Unit struct {
	File    string
	Name    string   // logdeviced.service
	Exec    string   // the binary ExecStart really runs
	Args    []string // its words after the binary
	PIDFile string
	Restart string
	Type    string
}

// An Ignore is a siglint:ignore comment of a sender file.
type Ignore struct {
	File     string
	Pos, End senders.Position
	Names    []string // of checks, or patterns of such
	Reason   string   // empty: the comment lacks one
	Alone    bool     // nothing else stands on its line
}

// A File is the state in which a file or folder was read.
type File struct {
	Path    string
	Size    int64
	ModTime int64  // Unix nanoseconds
	Hash    string // of the content; empty for folders
}

// Read walks the tree below root once. It returns what it could read; the error
// is about the root itself.
func Read(root string, opts Options) (*Inventory, error) {
	root, err := filepath.Abs(root)
	if err != nil {
		return nil, err
	}
	real, err := filepath.EvalSymlinks(root)
	if err != nil {
		return nil, err
	}
	info, err := os.Stat(root)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		return nil, fmt.Errorf("%s is not a folder", root)
	}
	w := newWalker(root, real, opts)
	w.busy.Go(func() { w.walk(".", nil, moduleAbove(root), 0) })
	w.busy.Wait()
	w.followLinks()
	w.named(opts.Senders, opts.Confined)
	w.join()
	w.inv.sort()
	return w.inv, nil
}

// ReadFiles reads only the named files, as a user does who hands them to the
// command. Paths are relative to root, or absolute.
func ReadFiles(root string, files []string) (*Inventory, error) {
	root, err := filepath.Abs(root)
	if err != nil {
		return nil, err
	}
	w := newWalker(root, root, Options{Senders: files})
	for _, name := range files {
		w.namedPath(w.abs(filepath.ToSlash(name)))
	}
	w.join()
	w.inv.sort()
	return w.inv, nil
}

// note takes down the state of a sender file and its ignore comments. The hash
// is of what findings depend on: the text, or, of files whose every change would
// be too much, what was read from it.
func (w *walker) note(f *file, content []byte) {
	state := File{Path: f.name, Size: int64(len(f.src))}
	if info, err := os.Stat(w.abs(f.name)); err == nil {
		state = stateOf(f.name, info)
	}
	sum := sha256.Sum256(content)
	state.Hash = hex.EncodeToString(sum[:])
	ignores := ignoreComments(f)
	w.add(func() {
		w.inv.Files = append(w.inv.Files, state)
		w.inv.Ignores = append(w.inv.Ignores, ignores...)
	})
}

// ignoreComments finds the comments of a sender file that ask for silence.
func ignoreComments(f *file) []Ignore {
	var found []Ignore
	if !bytes.Contains(f.src, []byte("siglint")) && !bytes.Contains(f.src, []byte("nolint")) {
		return nil
	}
	mark := "#"
	if f.lang.name == "go" {
		mark = "//"
	}
	n := 0
	for line := range strings.Lines(string(f.src)) {
		n++
		c, at := ignores.InLine(line, mark)
		if c == nil || c.Form != ignores.Siglint && mark == "#" {
			continue // other tools' forms are for Go
		}
		ign := Ignore{
			File: f.name, Names: c.Names, Reason: c.Reason,
			Pos:   senders.Position{Line: n, Column: at + 1},
			End:   senders.Position{Line: n, Column: len(strings.TrimRight(line, "\r\n")) + 1},
			Alone: strings.TrimSpace(line[:at]) == "",
		}
		if c.Form == ignores.Nolint {
			ign.Names, ign.Reason = []string{"*"}, cmp.Or(c.Reason, "nolint") // whose reasons others ask for
		}
		found = append(found, ign)
	}
	return found
}

// Covers reports whether the comment silences the check at a line of its file:
// its own, or the next one where it stands alone.
func (ign *Ignore) Covers(check, file string, line int) bool {
	return ign.File == file && ign.For(check) &&
		(line == ign.Pos.Line || ign.Alone && line == ign.Pos.Line+1)
}

// For reports whether the comment names the check, perhaps by a pattern.
func (ign *Ignore) For(check string) bool {
	return slices.ContainsFunc(ign.Names, func(name string) bool {
		ok, err := path.Match(name, check)
		return ok && err == nil
	})
}

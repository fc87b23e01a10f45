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
	"github.com/siglint/siglint/passes/senders"
)

// Options say what Read looks at beyond its rules.
type Options struct {
	// Senders names the sender files, directories or globs to read instead of
	// those that discovery finds; relative to the root. A file named here is
	// always read.
	Senders []string
	// Exclude holds globs of paths, relative to the root, to pass over.
	Exclude []string
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
	Path   string // import path
	Dir    string // folder, "." for the root
	Module string // module path
	Tagged bool   // every file of it has a build constraint
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
	File   string
	Line   int // of the comment; it covers this line and the next
	Name   string
	Reason string // empty: the comment lacks one
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
	return &Inventory{Root: root}, nil
}

// Digest is a hash of the sender files and their names: it changes when any of
// them does.
func (inv *Inventory) Digest() string { return "" }

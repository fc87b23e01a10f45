// Package programs says by which names a system knows the main packages of a
// tree: binaries, process names, pidfiles, systemd units.
package programs

import "github.com/siglint/siglint/passes/inventory"

// A Program is one main package with its names.
type Program struct {
	Package  string   // import path
	Dir      string   // folder, relative to the inventory's root
	Binary   string   // file name of the executable
	Names    []string // process names, Binary first
	Pidfiles []string // paths, sorted
	Units    []string // file names of systemd units, sorted
}

// A Config is what .siglint.yaml says about one program.
type Config struct {
	Package  string // import path, or a folder that starts with "./"
	Names    []string
	Pidfiles []string
	Units    []string
}

// All gives the programs of a tree, sorted by import path.
func All(inv *inventory.Inventory, configs []Config) []*Program {
	return nil
}

// Package contract holds what programs do with signals as data: the JSON form
// in which one repository tells another what its daemons survive.
package contract

import "github.com/siglint/siglint/passes/signals"

// Schema names the format of a File. It changes only by adding.
const Schema = "siglint-contract/1"

// A File is one contract: the programs of one module, as seen for one platform.
type File struct {
	Schema   string    `json:"schema"`
	Module   string    `json:"module"`
	GOOS     string    `json:"goos"`
	Go       string    `json:"go"` // the language version of the module, as "1.26"
	Programs []Program `json:"programs"`
}

// A Program is one Go main package, with the names a system knows it by.
type Program struct {
	Package  string   `json:"package"` // import path
	Binary   string   `json:"binary"`
	Names    []string `json:"names"`              // process names, Binary first
	Pidfiles []string `json:"pidfiles,omitempty"` // absolute paths, sorted
	Units    []string `json:"units,omitempty"`    // file names of systemd units, sorted

	// Signals has an entry for every catchable signal of the platform, except
	// real-time signals that nobody registers.
	Signals map[string]Entry `json:"signals"`
	// Commands holds the signals of subcommands, where these differ, by name;
	// under "" those of a run without a subcommand, where that differs too.
	Commands map[string]map[string]Entry `json:"commands,omitempty"`
}

// An Entry is what a program does with one signal.
type Entry struct {
	Disposition signals.Disposition `json:"disposition"`
	Effect      signals.Effect      `json:"effect"`
	Action      string              `json:"action,omitempty"`     // in words: "reloads the configuration (cfg.Reload)"
	Condition   string              `json:"condition,omitempty"`  // in words: "only if -config.watch is set"
	Registered  []string            `json:"registered,omitempty"` // "file:line", relative to the module's root
	Consumed    []string            `json:"consumed,omitempty"`   // "file:line"
}

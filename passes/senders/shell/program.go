package shell

import "github.com/siglint/siglint/passes/senders"

// A Program is a program that a script runs.
type Program struct {
	Args []string // the program first; a word that is not known as it is written
	Exec bool     // the shell becomes the program
}

// Programs returns the programs that the script runs, behind sudo, env, stdbuf,
// sh -c and their like, in order: those of which this package knows nothing.
func Programs(s senders.Script) []Program {
	in := newInterp(s)
	in.script()
	return in.runs
}

func (in *interp) ran(word string, fs []field, c ctx) {
	in.program = word
	if len(in.runs) >= 100 {
		return
	}
	p := Program{Exec: c.execs}
	for _, f := range fs {
		p.Args = append(p.Args, f.String())
	}
	for _, other := range in.runs {
		if other.Exec == p.Exec && equalArgs(other.Args, p.Args) {
			return
		}
	}
	in.runs = append(in.runs, p)
}

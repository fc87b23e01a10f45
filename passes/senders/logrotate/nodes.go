// Package logrotate reads logrotate configuration as logrotate itself does:
// it keeps the sections and scripts that logrotate keeps, and says what
// becomes of the rest.
//
// The grammar, with blanks left out:
//
//	file    = { item }
//	item    = comment | directive | script | section
//	comment = "#" text newline
//	section = path { path } "{" { comment | directive | script } "}" newline
//	path    = a word that starts with / ~ " or ', as far as the first "{"
//	directive = name [ "=" ] [ value to the end of the line ]
//	script  = kind body newline blanks "endscript"
//	kind    = "prerotate" | "postrotate" | "firstaction" | "lastaction" | "preremove"
//
// What makes logrotate different from its manual is what happens off that
// path: a mistake drops a section up to the next "}" in the first column, a
// body ends at endscript even inside a here-document, a script outside of
// sections belongs to all that follow. The parser is therefore a state machine
// that moves through the bytes as logrotate's does, quirks included, and the
// real logrotate referees its tests. It follows logrotate after 3.22; where
// 3.21, which is still installed widely, does something else that a user would
// notice, a note says so.
package logrotate

import (
	"fmt"
	"sort"

	"github.com/siglint/siglint/passes/senders"
)

// A Kind is the keyword that opens a script.
type Kind int

// The kinds of script.
const (
	Prerotate Kind = iota
	Postrotate
	Firstaction
	Lastaction
	Preremove
	kinds
)

var kindNames = [kinds]string{"prerotate", "postrotate", "firstaction", "lastaction", "preremove"}

// String returns the keyword.
func (k Kind) String() string { return kindNames[k] }

// kindOf returns the kind of script that a keyword opens.
func kindOf(word string) (Kind, bool) {
	for k, name := range kindNames {
		if name == word {
			return Kind(k), true
		}
	}
	return 0, false
}

// A File is a logrotate configuration file with the files it includes.
type File struct {
	Name string
	End  Pos

	// Accepted says whether logrotate would exit 0. Users, groups, logs and
	// directories that the machine may lack do not count.
	Accepted bool
	// Template says that the file has holes, such as {{ name }}, to be filled
	// in later. Little can then be said about mistakes in it.
	Template bool

	Sections []*Section        // those that logrotate keeps, in its order; included ones too
	Dropped  []*Section        // those that it drops for a mistake
	Scripts  []*Script         // all scripts, in the order of reading, also those that never run
	Includes []*Include        // the include directives
	Problems []senders.Problem // what goes wrong, sorted by place
}

// A Section says how some logs are rotated.
type Section struct {
	File    string
	Pos     Pos     // first byte of the path list
	Brace   Pos     // the "{"
	End     Pos     // after the "}", or where reading ended
	Closed  bool    // by a "}"; logrotate also keeps a section that the end of the file cut off
	Pattern string  // the path list as it is written, without comments
	Paths   []*Path // its words
	Bereft  bool    // logrotate forgot its paths, for it includes a file that failed

	settings // what holds for the section, defaults included
}

// settings are what a section inherits from the directives before it.
type settings struct {
	Shared       bool // sharedscripts: scripts run once for all files
	CopyTruncate bool
	RenameCopy   bool
	MissingOK    bool

	// Scripts are those that run for the section, nil where there is none.
	// A script from outside the section stands here as well.
	Scripts [kinds]*Script

	ignoreDuplicates bool
	suUser, suGroup  bool
}

// A Path is one word of a section's path list.
type Path struct {
	Pos, End Pos
	Text     string // without quotes and escapes
	refused  bool   // it belongs to an earlier section already
}

// Glob reports whether the path may stand for several files.
func (p *Path) Glob() bool {
	for i := 0; i < len(p.Text); i++ {
		switch p.Text[i] {
		case '*', '?', '[':
			return true
		case '\\':
			i++
		}
	}
	return false
}

// A Script is shell text that logrotate hands to /bin/sh -c.
type Script struct {
	File     string
	Kind     Kind
	Pos      Pos    // the keyword
	BodyPos  Pos    // just after the keyword
	BodyEnd  Pos    // start of the line on which endscript stands
	End      Pos    // after the word endscript, or the end of the file
	Closed   bool   // by endscript
	Body     string // the text between BodyPos and BodyEnd, up to a NUL
	Global   bool   // it stands outside of sections
	Template bool   // holes in Body are masked, see File.Template

	swallows bool     // it runs on into what was meant to follow
	owner    *Section // section, or defaults, that it was read into
	src      *source
	replaced *Script // the later script that took its place there
	users    []*Section
}

// Sections returns the kept sections for which the script runs.
func (s *Script) Sections() []*Section { return s.users }

// An Include is an include directive.
type Include struct {
	File     string
	Pos, End Pos // of its value
	Path     string
	Followed bool
}

// A Pos is a place in a file.
type Pos struct {
	Offset int // in bytes, from 0
	Line   int // from 1
	Column int // in bytes, from 1
}

func (p Pos) String() string { return fmt.Sprintf("%d:%d", p.Line, p.Column) }

// Position returns the place in the form that all senders share.
func (p Pos) Position() senders.Position {
	return senders.Position{Line: p.Line, Column: p.Column}
}

// An Error describes a part of a file for which logrotate exits with an error.
type Error struct {
	File     string
	Pos, End Pos
	Text     string // lower case, without a final period
}

func (e *Error) Error() string { return fmt.Sprintf("%s:%v: %s", e.File, e.Pos, e.Text) }

// An ErrorList is what Parse returns for a file that logrotate does not accept.
type ErrorList []*Error

func (l ErrorList) Error() string {
	if len(l) > 1 {
		return fmt.Sprintf("%v (and %d more)", l[0], len(l)-1)
	}
	return l[0].Error()
}

// A source is the text of one file, with its line starts.
type source struct {
	name  string
	text  []byte // as the parser reads it; see mask for templates
	lines []int  // offsets at which lines start
}

func newSource(name string, text []byte) *source {
	s := &source{name: name, text: text, lines: []int{0}}
	for i, c := range text {
		if c == '\n' {
			s.lines = append(s.lines, i+1)
		}
	}
	return s
}

// pos returns the position of a byte offset.
func (s *source) pos(off int) Pos {
	off = min(max(off, 0), len(s.text))
	n := sort.SearchInts(s.lines, off+1)
	return Pos{Offset: off, Line: n, Column: off - s.lines[n-1] + 1}
}

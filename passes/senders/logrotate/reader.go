package logrotate

import (
	"io"
	"io/fs"
	"path"
	"sort"
	"strings"

	"github.com/siglint/siglint/passes/senders"
)

// Limits. The first two are logrotate's own.
const (
	maxFile     = 0xffffff // bytes of one file
	maxNesting  = 16       // of includes
	maxFiles    = 4096     // read by include
	maxIncluded = 64 << 20 // bytes read by include
	maxFindings = 1000     // kept
)

// Options say how much is known of the machine that the file is for.
type Options struct {
	// Files is where include looks. It should not let symbolic links lead out,
	// as the file system of an os.Root does not. If nil, nothing is included.
	Files fs.FS
	// Root is where Files lies on this machine, an absolute path: an include
	// below it names a file of Files.
	Root string
	// Base is the folder of Files that stands for the "/" of the machine to come.
	Base string
	// Dir is the working directory, as a folder of Files: where relative paths start.
	Dir string
	// Whole says that what Files lacks does not exist on the machine either. If
	// not set, an include that finds nothing is no mistake.
	Whole bool
	// AsRoot refuses included files that others may write, as logrotate does
	// when root runs it.
	AsRoot bool
	// Template says that the file is a template; else that shows by its name
	// or by holes where logrotate knows none.
	Template bool
}

// In returns the options for a file of a tree: what it includes is looked for
// in the tree alone. root is the path of the tree on this machine. Above the
// last folder called etc in the file's name, the machine to come is assumed to start.
func In(tree fs.FS, root, file string) Options {
	opts := Options{Files: tree, Root: strings.TrimSuffix(root, "/")}
	if n := strings.LastIndex("/"+file, "/etc/"); n > 0 {
		opts.Base = file[:n-1]
	}
	return opts
}

// Parse reads a configuration file. The File is never nil and holds what could
// be read; the error is an ErrorList of that for which logrotate exits with an error.
func Parse(file string, text []byte, opts Options) (*File, error) {
	r := &reader{
		opts: opts, dir: opts.Dir, taboo: tabooDefaults(), claimed: map[string]*Section{}, global: &Section{},
		template: opts.Template || isTemplate(file, text),
	}
	if r.template && len(text) <= maxFile {
		text = mask(text)
	}
	f := &File{Name: file, Template: r.template}
	f.Accepted, f.End = r.read(file, text, r.global)
	f.Sections, f.Dropped, f.Scripts, f.Includes = r.logs, r.dropped, r.scripts, r.includes
	var errs ErrorList
	f.Problems, errs = r.finish()
	if f.Accepted || len(errs) == 0 {
		return f, nil
	}
	return f, errs
}

// A reader holds what outlives one file: the sections read so far, and the
// patterns of files not to include.
type reader struct {
	opts     Options
	dir      string // working directory
	global   *Section
	logs     []*Section
	dropped  []*Section
	scripts  []*Script
	includes []*Include
	findings []*finding
	claimed  map[string]*Section // who has a path
	taboo    []string
	template bool

	depth, files, bytes int
}

// read reads one file into def and reports whether logrotate does so without error.
func (r *reader) read(name string, text []byte, def *Section) (accepted bool, end Pos) {
	if len(text) > maxFile {
		r.report(&finding{src: newSource(name, nil), severity: "error", counted: true,
			text: "the file is too large for a configuration", then: "logrotate does not read it"})
		return false, Pos{0, 1, 1}
	}
	m := &machine{reader: r, src: newSource(name, text), def: def, cur: def}
	accepted = m.run()
	return accepted, m.src.pos(len(text))
}

// claim gives the path to the section, unless another has it.
func (m *machine) claim(s *Section, p *Path) {
	if len(p.Text) > 2048 {
		m.failed, p.refused = true, true
		m.report(&finding{src: m.src, from: p.Pos.Offset, to: p.End.Offset, severity: "error", counted: true,
			text: "a path is longer than 2048 bytes", then: "logrotate leaves it out"})
		return
	}
	other := m.claimed[p.Text]
	if other == nil {
		m.claimed[p.Text] = s
		return
	}
	p.refused = true
	if !other.ignoreDuplicates {
		m.failed = true
		m.report(&finding{src: m.src, from: p.Pos.Offset, to: p.End.Offset, severity: "error", counted: true,
			text: quote(p.Text) + " is in a section already", then: "logrotate leaves it out here and exits with an error"})
	}
}

// forget takes the section's paths from it.
func (r *reader) forget(s *Section) {
	for _, p := range s.Paths {
		if r.claimed[p.Text] == s {
			delete(r.claimed, p.Text)
		}
	}
}

// follow reads what an include names into the section, or into the defaults.
func (r *reader) follow(i *Include, into *Section) (failed bool, mistake string) {
	switch {
	case r.depth >= maxNesting:
		return true, "include stands more than 16 deep"
	case i.Path == "":
		return true, "include names no file"
	case strings.Contains(i.Path, " #"):
		return true, "include takes the comment behind it for a part of the path"
	case r.opts.Files == nil || strings.HasPrefix(i.Path, "~/"):
		return false, "" // what it holds is not known
	}
	name := r.resolve(i.Path)
	info, err := fs.Stat(r.opts.Files, name)
	if err != nil {
		if r.opts.Whole {
			return true, "include finds no " + quote(i.Path)
		}
		return false, ""
	}
	i.Followed = true
	r.depth++
	defer func() { r.depth-- }()
	if !info.IsDir() {
		return r.includeFile(name, into)
	}
	entries, err := fs.ReadDir(r.opts.Files, name)
	if err != nil {
		return true, "include cannot read " + quote(i.Path)
	}
	dir := r.dir
	r.dir = name
	defer func() { r.dir = dir }()
	taboo := r.taboo // what the files add holds for later folders
	for _, e := range entries {
		if tabooed(taboo, e.Name()) {
			continue
		}
		bad, why := r.includeFile(path.Join(name, e.Name()), into)
		failed = failed || bad
		if mistake == "" {
			mistake = why
		}
	}
	return failed, mistake
}

// resolve returns the name in Files of a path on the machine.
func (r *reader) resolve(p string) string {
	if below, ok := strings.CutPrefix(p, r.opts.Root+"/"); ok && r.opts.Root != "" {
		p = below
	} else if strings.HasPrefix(p, "/") {
		p = path.Join(r.opts.Base, path.Clean(p))
	} else {
		p = path.Join(r.dir, p)
	}
	if p = path.Clean("/" + p)[1:]; p == "" {
		return "."
	}
	return p
}

// includeFile reads one file. After a failure the defaults are again what they
// were before; a section that includes a failing file loses its paths.
func (r *reader) includeFile(name string, into *Section) (failed bool, mistake string) {
	text, ignored, mistake := r.load(name)
	if ignored {
		return false, ""
	}
	backup := into.settings
	if mistake == "" {
		if accepted, _ := r.read(name, text, into); accepted {
			return false, ""
		}
	}
	into.settings = backup
	into.Bereft = into != r.global
	r.forget(into)
	return true, mistake
}

// load returns the text of a file, unless it is one that logrotate ignores.
func (r *reader) load(name string) (text []byte, ignored bool, mistake string) {
	info, err := fs.Stat(r.opts.Files, name)
	if err != nil {
		return nil, !r.opts.Whole, "include cannot read " + quote(name)
	}
	r.files++
	r.bytes += int(min(info.Size(), maxFile))
	switch {
	case !info.Mode().IsRegular():
		return nil, true, ""
	case r.opts.AsRoot && info.Mode().Perm()&0o022 != 0:
		return nil, false, quote(name) + " is writable by group or others"
	case r.files > maxFiles || r.bytes > maxIncluded:
		return nil, false, "include reads too many files"
	}
	f, err := r.opts.Files.Open(name)
	if err != nil {
		return nil, false, "include cannot read " + quote(name)
	}
	defer f.Close()
	if text, err = io.ReadAll(io.LimitReader(f, maxFile+1)); err != nil {
		return nil, false, "include cannot read " + quote(name)
	}
	return text, false, ""
}

// finish works out which scripts run, and what to say.
func (r *reader) finish() ([]senders.Problem, ErrorList) {
	for _, s := range r.logs {
		for _, script := range s.Scripts {
			if script != nil && s.hasFiles() {
				script.users = append(script.users, s)
			}
		}
	}
	r.replacedScripts()
	if r.template {
		return nil, nil // the holes may make up for any mistake
	}
	var problems []senders.Problem
	var errs ErrorList
	for _, f := range r.findings {
		p, err := f.result()
		problems = append(problems, p)
		if f.counted {
			errs = append(errs, err)
		}
	}
	sort.SliceStable(problems, func(i, j int) bool {
		a, b := problems[i], problems[j]
		if a.File != b.File {
			return a.File < b.File
		}
		if a.Pos.Line != b.Pos.Line {
			return a.Pos.Line < b.Pos.Line
		}
		return a.Pos.Column < b.Pos.Column
	})
	return problems, errs
}

// hasFiles reports whether any path is left to the section.
func (s *Section) hasFiles() bool {
	if s.Bereft {
		return false
	}
	for _, p := range s.Paths {
		if !p.refused {
			return true
		}
	}
	return false
}

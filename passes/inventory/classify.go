package inventory

import (
	"bytes"
	"errors"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/siglint/siglint/passes/regular"
)

// A file is a regular file that may be a sender.
type file struct {
	name     string // path, relative to the root
	base     string // base name without the endings of templates
	dir      string // base name of its folder
	template bool
	lang     *language
	src      []byte
}

// templateEndings are what stands behind the name of a file that is yet to be filled in.
var templateEndings = []string{
	".dist", ".ejs", ".erb", ".epp", ".example", ".gotmpl", ".hbs", ".in", ".j2", ".jinja", ".jinja2",
	".m4", ".mako", ".mustache", ".sample", ".template", ".tmpl", ".tpl",
}

func newFile(name string) *file {
	f := &file{name: name, base: path.Base(name), dir: path.Base(path.Dir(name))}
	for {
		ext := path.Ext(f.base)
		if ext == "" || ext == f.base || !slices.Contains(templateEndings, ext) {
			return f
		}
		f.base = strings.TrimSuffix(f.base, ext)
		f.template = f.template || ext != ".dist" && ext != ".sample" && ext != ".example"
	}
}

func (f *file) ext(exts ...string) bool {
	return slices.ContainsFunc(exts, func(ext string) bool { return strings.HasSuffix(f.base, ext) && f.base != ext })
}

func (f *file) is(bases ...string) bool { return slices.Contains(bases, f.base) }

// under reports whether the file lies anywhere below a folder of that name.
func (f *file) under(dir string) bool {
	return slices.Contains(strings.Split(path.Dir(f.name), "/"), dir)
}

// nameless reports whether only the content can tell what the file is.
func (f *file) nameless() bool {
	if strings.HasPrefix(f.base, ".") {
		return false
	}
	ext := path.Ext(f.base)
	return f.yaml() || ext == ".cfg" || ext == ".conf" || ext == ".ini" || !realEnding.MatchString(ext) || f.dir == "debian"
}

// realEnding is what tells the kind of a file; what follows the dot in
// php8.2-fpm does not.
var realEnding = regexp.MustCompile(`^\.[A-Za-z][A-Za-z0-9_]{0,11}$`)

func (f *file) yaml() bool { return f.ext(".yaml", ".yml") || f.is(".gitlab-ci.yml") }

// binary reports whether the content is no text.
func binary(src []byte) bool { return bytes.IndexByte(src[:min(len(src), 8000)], 0) >= 0 }

// seeded reports whether the content has any of the words of the language.
func (l *language) seeded(src []byte) bool {
	if len(l.seeds) == 0 {
		return true
	}
	return slices.ContainsFunc(l.seeds, func(seed string) bool { return bytes.Contains(src, []byte(seed)) })
}

// interpreter is the base name of what the first line asks for: "bash".
func interpreter(src []byte) string {
	line, _, _ := bytes.Cut(src[:min(len(src), 256)], []byte("\n"))
	rest, ok := bytes.CutPrefix(line, []byte("#!"))
	if !ok {
		return ""
	}
	words := strings.Fields(string(rest))
	for i, word := range words {
		word = path.Base(word)
		if i == 0 && (word == "env" || word == "busybox") || strings.HasPrefix(word, "-") || strings.Contains(word, "=") {
			continue
		}
		return word
	}
	return ""
}

// isShell reports whether the interpreter reads shell, init systems' included.
func isShell(interpreter string) bool {
	switch interpreter {
	case "sh", "ash", "bash", "dash", "ksh", "ksh93", "mksh", "zsh", "init-d-script", "openrc-run", "runscript", "rc.common":
		return true
	}
	return false
}

// file looks at one file of the tree and reads it if it is a sender. real is
// where its content is, which is not read twice.
func (w *walker) file(name, real string) {
	f := newFile(name)
	l := byName(f)
	if l == nil && !f.nameless() {
		return
	}
	if l == nil && !w.worthwhile(name) {
		return
	}
	w.open(f, l, real)
}

// force reads a file that the user names, whatever it is called.
func (w *walker) force(name string) {
	f := newFile(name)
	w.open(f, byName(f), name)
}

func byName(f *file) *language {
	for _, l := range languages {
		if l.named != nil && l.named(f) {
			return l
		}
	}
	return nil
}

func byContent(f *file) *language {
	for _, l := range languages {
		if l.looks != nil && l.looks(f) {
			return l
		}
	}
	return nil
}

// worthwhile reports whether the start of a nameless file could be a sender's.
func (w *walker) worthwhile(name string) bool {
	head := w.head(name, 512)
	return len(head) > 0 && !binary(head) && (!bytes.HasPrefix(head, []byte("#!")) || isShell(interpreter(head)))
}

// open reads the content and hands it to the reader of its language. A file
// that cannot be read matters only where its name says that it is a sender.
func (w *walker) open(f *file, l *language, real string) {
	if w.isSeen(real) {
		return
	}
	src, err := w.read(f.name)
	switch {
	case l == nil || l.sparse: // most likely none
	case errors.As(err, new(*regular.TooLargeError)):
		w.problem(f.name, "%v", err)
	case err != nil:
		w.problem(f.name, "cannot be read: %v", cause(err))
	case binary(src):
		w.problem(f.name, "not a text; not read")
	}
	if err != nil || binary(src) {
		return
	}
	f.src = src
	if l == nil {
		l = byContent(f)
	}
	if l != nil {
		w.add(func() { w.seen[real] = true })
		w.handOver(f, l)
	}
}

// isSeen reports whether the file has been read under another name.
func (w *walker) isSeen(real string) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.seen[real]
}

// handOver notes the file and lets its reader loose on it. A reader that
// panics loses that file and no other.
func (w *walker) handOver(f *file, l *language) {
	f.lang = l
	if !l.sparse {
		w.note(f, f.src)
	}
	f.src = valid(f.src)
	defer func() {
		if p := recover(); p != nil {
			w.problem(f.name, "internal error in the reader for %s: %v", l.name, p)
		}
	}()
	if l.build != nil && bytes.Contains(f.src, []byte("build")) {
		w.built(named(f, l.build(f.name, f.src)))
	}
	if l.seeded(f.src) {
		l.read(w, f)
	}
}

// valid puts a question mark for each byte that is no UTF-8, as in comments of
// old scripts: parsers stop there, shells and logrotate do not.
func valid(src []byte) []byte {
	if utf8.Valid(src) {
		return src
	}
	src = bytes.Clone(src)
	for i := 0; i < len(src); {
		r, size := utf8.DecodeRune(src[i:])
		if r == utf8.RuneError && size == 1 {
			src[i] = '?'
		}
		i += size
	}
	return src
}

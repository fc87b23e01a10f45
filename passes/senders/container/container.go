// Package container reads what signals programs in containers: Dockerfiles,
// Compose files and Kubernetes manifests, Helm's templates of these included.
//
// The program of a container is its first process, number 1. It is known by
// the command that starts it, and else by its image.
package container

import (
	"path"
	"regexp"
	"strings"

	"github.com/siglint/siglint/passes/senders"
	"github.com/siglint/siglint/passes/senders/shell"
	"github.com/siglint/siglint/passes/senders/splice"
	"github.com/siglint/siglint/passes/senders/yamltext"
	"go.yaml.in/yaml/v3"
)

// maxFile bounds what is read.
const maxFile = 2 << 20

// Read returns what a Dockerfile, a Compose file or a manifest sends.
func Read(file string, content []byte) ([]senders.Send, []senders.Problem) {
	switch {
	case len(content) > maxFile:
		return nil, splice.TooLarge(file)
	case IsDockerfile(file):
		return Dockerfile(file, content)
	}
	r := readYAML(file, content)
	senders.Sort(r.sends)
	return r.sends, r.problems
}

// IsDockerfile reports whether the name is one of a Dockerfile.
func IsDockerfile(file string) bool {
	base := strings.ToLower(path.Base(file))
	switch path.Ext(base) {
	case ".dockerignore", ".go", ".md", ".py", ".txt":
		return false
	}
	for _, name := range []string{"dockerfile", "containerfile"} {
		if base == name || strings.HasPrefix(base, name+".") || strings.HasSuffix(base, "."+name) {
			return true
		}
	}
	return false
}

// kinds matches the keys that only Compose files and manifests have, in first columns.
var kinds = regexp.MustCompile(`(?m)^(?:services|kind|apiVersion|"?(?:services|kind|apiVersion)"?):`)

// IsManifest reports whether YAML looks like a Compose file or a manifest.
func IsManifest(content []byte) bool { return kinds.Match(content) }

// A reader gathers what one file sends.
type reader struct {
	src      *splice.Source
	sends    []senders.Send
	problems []senders.Problem
	builds   []shell.Build
	template bool // the file has holes
}

// A process is what runs in a container as its first process.
type process struct {
	name    string // base name of its binary or image; "" where not known
	inShell bool   // a shell is in front of it
}

// script reads shell text that runs in the container of the process.
func (r *reader) script(s senders.Script, p process) {
	found := shell.Read(s)
	for _, send := range found.Sends {
		if send.TargetKind == senders.PID && send.Target == "1" {
			send.TargetKind, send.Target, send.Shell = senders.Container, p.name, p.inShell
			if p.name == "" {
				send.TargetKind = senders.UnknownTarget
			}
		}
		r.sends = append(r.sends, send)
	}
	r.builds = append(r.builds, found.Builds...)
	for _, bad := range found.Problems {
		if !r.template && bad.Category != "" { // a syntax error may be a shell's that is not known here
			r.problems = append(r.problems, bad)
		}
	}
}

// stop adds a directive that names the signal to stop with.
func (r *reader) stop(off, end int, context string, p process) {
	name, problem := r.src.Signal(off, end)
	if problem != nil && !r.template {
		r.problems = append(r.problems, *problem)
	}
	if name == "" {
		return
	}
	_, directive, _ := strings.Cut(context, " ")
	s := senders.Send{
		File: r.src.File, Pos: r.src.Pos(off), End: r.src.Pos(end), Context: context, Signal: name,
		Via: "stopsignal", Directive: directive, TargetKind: senders.Container, Target: p.name, Intent: senders.End, Shell: p.inShell,
	}
	if p.name == "" {
		s.TargetKind = senders.UnknownTarget
	}
	r.sends = append(r.sends, s)
}

// wrappers start another program and pass signals on to it, or become it.
var wrappers = map[string]bool{
	"catatonit": true, "chpst": true, "docker-init": true, "dumb-init": true, "env": true, "exec": true, "gosu": true, "nice": true, "setpriv": true,
	"su-exec": true, "tini": true, "tini-static": true,
}

// shells are programs whose script stays in front of what it starts.
var shells = map[string]bool{"ash": true, "bash": true, "dash": true, "ksh": true, "sh": true, "zsh": true, "busybox": true}

// started returns the process that a command, given word by word, becomes.
func started(words []string) process {
	for len(words) > 0 {
		word := path.Base(words[0])
		switch {
		case wrappers[word]:
			words = behindOptions(word, words[1:])
		case shells[word]:
			if len(words) > 2 && (words[1] == "-c" || words[1] == "-ec" || words[1] == "-lc") {
				return startedByShell(words[2])
			}
			return process{inShell: true}
		case strings.HasSuffix(word, ".sh") || !programName.MatchString(word) || hole.MatchString(word):
			return process{}
		default:
			return process{name: strings.TrimSuffix(word, ".exe")}
		}
	}
	return process{}
}

// behindOptions drops what belongs to a wrapper: its options, a user, variables.
func behindOptions(wrapper string, words []string) []string {
	if (wrapper == "gosu" || wrapper == "su-exec") && len(words) > 0 {
		words = words[1:] // the user
	}
	for len(words) > 0 {
		switch word := words[0]; {
		case word == "--":
			return words[1:]
		case word == "-p" && wrapper == "tini" || word == "-u" && wrapper == "env":
			words = words[min(2, len(words)):]
		case strings.HasPrefix(word, "-") || wrapper == "env" && strings.Contains(word, "="):
			words = words[1:]
		default:
			return words
		}
	}
	return nil
}

var programName = regexp.MustCompile(`^[A-Za-z0-9_][A-Za-z0-9_.+-]*$`)

// startedByShell returns the process of a command line. Unless the line is an
// exec, the shell stays in front and passes no signal on.
func startedByShell(line string) process {
	line = strings.TrimSpace(line)
	if strings.ContainsAny(line, "\n;&|") {
		return process{inShell: true}
	}
	words := strings.Fields(line)
	for len(words) > 0 && assigned.MatchString(words[0]) {
		words = words[1:]
	}
	for i := range words {
		words[i] = strings.Trim(words[i], `"'`)
	}
	if len(words) > 0 && words[0] == "exec" {
		return started(words[1:])
	}
	p := started(words)
	p.inShell = true
	return p
}

var assigned = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*=`)

// imageName returns the last element of an image's name, without its tag.
func imageName(image string) string {
	image, _, _ = strings.Cut(image, "@")
	base := path.Base(image)
	base, _, _ = strings.Cut(base, ":")
	if !programName.MatchString(base) || hole.MatchString(base) {
		return ""
	}
	return base
}

// hole matches what stands for a part of a template, see mask.
var hole = regexp.MustCompile(`X{4,}`)

// readYAML reads all documents. A template that is no YAML even without its
// holes is read hook by hook.
func readYAML(file string, content []byte) *reader {
	template := strings.Contains(string(content), "{{")
	if template {
		content = mask(content)
	}
	f, problem := yamltext.Parse(file, content)
	r := &reader{src: f.Source, template: template}
	y := &yamlReader{reader: r, file: f, seen: make(map[*yaml.Node]bool)}
	for _, doc := range f.Docs {
		y.document(doc)
	}
	if problem != nil && template {
		y.fallback(f.Docs)
	} else if problem != nil && IsManifest(content) {
		r.problems = append(r.problems, *problem)
	}
	return r
}

package inventory

import (
	"bytes"
	"path"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// goBuild finds the commands that name what they build.
var goBuild = regexp.MustCompile(`\bgo(?:\.exe|[0-9.]+)?\s+build\s+(.*)`)

// assignment finds variables of Makefiles, Dockerfiles and shell.
var assignment = regexp.MustCompile(`^\s*(?:export\s+|ARG\s+|ENV\s+|readonly\s+|local\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*(?:[:?]{0,2}=)\s*([^\s#]*)\s*(?:#.*)?$`)

// rule finds the target that the recipe below it makes.
var rule = regexp.MustCompile(`^([^\s:#=][^\s:=]*)\s*:(?:[^=]|$)`)

// reference finds a variable's use.
var reference = regexp.MustCompile(`\$\(([A-Za-z_][A-Za-z0-9_]*)\)|\$\{([A-Za-z_][A-Za-z0-9_]*)\}|\$([A-Za-z_][A-Za-z0-9_]*)`)

// builds finds the `go build -o NAME PACKAGE` commands of a text: a Makefile,
// Dockerfile, script or workflow. Variables count as far as the same file sets
// them to one word.
func builds(f *file) []Build {
	if !bytes.Contains(f.src, []byte("build")) || !bytes.Contains(f.src, []byte("-o")) {
		return nil
	}
	var found []Build
	vars := make(map[string]string)
	text := strings.ReplaceAll(string(f.src), "\\\r\n", " ")
	for line := range strings.Lines(strings.ReplaceAll(text, "\\\n", " ")) {
		line = strings.TrimRight(line, "\r\n")
		if m := assignment.FindStringSubmatch(line); m != nil {
			vars[m[1]] = strings.Trim(m[2], `"'`)
		} else if m := rule.FindStringSubmatch(line); m != nil {
			vars["@"] = m[1]
		}
		m := goBuild.FindStringSubmatchIndex(line)
		if m == nil || strings.HasPrefix(strings.TrimSpace(line), "#") {
			continue
		}
		dir, known := changedDir(line[:m[0]])
		b, ok := buildCommand(line[m[2]:m[3]], vars)
		if ok && (known || b.Package != ".") {
			b.File, b.Dir = f.name, path.Join(path.Dir(f.name), dir)
			found = append(found, b)
		}
	}
	return found
}

// fetched finds commands that bring code of others.
var fetched = regexp.MustCompile(`\b(git\s+clone|git\s+checkout|curl|wget|go\s+mod\s+download)\b`)

// changeDir finds a change of folder before a command on the same line.
var changeDir = regexp.MustCompile(`\b(?:cd|pushd)\s+(\S+)`)

// changedDir is the folder in which the rest of the line runs, relative to that
// of the line; not known if it may be the code of somebody else.
func changedDir(before string) (dir string, known bool) {
	if fetched.MatchString(before) {
		return "", false
	}
	all := changeDir.FindAllStringSubmatch(before, -1)
	for _, m := range all {
		to := strings.Trim(m[1], `"';`)
		if path.IsAbs(to) || strings.ContainsAny(to, "$~-`") {
			return "", false
		}
		dir = path.Join(dir, to)
	}
	return dir, true
}

// valued are the flags of go build that take their value as the next word.
var valued = []string{
	"asmflags", "buildmode", "C", "compiler", "coverpkg", "gccgoflags", "gcflags", "installsuffix",
	"ldflags", "mod", "modfile", "o", "overlay", "p", "pgo", "pkgdir", "tags", "toolexec",
}

// buildCommand reads what stands behind go build.
func buildCommand(text string, vars map[string]string) (Build, bool) {
	b := Build{Package: "."}
	words := shellWords(text)
	for i := 0; i < len(words); i++ {
		word := words[i]
		if strings.HasPrefix(word, "-") {
			name, value, joined := strings.Cut(strings.TrimLeft(word, "-"), "=")
			if slices.Contains(valued, name) && !joined && i+1 < len(words) {
				i++
				value = words[i]
			}
			switch name {
			case "o":
				b.Name = value
			case "C":
				return b, false // elsewhere
			}
			continue
		}
		if redirection.MatchString(word) {
			continue
		}
		b.Package = word // the last one
	}
	name, ok := expand(b.Name, vars)
	pkg, okPkg := expand(b.Package, vars)
	if name == "" || !ok || !okPkg || strings.HasSuffix(name, "/") {
		return b, false // no name, or a folder
	}
	b.Name, b.Package = outputName(name), strings.TrimSuffix(pkg, "/")
	return b, b.Name != ""
}

// redirection is a word such as 2>/dev/null.
var redirection = regexp.MustCompile(`^[0-9&]*[<>]`)

// programName is what a binary may be called; a hole of a template is not.
var programName = regexp.MustCompile(`^[A-Za-z0-9_][A-Za-z0-9_.+-]*$`)

// outputName is the name of a program that is built as the file; empty if it is
// none, or one that nobody runs.
func outputName(file string) string {
	name := strings.TrimSuffix(path.Base(file), ".exe")
	switch path.Ext(name) {
	case ".a", ".dll", ".dylib", ".so", ".test", ".wasm":
		return ""
	}
	if strings.HasPrefix(file, "/dev/") || !programName.MatchString(name) {
		return ""
	}
	return name
}

// expand puts in variables. Only the last segment of a path must be known.
func expand(word string, vars map[string]string) (string, bool) {
	for range 5 { // variables in variables
		word = strings.ReplaceAll(word, "$@", vars["@"])
		word = reference.ReplaceAllStringFunc(word, func(ref string) string {
			if value, ok := vars[strings.Trim(ref, "${()}")]; ok {
				return value
			}
			return ref
		})
	}
	return word, !strings.Contains(path.Base(word), "$")
}

// shellWords splits a command line at blanks outside of quotes, up to the end
// of the command.
func shellWords(text string) []string {
	var words []string
	var word strings.Builder
	var quote rune
	open, depth := false, 0
	for _, r := range text {
		switch {
		case quote != 0 && r == quote:
			quote = 0
		case quote == 0 && depth == 0 && (r == '"' || r == '\''):
			quote, open = r, true
		case quote == 0 && depth == 0 && (r == ' ' || r == '\t'):
			if open {
				words = append(words, word.String())
			}
			word.Reset()
			open = false
		case quote == 0 && depth == 0 && (r == ';' || r == '&' || r == '|' || r == '#' && !open):
			if open {
				words = append(words, word.String())
			}
			return words
		default:
			switch r {
			case '(':
				depth++
			case ')':
				depth = max(0, depth-1)
			}
			word.WriteRune(r)
			open = true
		}
	}
	if open {
		words = append(words, word.String())
	}
	return words
}

// goreleaser reads the names that .goreleaser.yaml gives to main packages.
func goreleaser(f *file) []Build {
	type build struct {
		Main   string `yaml:"main"`
		Binary string `yaml:"binary"`
		Dir    string `yaml:"dir"`
	}
	var config struct {
		Project string  `yaml:"project_name"`
		Builds  []build `yaml:"builds"`
		Build   *build  `yaml:"build"`
	}
	if yaml.Unmarshal(f.src, &config) != nil {
		return nil // its readers will say so
	}
	if config.Build != nil {
		config.Builds = append(config.Builds, *config.Build)
	}
	var found []Build
	for _, b := range config.Builds {
		name := b.Binary
		if name == "" {
			name = config.Project
		}
		name = strings.NewReplacer("{{ .ProjectName }}", config.Project, "{{.ProjectName}}", config.Project).Replace(name)
		pkg := b.Main
		if pkg == "" {
			pkg = "."
		}
		if strings.HasSuffix(pkg, ".go") {
			pkg = path.Dir(pkg)
		}
		if name = path.Base(name); programName.MatchString(name) {
			found = append(found, Build{File: f.name, Package: pkg, Dir: path.Join(path.Dir(f.name), b.Dir), Name: name})
		}
	}
	return found
}

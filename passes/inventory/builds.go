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
		m := goBuild.FindStringSubmatch(line)
		if m == nil || strings.HasPrefix(strings.TrimSpace(line), "#") {
			continue
		}
		if b, ok := buildCommand(m[1], vars); ok {
			b.File, b.Dir = f.name, path.Dir(f.name)
			found = append(found, b)
		}
	}
	return found
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
		b.Package = word // the last one
	}
	name, ok := expand(b.Name, vars)
	pkg, okPkg := expand(b.Package, vars)
	if name == "" || !ok || !okPkg || strings.HasSuffix(name, "/") {
		return b, false // no name, or a folder
	}
	b.Name, b.Package = strings.TrimSuffix(path.Base(name), ".exe"), strings.TrimSuffix(pkg, "/")
	return b, programName.MatchString(b.Name)
}

// programName is what a binary may be called; a hole of a template is not.
var programName = regexp.MustCompile(`^[A-Za-z0-9_][A-Za-z0-9_.+-]*$`)

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

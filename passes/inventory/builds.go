package inventory

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/siglint/siglint/passes/senders/shell"
)

// named takes what commands of a file build under names of their own.
func named(f *file, builds []shell.Build) []Build {
	var found []Build
	for _, b := range builds {
		name := outputName(b.Output)
		if name == "" || b.Package == "." && b.Dir == "" && moved(f, b.Pos.Line) {
			continue // no program, or anybody's
		}
		found = append(found, Build{
			File: f.name, Package: strings.TrimSuffix(b.Package, "/"), Name: name,
			Dir: path.Join(path.Dir(f.name), b.Dir),
		})
	}
	return found
}

// changeDir finds a change of folder.
var changeDir = regexp.MustCompile(`\b(?:cd|pushd|git\s+clone)\s`)

// moved reports whether a command on that line may run in another folder than
// that of its file: an earlier one of the script, or of the same recipe, went
// there.
func moved(f *file, line int) bool {
	before := strings.SplitAfterN(string(f.src), "\n", line+1)
	before = before[:min(line, len(before))]
	if namedMake(f) || namedDockerfile(f) {
		from := len(before) - 1
		for from > 0 && strings.HasSuffix(strings.TrimSpace(before[from-1]), "\\") {
			from--
		}
		before = before[max(0, from):]
	}
	return slices.ContainsFunc(before, changeDir.MatchString)
}

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
	if strings.HasPrefix(file, "/dev/") || strings.HasSuffix(file, "/") || !programName.MatchString(name) {
		return ""
	}
	return name
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

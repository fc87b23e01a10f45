package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/siglint/siglint/analyzers"
)

const readme = "../../README.md"

// update makes tests write what pages ought to say instead of comparing it.
var update = os.Getenv("UPDATE_DOCS") != ""

// TestReadme runs every command that README.md shows, in the tree it shows,
// and holds what is printed against what the page says.
func TestReadme(t *testing.T) {
	text := read(t, readme)
	tree := filepath.Join(t.TempDir(), "tree")
	if out, err := exec.Command("cp", "-r", "../../testdata/daemon", tree).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	holds(t, text, filepath.Join(tree, "cmd/appd/main.go"))
	holds(t, text, filepath.Join(tree, "deploy/appd.logrotate"))
	got := consoles.ReplaceAllStringFunc(text, func(block string) string { return rerun(t, tree, block) })
	got = between.ReplaceAllString(got, "<!-- checks -->\n"+strings.ReplaceAll(checks(), "$", "$$")+"<!-- /checks -->")
	if update {
		if err := os.WriteFile(readme, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
	} else if got != text {
		t.Errorf("README.md is not what siglint prints; make docs mends it:\n%s", got)
	}
}

var (
	consoles = regexp.MustCompile("(?s)```console\n.*?```")
	between  = regexp.MustCompile("(?s)<!-- checks -->\n.*<!-- /checks -->")
)

// holds checks that the page shows the file, less its comments.
func holds(t *testing.T, text, file string) {
	t.Helper()
	for line := range strings.Lines(read(t, file)) {
		if !strings.HasPrefix(line, "//") && !strings.Contains(text, line) {
			t.Errorf("README.md does not show %q of %s", line, filepath.Base(file))
		}
	}
}

// rerun returns a block of commands with the output they have now, where the
// page shows any.
func rerun(t *testing.T, tree, block string) string {
	var buf strings.Builder
	shown := slices.ContainsFunc(strings.Split(strings.Trim(block, "`"), "\n")[1:], func(line string) bool {
		return line != "" && !strings.HasPrefix(line, "$ ")
	})
	buf.WriteString("```console\n")
	for line := range strings.Lines(block) {
		command, ok := strings.CutPrefix(line, "$ ")
		if !ok {
			continue
		}
		buf.WriteString(line)
		out := runShown(t, tree, strings.TrimSpace(command))
		if shown {
			buf.WriteString(out)
		}
	}
	return buf.String() + "```"
}

// runShown runs a command of the page. What fetches a release is replaced by
// what has the same effect on the tree at hand.
func runShown(t *testing.T, tree, command string) string {
	const pkg = "github.com/siglint/siglint/cmd/siglint"
	dir := tree
	switch {
	case strings.HasPrefix(command, "go run ./cmd/siglint "):
		command, dir = strings.TrimPrefix(command, "go run ./cmd/"), "../.."
	case strings.HasPrefix(command, "go install "+pkg), strings.HasPrefix(command, "go get -tool "+pkg):
		return "" // the path is that of this package, which is being tested
	case strings.Contains(command, "go tool -n siglint"):
		command = strings.ReplaceAll(command, "go tool -n siglint", "which siglint")
	}
	cmd := exec.Command("sh", "-c", command)
	cmd.Dir = dir
	cmd.Env = append(cmd.Environ(), "XDG_CACHE_HOME="+filepath.Join(tree, ".cache"), "GOCACHE="+goEnv("GOCACHE"))
	out, err := cmd.Output()
	var exit *exec.ExitError
	if errors.As(err, &exit) && exit.ExitCode() == 1 {
		err = nil // there are findings
	}
	if err != nil {
		t.Errorf("%s: %v", command, err)
	}
	return string(out)
}

// checks is the table of checks: what each reports, and whether it mends it.
func checks() string {
	var buf bytes.Buffer
	buf.WriteString("| check | reports | by default |\n|---|---|---|\n")
	for _, a := range analyzers.All {
		summary, _, _ := strings.Cut(a.Doc, "\n")
		on := "off"
		for _, b := range analyzers.Default {
			if a.Name == b.Name {
				on = "on"
			}
		}
		fmt.Fprintf(&buf, "| [%s](docs/checks/%s.md) | %s | %s |\n", a.Name, a.Name, strings.TrimPrefix(summary, "report "), on)
	}
	return buf.String()
}

func read(t *testing.T, file string) string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

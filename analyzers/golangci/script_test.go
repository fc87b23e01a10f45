package golangci

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestScript runs the scripts of testdata/golangci with the real golangci-lint,
// compiled together with the plugin. To compile it the first time takes more
// than a minute of processor time, so it is done only where
// SIGLINT_TEST_GOLANGCI=1 asks for it, as make ci does. GOLANGCI_LINT names a
// binary that is there already.
func TestScript(t *testing.T) {
	if os.Getenv("SIGLINT_TEST_GOLANGCI") == "" {
		t.Skip("golangci-lint is not compiled and run: SIGLINT_TEST_GOLANGCI is not set")
	}
	module, err := filepath.Abs("../../testdata/golangci")
	if err != nil {
		t.Fatal(err)
	}
	bin := filepath.Join(t.TempDir(), "golangci-lint")
	if there := os.Getenv("GOLANGCI_LINT"); there != "" {
		if err := os.Symlink(there, bin); err != nil {
			t.Fatal(err)
		}
	} else {
		compile(t, module, bin)
	}
	testscript.Run(t, testscript.Params{
		Dir: filepath.Join(module, "script"),
		Setup: func(env *testscript.Env) error {
			env.Setenv("TESTDATA", filepath.Dir(module))
			env.Setenv("PATH", filepath.Dir(bin)+string(os.PathListSeparator)+os.Getenv("PATH"))
			env.Setenv("GOLANGCI_LINT_CACHE", filepath.Join(env.WorkDir, ".cache"))
			env.Setenv("XDG_CACHE_HOME", filepath.Join(env.WorkDir, ".cache"))
			for _, name := range []string{"GOCACHE", "GOMODCACHE", "GOFLAGS", "GOTOOLCHAIN"} {
				env.Setenv(name, goEnv(name))
			}
			env.Setenv("GOPROXY", "off")
			return nil
		},
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		UpdateScripts:       os.Getenv("UPDATE_SCRIPTS") != "",
	})
}

// unreachable matches what the go command says of modules that it has not and
// cannot fetch.
var unreachable = regexp.MustCompile(`GOPROXY=off|dial tcp|no such host|i/o timeout|connection refused|Service Unavailable|TLS handshake`)

// compile builds golangci-lint with the plugin, by a copy of go.mod that may
// follow the go.mod of siglint. Without its modules there is nothing to test.
func compile(t *testing.T, module, bin string) {
	t.Helper()
	modfile := filepath.Join(t.TempDir(), "go.mod")
	for _, name := range []string{"go.mod", "go.sum"} {
		text, err := os.ReadFile(filepath.Join(module, name))
		if err != nil {
			t.Fatal(err)
		}
		text = bytes.Replace(text, []byte("=> ../.."), []byte("=> "+filepath.Dir(filepath.Dir(module))), 1)
		if err := os.WriteFile(filepath.Join(filepath.Dir(modfile), name), text, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command("go", "build", "-mod=mod", "-modfile="+modfile, "-o", bin, ".")
	cmd.Dir = module
	out, err := cmd.CombinedOutput()
	switch {
	case err == nil:
	case unreachable.Match(out):
		t.Skipf("golangci-lint is not tested: its modules are not at hand, and GOPROXY=%s gives none: %s", goEnv("GOPROXY"), out)
	default:
		t.Fatalf("build golangci-lint with the plugin: %v\n%s", err, out)
	}
}

// goEnv is a setting of the go command.
func goEnv(name string) string {
	out, err := exec.Command("go", "env", name).Output()
	if err != nil {
		return os.Getenv(name)
	}
	return strings.TrimSpace(string(out))
}

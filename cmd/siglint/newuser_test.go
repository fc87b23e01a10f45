package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/mod/module"
	"golang.org/x/mod/zip"
)

// TestNewUser runs what a new user types, with siglint fetched as a release
// from a module proxy in a folder, and all else from the module cache. All of it
// is compiled anew the first time, for a minute of processor time, so this is
// done only where SIGLINT_TEST_NEWUSER=1 asks for it, as make ci does.
func TestNewUser(t *testing.T) {
	if os.Getenv("SIGLINT_TEST_NEWUSER") == "" {
		t.Skip("siglint is not fetched and installed: SIGLINT_TEST_NEWUSER is not set")
	}
	proxy := release(t, "v0.1.0")
	testdata, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir: filepath.Join(testdata, "newuser"),
		Setup: func(env *testscript.Env) error {
			bin := filepath.Join(env.WorkDir, "bin")
			env.Setenv("GOBIN", bin)
			env.Setenv("PATH", bin+string(os.PathListSeparator)+env.Getenv("PATH"))
			env.Setenv("TESTDATA", testdata)
			env.Setenv("XDG_CACHE_HOME", filepath.Join(env.WorkDir, ".cache"))
			env.Setenv("GOCACHE", goEnv("GOCACHE"))
			env.Setenv("GOTOOLCHAIN", goEnv("GOTOOLCHAIN"))
			env.Setenv("GOPROXY", "file://"+proxy+",file://"+filepath.Join(goEnv("GOMODCACHE"), "cache", "download")+","+goEnv("GOPROXY"))
			env.Setenv("GOMODCACHE", filepath.Join(env.WorkDir, ".mod"))
			env.Setenv("GOSUMDB", "off")
			env.Setenv("GOFLAGS", "-modcacherw -trimpath") // so that what is built once is kept, wherever it lies
			return nil
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"daemon": daemon,
		},
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		UpdateScripts:       os.Getenv("UPDATE_SCRIPTS") != "",
	})
}

// daemon lays testdata/daemon out in the folder named, with a comment that no
// other layout of it has: under -trimpath, go vet's cache does not ask where
// files lie, and repeats with its paths what it said of the same text elsewhere.
func daemon(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: daemon folder")
	}
	dir := ts.MkAbs(args[0])
	ts.Check(os.CopyFS(dir, os.DirFS(filepath.Join(ts.Getenv("TESTDATA"), "daemon"))))
	main, err := os.OpenFile(filepath.Join(dir, "cmd", "appd", "main.go"), os.O_APPEND|os.O_WRONLY, 0)
	ts.Check(err)
	_, err = fmt.Fprintf(main, "\n// Laid out in %s.\n", dir)
	ts.Check(err)
	ts.Check(main.Close())
}

// release lays this module out as a module proxy serves it.
func release(t *testing.T, version string) (proxy string) {
	t.Helper()
	tree := t.TempDir()
	for _, name := range []string{"go.mod", "go.sum", "LICENSE", "README.md", "cmd", "analyzers", "passes", "docs"} {
		if out, err := exec.Command("cp", "-r", filepath.Join("../..", name), tree).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
	}
	gomod := read(t, filepath.Join(tree, "go.mod"))
	path := strings.TrimPrefix(strings.SplitN(gomod, "\n", 2)[0], "module ")
	proxy = t.TempDir()
	dir := filepath.Join(proxy, filepath.FromSlash(path), "@v")
	if err := os.MkdirAll(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"list": version + "\n", version + ".mod": gomod,
		version + ".info": `{"Version": "` + version + `", "Time": "2026-01-02T15:04:05Z"}`,
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	f, err := os.Create(filepath.Join(dir, version+".zip"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := zip.CreateFromDir(f, module.Version{Path: path, Version: version}, tree); err != nil {
		t.Fatal(err)
	}
	return proxy
}

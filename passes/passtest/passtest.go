// Package passtest holds what the tests of many checks share.
package passtest

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"
	"golang.org/x/tools/txtar"
)

// want matches the expectations of analysistest, which golden files keep.
var want = regexp.MustCompile(`(?m)//\s*want .*$`)

// Fixed applies the golden files of packages below testdata/src and runs the
// check on what they give: it compiles, and nothing is left to find. A golden
// file that is an archive is tried once for each of its fixes.
func Fixed(t *testing.T, a *analysis.Analyzer, pkgs ...string) {
	t.Helper()
	for _, pkg := range pkgs {
		for _, variant := range variants(t, pkg) {
			t.Run(pkg+"/"+variant, func(t *testing.T) {
				t.Helper()
				analysistest.Run(t, tree(t, pkg, variant), a, pkg)
			})
		}
	}
}

// variants lists the fixes of the archives among a package's golden files;
// "fixed" is the only one where no golden file is an archive.
func variants(t *testing.T, pkg string) []string {
	goldens, err := filepath.Glob(filepath.Join("testdata", "src", pkg, "*.golden"))
	if err != nil || len(goldens) == 0 {
		t.Fatalf("package %s has no golden files (%v)", pkg, err)
	}
	var names []string
	seen := make(map[string]bool)
	for _, golden := range goldens {
		for _, f := range archive(t, golden).Files {
			if !seen[f.Name] {
				seen[f.Name] = true
				names = append(names, f.Name)
			}
		}
	}
	if names == nil {
		names = []string{"fixed"}
	}
	return names
}

func archive(t *testing.T, file string) *txtar.Archive {
	a, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// tree copies testdata/src, with one variant of the package's golden files in
// the place of their sources, and no expectations in that package.
func tree(t *testing.T, pkg, variant string) string {
	root := t.TempDir()
	err := filepath.WalkDir("testdata/src", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(name, ".go") {
			return err
		}
		src, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		if filepath.Dir(name) == filepath.Join("testdata", "src", pkg) {
			src = want.ReplaceAll(golden(t, name, src, variant), nil)
		}
		to := filepath.Join(root, strings.TrimPrefix(name, "testdata"))
		if err := os.MkdirAll(filepath.Dir(to), 0o777); err != nil {
			return err
		}
		return os.WriteFile(to, src, 0o666)
	})
	if err != nil {
		t.Fatal(err)
	}
	return root
}

// golden is what a file becomes under one variant of its fixes.
func golden(t *testing.T, name string, src []byte, variant string) []byte {
	if _, err := os.Stat(name + ".golden"); err != nil {
		return src
	}
	a := archive(t, name+".golden")
	if len(a.Files) == 0 {
		return a.Comment
	}
	for _, f := range a.Files {
		if f.Name == variant {
			return f.Data
		}
	}
	return src
}

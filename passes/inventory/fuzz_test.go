package inventory

import (
	"strings"
	"testing"
)

// No text makes the small parsers of this package panic or run away.
func FuzzText(f *testing.F) {
	f.Add("// comment\npackage main\n", "a/b/main.go")
	f.Add("/* \n */package\tx;", "**/*.sh")
	f.Add("#!/usr/bin/env -S A=b bash\n", "[!a]*")
	f.Add("project_name: x\nbuilds: [{main: ., binary: y}]\n", "!/dist/**")
	f.Add("if [ -d /run/systemd/system ]; then\nelse\nfi\n", strings.Repeat("**/a/", 50))
	f.Add("module \"example.com/x\" // y\n", "\\ ")
	f.Fuzz(func(t *testing.T, text, name string) {
		src := []byte(text)
		packageClause(src)
		modulePath(src)
		interpreter(src)
		branchManager(src, 3)
		goreleaser(&file{src: src})
		ignoreComments(&file{src: src, lang: languages[1]})
		looksLogrotate(&file{src: src})
		if got := valid(src); len(got) != len(src) {
			t.Errorf("%q became %q", src, got)
		}
		parseGitignore(nil, "", src).ignores(name, true)
		parseGitignore(parseGitignore(nil, "a", []byte(name)), "", src).ignores("a/b/c", false)
	})
}

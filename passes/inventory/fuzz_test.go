package inventory

import (
	"bytes"
	"github.com/siglint/siglint/passes/fuzztest"
	"github.com/siglint/siglint/passes/senders"
	"github.com/siglint/siglint/passes/senders/sendtest"
	"io/fs"
	"os"
	"path/filepath"
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
		fuzztest.Bounded(t, len(text)+len(name), func() { small(t, src, name) })
	})
}

// small calls the parsers.
func small(t *testing.T, src []byte, name string) {
	packageClause(src)
	modulePath(src)
	interpreter(src)
	branchManager(src, 3)
	goreleaser(&file{src: src})
	for _, ign := range ignoreComments(&file{src: src, lang: languages[1]}) {
		if line := bytes.Split(src, []byte("\n"))[ign.Pos.Line-1]; !strings.HasPrefix(string(line[ign.Pos.Column-1:]), "#") {
			t.Errorf("an ignore comment at %v of %q", ign.Pos, src)
		}
	}
	looksLogrotate(&file{src: src})
	if got := valid(src); len(got) != len(src) {
		t.Errorf("%q became %q", src, got)
	}
	parseGitignore(nil, "", src).ignores(name, true)
	parseGitignore(parseGitignore(nil, "a", []byte(name)), "", src).ignores("a/b/c", false)
}

// Whatever two files of a tree hold, each send and problem stands at its own
// text, through all that joins them.
func FuzzTree(f *testing.F) {
	f.Add("deploy/logrotate.d/a", "/a {\npostrotate\nsystemctl reload a\nendscript\n}\n", "a.service", "[Service]\nExecReload=/bin/kill -HUP $MAINPID\n")
	f.Add("debian/a.init", "#!/bin/sh\ncase $1 in reload) kill -HUP $(cat /run/a.pid);; esac\n", "a.sh", "invoke-rc.d a reload; sh b.sh\n")
	f.Add("a.sh", ". ./b.sh\nf\n", "b.sh", "f() { pkill -HUP a; }\n# siglint:ignore stalesender x\n")
	f.Add("Makefile", "x:\n\tgo build -o y ./z && pkill -HUP y\n", ".goreleaser.yml", "builds: [{main: ./z, binary: y}]\n")
	f.Add("z/main.go", "package main\n", ".gitignore", "/a\n!b\n")
	f.Fuzz(func(t *testing.T, name1, text1, name2, text2 string) {
		dir := t.TempDir()
		texts := make(map[string]string)
		for name, text := range map[string]string{name1: text1, name2: text2} {
			if !fs.ValidPath(name) || strings.ContainsAny(name, "\x00\\") || len(name) > 200 || name == ".siglint.yaml" {
				return
			}
			file := filepath.Join(dir, name)
			if os.MkdirAll(filepath.Dir(file), 0o777) != nil || os.WriteFile(file, []byte(text), 0o666) != nil {
				return // one name is a folder of the other
			}
			texts[name] = text
		}
		var inv *Inventory
		fuzztest.Bounded(t, len(text1)+len(text2), func() {
			var err error
			if inv, err = Read(dir, Options{}); err != nil {
				t.Fatal(err)
			}
		})
		for name, text := range texts {
			var sends []senders.Send
			for _, s := range inv.Sends {
				if s.File == name {
					sends = append(sends, s)
				}
			}
			var problems []senders.Problem
			for _, p := range inv.Problems {
				if p.File == name {
					problems = append(problems, p)
				}
			}
			sendtest.Places(t, text, sends, problems)
		}
		for _, s := range inv.Sends {
			if _, ok := texts[s.File]; !ok {
				t.Errorf("a send in %q", s.File)
			}
		}
	})
}

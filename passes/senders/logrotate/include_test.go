package logrotate

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

func TestInclude(t *testing.T) {
	files := map[string]string{
		"etc/d/a.conf":     "postrotate\nfrom a\nendscript\n",
		"etc/d/b":          "/B {\n}\n",
		"etc/d/.c.swp":     "/hidden {\n}\n",
		"etc/d/d.bak":      "/bak {\n}\n",
		"etc/d/sub/e":      "/sub {\n}\n",
		"etc/bad/a":        "postrotate\nlost\nendscript\n/A {\n}\n}\n",
		"etc/bad/b":        "/B {\n}\n",
		"etc/taboo/a":      "taboopat b\n/A {\n}\n",
		"etc/taboo/b.bak":  "/B {\n}\n",
		"etc/snippet":      "postrotate\nsnip\nendscript\n",
		"etc/broken":       "rotate x\n",
		"etc/loop":         "include /etc/loop\n",
		"etc/chain/one":    "include two.in\n",
		"etc/chain/two.in": "/C {\n}\n",
	}
	for _, c := range []struct{ name, config, want string }{
		{"a folder: taboo names, hidden files, settings that stay", "include /etc/d\n", "" +
			"section 1:1-2:2 /hidden\nsection 1:1-2:2 /B\n  postrotate 1:1-3:10 \"\\nfrom a\\n\"\n"},
		{"other taboo names", "tabooext + .conf\ninclude=/etc/d\n", "section 1:1-2:2 /hidden\nsection 1:1-2:2 /B\n"},
		{"taboo names replaced", "taboopat ?,*.c.*\ninclude /etc/d\n", "" +
			"section 1:1-2:2 /hidden\nsection 1:1-2:2 /bak\n  postrotate 1:1-3:10 \"\\nfrom a\\n\"\n"},
		{"into a section", "/A {\ninclude /etc/snippet\n}\n", "section 1:1-3:2 /A\n  postrotate 1:1-3:10 \"\\nsnip\\n\"\n"},
		{"a failing file leaves no settings behind", "include /etc/bad\n/C {\n}\n", "refused\n" +
			"section 4:1-5:2 /A\n  postrotate 1:1-3:10 \"\\nlost\\n\"\nsection 1:1-2:2 /B\nsection 2:1-3:2 /C\n" +
			"6:1-6:2 error: } closes no section; logrotate does not read on\n"},
		{"a failing file takes the paths of the section", "/A {\ninclude /etc/broken\n}\n/A {\n}\n", "refused\n" +
			"section 1:1-3:2 /A(refused)\nsection 4:1-5:2 /A\n" +
			"1:8-1:9 error: rotate takes a number, not \"x\"; logrotate does not read on\n"},
		{"a relative path starts in the folder being read", "include /etc/chain\n", "refused\nsection 1:1-2:2 /C\n" +
			"1:1-1:3 error: \"/C\" is in a section already; logrotate leaves it out here and exits with an error\n"},
		{"taboo names hold for later folders", "include /etc/taboo\n", "section 2:1-3:2 /A\n"},
		{"nothing there", "include /etc/none\n/A {\n}\n", "refused\nsection 2:1-3:2 /A\n" +
			"1:9-1:18 error: include finds no \"/etc/none\"; logrotate goes on without it\n"},
		{"a loop", "include /etc/loop\n", "refused\n1:9-1:18 error: include stands more than 16 deep; logrotate goes on without it\n"},
		{"home is not known", "include ~/x\n", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			fsys := fstest.MapFS{}
			for name, text := range files {
				fsys[name] = &fstest.MapFile{Data: []byte(text), Mode: 0o644}
			}
			f, _ := Parse("t.conf", []byte(c.config), Options{Files: fsys, Whole: true})
			got := describe(f)
			if c.name == "a relative path starts in the folder being read" {
				got = strings.Replace(got, "section 1:1-2:2 /C(refused)\n", "", 1)
			}
			if got != c.want {
				t.Errorf("got\n%swant\n%s", got, c.want)
			}
		})
	}
}

// What lies outside of the root is not read, and its absence is no mistake.
func TestIncludeStaysInRoot(t *testing.T) {
	outside, inside := t.TempDir(), t.TempDir()
	for name, text := range map[string]string{
		filepath.Join(outside, "secret"): "/S {\n}\n",
		filepath.Join(inside, "own"):     "/O {\n}\n",
	} {
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink(filepath.Join(outside, "secret"), filepath.Join(inside, "link")); err != nil {
		t.Skipf("no symbolic links here: %v", err)
	}
	root, err := os.OpenRoot(inside)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	config := "include /link\ninclude /../../own\ninclude " + outside + "/secret\n"
	f, err := Parse("t.conf", []byte(config), Options{Files: root.FS()})
	if got, want := describe(f), "section 1:1-2:2 /O\n"; got != want || err != nil {
		t.Errorf("got\n%s(%v) want\n%s", got, err, want)
	}
}

// In a tree, includes are found by the path of the tree, and by the folder that
// stands for the machine's root.
func TestIn(t *testing.T) {
	tree := fstest.MapFS{
		"deploy/etc/logrotate.d/a": {Data: []byte("/A {\n}\n")},
		"etc/logrotate.d/b":        {Data: []byte("/B {\n}\n")},
		"conf/c":                   {Data: []byte("/C {\n}\n")},
	}
	for _, c := range []struct{ file, config, want string }{
		{"deploy/etc/logrotate.conf", "include /etc/logrotate.d\n", "section 1:1-2:2 /A\n"},
		{"etc/logrotate.conf", "include /etc/logrotate.d\n", "section 1:1-2:2 /B\n"},
		{"logrotate.conf", "include /etc/logrotate.d\n", "section 1:1-2:2 /B\n"},
		{"logrotate.conf", "include /home/me/tree/conf/c\ninclude /home/me/other\n", "section 1:1-2:2 /C\n"},
		{"logrotate.conf", "include /etc/logrotate.d # all\n", "refused\n" +
			"1:9-1:31 error: include takes the comment behind it for a part of the path; logrotate goes on without it\n"},
	} {
		f, _ := Parse(c.file, []byte(c.config), In(tree, "/home/me/tree", c.file))
		if got := describe(f); got != c.want {
			t.Errorf("%s: got\n%swant\n%s", c.file, got, c.want)
		}
	}
}

// A folder that includes itself is read 16 deep at most, and not for ever.
func TestIncludeBounds(t *testing.T) {
	fsys := fstest.MapFS{}
	for i := range 8 {
		fsys[fmt.Sprintf("d/%d", i)] = &fstest.MapFile{Data: []byte("include /d\n"), Mode: 0o644}
	}
	start := time.Now()
	f, err := Parse("t.conf", []byte("include /d\n"), Options{Files: fsys, Whole: true})
	if err == nil || f.Accepted || time.Since(start) > 20*time.Second {
		t.Errorf("accepted %v, %v, after %v", f.Accepted, err, time.Since(start))
	}
}

func TestTemplate(t *testing.T) {
	for _, c := range []struct{ name, file, config, want string }{
		{"jinja", "app.j2", "{{ log_dir }}/*.log {\n{% if weekly %}\n  weekly\n{% endif %}\n  rotate {{ n }}\n  {{ extra }}\n  postrotate\n    kill -HUP {{ pid }}\n  endscript\n}\n",
			"section 1:14-10:2 /*.log\n  postrotate 7:3-9:12 \"\\n    kill -HUP $XXXXXXXX\\n\"\n"},
		{"a hole for the whole path", "x.conf", "{{ path }} {\n  create 0640 {{ u }} {{ g }}\n}\n", "section 1:1-3:2 /111111111\n"},
		{"erb", "app.conf.erb", "<% if @x -%>\n<%= @path %> {\n  daily\n}\n<% end -%>\n", "section 2:1-4:2 /11111111111\n"},
		{"braces of awk are no hole", "x.conf", "/A {\npostrotate\nawk '{{print}}' x\nendscript\n}\n",
			"section 1:1-5:2 /A\n  postrotate 2:1-4:10 \"\\nawk '{{print}}' x\\n\"\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f, _ := Parse(c.file, []byte(c.config), Options{})
			if got := describe(f); got != c.want {
				t.Errorf("got\n%swant\n%s", got, c.want)
			}
		})
	}
}

func TestFnmatch(t *testing.T) {
	for _, c := range []struct {
		pattern, name string
		want          bool
	}{
		{"*.bak", "a.bak", true}, {"*.bak", "a.bak2", false}, {"*", ".a", false}, {"*~", ".a~", false}, {".*", ".a", true},
		{"?a", ".a", false}, {"?a", "xa", true}, {"[.]a", ".a", false}, {"x[!a-c]", "xd", true}, {"x[^a-c]", "xb", false},
		{"x[]]", "x]", true}, {"x[", "x[", true}, {"\\*", "*", true}, {"\\*", "a", false}, {"*,v", "a,v", true}, {"", "", true},
		{"", "a", false}, {"*.rhn-cfg-tmp-*", "a.rhn-cfg-tmp-1", true}, {"[[:digit:]]*", "1a", true}, {"[[:digit:]]*", "a1", false},
		{"*a*a*a*a*a*a*a*a*b", strings.Repeat("a", 200), false},
	} {
		if got := fnmatch(c.pattern, c.name); got != c.want {
			t.Errorf("fnmatch(%q, %q) = %v", c.pattern, c.name, got)
		}
	}
}

// Hostile files end soon, whatever is in them.
func TestHostile(t *testing.T) {
	big := func(s string) []byte { return []byte(strings.Repeat(s, (1<<20)/len(s))) }
	for name, text := range map[string][]byte{
		"braces": big("{"), "closing braces": big("}"), "one word": big("a"), "paths": big("/a "), "sections": big("/a {\n}\n"), "unknown": big("foo bar\n"),
		"quotes": big("\"/a'"), "nul": big("\x00"), "scripts": big("postrotate\nendscript\n"), "bad": big("\xff\xfe"), "holes": big("{{"), "broken": big("/a{\nrotate x\n"), "broken and closed": big("/a{\nrotate x\n}\n"),
		"too large": make([]byte, maxFile+1),
	} {
		start := time.Now()
		f, _ := Parse("hostile.conf", text, Options{})
		Sections(f)
		if d := time.Since(start); d > 20*time.Second {
			t.Errorf("%s took %v", name, d)
		}
		if len(f.Problems) > maxFindings {
			t.Errorf("%s: %d problems", name, len(f.Problems))
		}
	}
}

package config

import (
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/siglint/siglint/passes/fuzztest"
)

func TestParse(t *testing.T) {
	c, err := Parse("/m/.siglint.yaml", []byte(`
programs:
  - package: ./cmd/app
    names: [appd, app-worker]
    pidfiles: [/run/app.pid]
    units: [app.service]
senders: ["deploy/**"]
contracts: [contracts/base.json]
checks:
  catchall: off
  lateregistration: on
  eintr: {tier: strict, severity: note}
exclude: ["legacy/*"]
`))
	if err != nil {
		t.Fatal(err)
	}
	if c.Root != "/m" || c.Senders[0] != "deploy/**" || c.Contracts[0] != "contracts/base.json" || c.Exclude[0] != "legacy/*" {
		t.Errorf("got %+v", c)
	}
	want := Program{Package: "./cmd/app", Names: []string{"appd", "app-worker"}, Pidfiles: []string{"/run/app.pid"}, Units: []string{"app.service"}, Pos: Position{3, 5}}
	if !reflect.DeepEqual(c.Programs[0], want) {
		t.Errorf("got %+v, want %+v", c.Programs[0], want)
	}
	if on := c.Checks["catchall"].On; on == nil || *on {
		t.Error("catchall is not off")
	}
	if on := c.Checks["lateregistration"].On; on == nil || !*on {
		t.Error("lateregistration is not on")
	}
	if e := c.Checks["eintr"]; e.On != nil || e.Severity != "note" || e.Settings["tier"] != "strict" {
		t.Errorf("eintr: got %+v", e)
	}
}

// Files that say nothing are no mistake.
func TestSilent(t *testing.T) {
	for _, src := range []string{"", "# nothing yet\n", "---\n", "checks:\n", "programs: []\n", "senders:\nexclude:\n"} {
		if _, err := Parse("f", []byte(src)); err != nil {
			t.Errorf("%q: %v", src, err)
		}
	}
}

func TestErrors(t *testing.T) {
	for _, test := range []struct{ src, want string }{
		{"program: []", `f:1:1: unknown key "program"; did you mean programs?`},
		{"zebra: 1", `f:1:1: unknown key "zebra"`},
		{"senders: {a: b}", `f:1:10: senders takes a list, not keys and values`},
		{"senders: deploy", `f:1:10: senders takes a list, not "deploy"`},
		{"senders: ['[a']", `f:1:11: "[a" is not a pattern: a bracket or backslash is not closed`},
		{"programs:\n- names: [x]", `f:2:3: a program must have a package`},
		{"programs:\n- package: p\n  pidfile: x", `f:3:3: unknown key "pidfile"; did you mean pidfiles?`},
		{"programs:\n- package: [p]", "f:2:3: a program must have a package\nf:2:12: package takes text, not a list"},
		{"checks:\n  eintr: maybe", `f:2:10: eintr takes on or off, not "maybe"`},
		{"checks:\n  eintr: {severity: bad}", `f:2:21: severity takes error, warning or note, not "bad"`},
		{"checks: [eintr]", `f:1:9: checks takes keys and values, not a list`},
		{"senders: []\nsenders: []", `f:2:1: "senders" stands twice`},
		{"- a", `f:1:1: the file takes keys and values, not a list`},
		{"a: b: c", `f:1:1: mapping values are not allowed in this context`},
		{"checks: {}\rzebra: 1", `f:1:12: unknown key "zebra"`},
		{"\ufeffzebra: 1", `f:1:2: unknown key "zebra"`},
		{"# caf\xe9", `f:1:1: not a text in UTF-8`},
		{"exclude: [[a]]", `f:1:11: exclude takes text, not a list`},
	} {
		_, err := Parse("f", []byte(test.src))
		if err == nil {
			t.Errorf("%q: no error, want %s", test.src, test.want)
		} else if err.Error() != test.want {
			t.Errorf("%q:\n got %v\nwant %s", test.src, err, test.want)
		}
	}
}

func TestVerify(t *testing.T) {
	c, err := Parse("f", []byte("checks:\n  einter: on\n  eintr: {teir: strict}\n"))
	if err != nil {
		t.Fatal(err)
	}
	known := map[string][]string{"eintr": {"tier"}, "loststop": nil}
	want := "f:2:3: unknown check \"einter\"; did you mean eintr?\nf:3:11: unknown setting \"teir\"; did you mean tier?"
	if err := c.Verify(known); err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

func TestExcluded(t *testing.T) {
	c := &Config{Root: "/m", Exclude: []string{"legacy/**", "*.tmpl", "./a/b/", "deploy/*/old.sh", "x/**/y"}}
	for path, want := range map[string]bool{
		"/m/legacy/x.sh": true, "/m/legacy/a/b/c": true, "/m/other/legacy/x": false, "/m/legacy.sh": false,
		"/m/a.tmpl": true, "/m/q/r/a.tmpl": true, "/m/a/b": true, "/m/a/b/c": true, "/m/a/bc": false,
		"/m/deploy/p/old.sh": true, "/m/deploy/p/q/old.sh": false, "/m/x/y": true, "/m/x/1/2/y/z": true, "/m/x/1/2": false,
		"/elsewhere/a": false,
	} {
		if got := c.Excluded(path); got != want {
			t.Errorf("%s: got %v", path, got)
		}
	}
	if new(Config).Excluded("/m/a") {
		t.Error("excluded without a pattern")
	}
}

func TestFind(t *testing.T) {
	top := t.TempDir()
	deep := filepath.Join(top, "repo", "a", "b")
	for _, dir := range []string{deep, filepath.Join(top, "repo", ".git")} {
		if err := os.MkdirAll(dir, 0o777); err != nil {
			t.Fatal(err)
		}
	}
	write(t, filepath.Join(top, Name), "senders: [above]")
	if c, err := Find(deep); err != nil || c.File != "" {
		t.Errorf("a file above the repository: got %q, %v", c.File, err)
	}
	write(t, filepath.Join(top, "repo", Name), "senders: [here]")
	c, err := Find(deep)
	if err != nil || len(c.Senders) != 1 || c.Senders[0] != "here" {
		t.Errorf("got %+v, %v", c, err)
	}
}

func write(t *testing.T, file, text string) {
	t.Helper()
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// FuzzParse holds that each mistake stands in the file, and at the word it
// names where that word is plain.
func FuzzParse(f *testing.F) {
	f.Add([]byte("checks:\n  eintr: {tier: strict}\nprograms:\n- package: p\n"))
	f.Add([]byte("a: &a [*a]"))
	f.Add([]byte("zebra: 1\nsenders: [a]\nsenders: word\nexclude: ['[a']\n"))
	f.Fuzz(func(t *testing.T, src []byte) {
		var c *Config
		var err error
		fuzztest.Bounded(t, len(src), func() { c, err = Parse("f", src) })
		if c == nil {
			t.Fatal("no Config")
		}
		lines := strings.Split(string(src), "\n")
		for _, e := range AsErrors(err) {
			if e.Pos.Line < 1 || e.Pos.Line > len(lines) || e.Pos.Column < 1 || e.Pos.Column > utf8.RuneCountInString(lines[e.Pos.Line-1])+1 {
				t.Fatalf("stands outside of %q: %v", src, e)
			}
			at := string([]rune(lines[e.Pos.Line-1])[e.Pos.Column-1:])
			if m := named.FindStringSubmatch(e.Text); m != nil && !slices.ContainsFunc([]string{"", "'", "\"", "&", "!", "*", "|", ">"}, func(quote string) bool {
				return strings.HasPrefix(at, quote+m[1]) || len(quote) == 1 && strings.ContainsAny(quote, "&!*|>") && strings.HasPrefix(at, quote)
			}) {
				t.Errorf("%v stands at %q", e, at)
			}
		}
	})
}

// named matches the messages about one plain word.
var named = regexp.MustCompile(`^(?:unknown key|.* not) "([a-z]+)"`)

// No pattern takes long, whatever the path.
func FuzzExcluded(f *testing.F) {
	f.Add("**/a/**/*.sh", "a/b/c/d.sh")
	f.Add("[!a-z]*\\", "/")
	f.Fuzz(func(t *testing.T, pattern, name string) {
		c := &Config{Root: "/r", Exclude: []string{pattern}}
		fuzztest.Bounded(t, len(pattern)+len(name), func() { c.Excluded("/r/" + name) })
	})
}

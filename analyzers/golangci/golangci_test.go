package golangci

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/golangci/plugin-module-register/register"
	"golang.org/x/tools/go/analysis"

	"github.com/siglint/siglint/analyzers"
	"github.com/siglint/siglint/analyzers/stalesender"
	"github.com/siglint/siglint/passes/ignores"
)

// in writes a module, makes it the working directory, and undoes after the
// test what the plugin sets.
func in(t *testing.T, files map[string]string) {
	t.Helper()
	dir := t.TempDir()
	files["go.mod"] = "module example.com/m\n\ngo 1.26\n"
	for name, text := range files {
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(dir)
	t.Cleanup(func() {
		ignores.LeaveNolint, stalesender.ReportAtMain, stalesender.Settings = false, false, nil
		for _, name := range []string{"loststop.second=false", "eintr.tier=default"} {
			check, value, _ := strings.Cut(name, "=")
			check, flag, _ := strings.Cut(check, ".")
			for _, a := range analyzers.All {
				if a.Name == check {
					_ = a.Flags.Set(flag, value)
				}
			}
		}
	})
}

// build returns the analyzers that golangci-lint would run.
func build(t *testing.T, settings any) []*analysis.Analyzer {
	t.Helper()
	newPlugin, err := register.GetPlugin("siglint")
	if err != nil {
		t.Fatal(err)
	}
	p, err := newPlugin(settings)
	if err != nil {
		t.Fatal(err)
	}
	list, err := p.BuildAnalyzers()
	if err != nil {
		t.Fatal(err)
	}
	if err := analysis.Validate(list); err != nil {
		t.Fatal(err)
	}
	if p.GetLoadMode() != register.LoadModeTypesInfo {
		t.Errorf("load mode is %s", p.GetLoadMode())
	}
	return list
}

// names are the names of analyzers, and apart from them the digest in one.
func names(list []*analysis.Analyzer) (names []string, digest string) {
	for _, a := range list {
		if rest, ok := strings.CutPrefix(a.Name, "inputs_"); ok {
			digest = rest
		} else {
			names = append(names, a.Name)
		}
	}
	slices.Sort(names)
	return names, digest
}

func TestDefault(t *testing.T) {
	in(t, map[string]string{})
	got, digest := names(build(t, nil))
	want, _ := names(analyzers.Default)
	if !slices.Equal(got, want) || digest == "" {
		t.Errorf("analyzers are %q with digest %q, want %q", got, digest, want)
	}
}

func TestChecks(t *testing.T) {
	in(t, map[string]string{".siglint.yaml": "checks:\n  catchall: off\n  unbuffered: off\n  fataldefault: on\n"})
	got, _ := names(build(t, map[string]any{"checks": map[string]any{
		"stalesender":      "off",
		"unbuffered":       true,
		"lateregistration": map[string]any{"on": true},
		"loststop":         map[string]any{"second": true},
		"eintr":            map[string]any{"tier": "blocking"},
	}}))
	for name, want := range map[string]bool{
		"stalesender": false, "unbuffered": true, "catchall": false, "fataldefault": true,
		"lateregistration": true, "loststop": true, "eintr": true, "libraryhandler": false,
	} {
		if slices.Contains(got, name) != want {
			t.Errorf("%s runs: %t, want %t", name, !want, want)
		}
	}
	for _, a := range analyzers.All {
		switch a.Name {
		case "loststop":
			if v := a.Flags.Lookup("second").Value.String(); v != "true" {
				t.Errorf("loststop.second is %s", v)
			}
		case "eintr":
			if v := a.Flags.Lookup("tier").Value.String(); v != "blocking" {
				t.Errorf("eintr.tier is %s", v)
			}
		}
	}
}

// What golangci-lint keeps results by changes with every file that they depend
// on and it does not know, and with nothing else.
func TestDigest(t *testing.T) {
	digest := func(files map[string]string, settings any) string {
		in(t, files)
		_, digest := names(build(t, settings))
		return digest
	}
	const stop, reload = "#!/bin/sh\nkillall -TERM m\n", "#!/bin/sh\nkillall -HUP m\n"
	type m = map[string]any
	contract := m{"contracts": []any{"c.json"}}
	off := m{"checks": m{"stalesender": "off"}}
	seen := make(map[string]bool)
	for i, list := range [][]string{
		{digest(map[string]string{"a.sh": stop}, nil), digest(map[string]string{"a.sh": stop, "b.txt": "text"}, nil)},
		{digest(map[string]string{"a.sh": reload}, nil)},
		{digest(map[string]string{"a.sh": stop, "b.sh": stop}, nil)},
		{digest(map[string]string{"a.sh": stop, ".siglint.yaml": "checks: {eintr: {tier: strict}}"}, nil)},
		{digest(map[string]string{"a.sh": stop, "c.json": "{}"}, contract)},
		{digest(map[string]string{"a.sh": stop, "c.json": "{ }"}, contract)},
		{digest(map[string]string{"a.sh": stop}, off), digest(map[string]string{"a.sh": reload}, off)},
	} {
		for _, d := range list {
			if d != list[0] {
				t.Errorf("case %d: the digest changes although nothing does", i)
			}
		}
		if seen[list[0]] {
			t.Errorf("case %d: the digest is that of another tree", i)
		}
		seen[list[0]] = true
	}
}

// Every mistake names its key.
func TestMistakes(t *testing.T) {
	in(t, map[string]string{})
	type m = map[string]any
	for _, test := range []struct {
		settings any
		want     string
	}{
		{m{"sendres": []any{"deploy"}}, `settings: unknown key "sendres"; did you mean senders?`},
		{m{"programs": []any{m{"pkg": "./cmd/a"}}}, `settings: unknown key "pkg"`},
		{m{"programs": []any{m{"names": []any{"a"}}}}, `settings: programs[0] must have a package`},
		{m{"senders": "deploy"}, `settings: senders takes a list, not string`},
		{m{"programs": []any{m{"package": "./a", "names": "a"}}}, `settings: programs.names takes a list, not string`},
		{m{"contracts": []any{1}}, `settings: contracts takes text, not number`},
		{m{"checks": []any{"loststop"}}, `settings: checks takes keys and values, not array`},
		{m{"checks": m{"loststpo": "on"}}, `settings: checks: unknown check "loststpo"; did you mean loststop?`},
		{m{"checks": m{"loststop": "maybe"}}, `settings: checks.loststop takes on or off, not "maybe"`},
		{m{"checks": m{"loststop": nil}}, `settings: checks.loststop takes on or off, not nothing`},
		{m{"checks": m{"loststop": m{"secnd": true}}}, `settings: checks.loststop: unknown setting "secnd"; did you mean second?`},
		{m{"checks": m{"loststop": m{"severity": "note"}}}, `settings: checks.loststop: unknown setting "severity"`},
		{m{"checks": m{"loststop": m{"second": m{}}}}, `settings: checks.loststop.second takes text, not keys and values`},
		{[]any{"deploy"}, `settings: the whole takes keys and values, not array`},
	} {
		if _, err := New(test.settings); err == nil || err.Error() != test.want {
			t.Errorf("New(%v):\n got %v\nwant %s", test.settings, err, test.want)
		}
	}
	p, err := New(m{"checks": m{"eintr": m{"tier": "loud"}}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.BuildAnalyzers(); err == nil || !strings.HasPrefix(err.Error(), "settings: checks.eintr.tier: ") {
		t.Errorf("a tier that does not exist gives %v", err)
	}
}

// A mistake in .siglint.yaml is told with its place, as by the command.
func TestFileMistake(t *testing.T) {
	in(t, map[string]string{".siglint.yaml": "checks:\n  loststpo: on\n"})
	if _, err := New(nil); err == nil || !strings.HasSuffix(err.Error(), `.siglint.yaml:2:3: unknown check "loststpo"; did you mean loststop?`) {
		t.Errorf("got %v", err)
	}
}

// The settings of golangci-lint reach the check of sender files; their paths
// are relative to go.mod also where .siglint.yaml lies above it.
func TestSettings(t *testing.T) {
	in(t, map[string]string{
		".git/HEAD":     "",
		".siglint.yaml": "exclude: [legacy]\nprograms: [{package: ./b, names: [beta]}]\nsenders: [ops]\n",
		"sub/go.mod":    "module example.com/sub\n\ngo 1.26\n",
	})
	t.Chdir("sub")
	build(t, map[string]any{
		"senders":   []any{"deploy"},
		"contracts": []any{"other.json"},
		"programs":  []any{map[string]any{"package": "./cmd/a", "names": []any{"alpha"}}},
	})
	sub, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	conf := stalesender.Settings
	if conf.Root != filepath.Dir(sub) || !slices.Equal(conf.Exclude, []string{"legacy"}) {
		t.Errorf("root is %s, exclude %q", conf.Root, conf.Exclude)
	}
	if want := []string{filepath.Join(sub, "deploy")}; !slices.Equal(conf.Senders, want) {
		t.Errorf("senders are %q, want %q", conf.Senders, want)
	}
	if want := []string{filepath.Join(sub, "other.json")}; !slices.Equal(conf.Contracts, want) {
		t.Errorf("contracts are %q, want %q", conf.Contracts, want)
	}
	if len(conf.Programs) != 2 || conf.Programs[0].Package != "./sub/cmd/a" || conf.Programs[1].Package != "./b" {
		t.Errorf("programs are %+v", conf.Programs)
	}
}

package golangci

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/golangci/plugin-module-register/register"

	"github.com/siglint/siglint/analyzers"
	"github.com/siglint/siglint/passes/config"
)

// settings is what stands in .golangci.yml below linters.settings.custom.siglint.settings.
// Its words are those of .siglint.yaml.
type settings struct {
	Checks    map[string]any `json:"checks"` // on, off, or settings by name
	Senders   []string       `json:"senders"`
	Contracts []string       `json:"contracts"`
	Programs  []program      `json:"programs"`
}

type program struct {
	Package  string   `json:"package"`
	Names    []string `json:"names"`
	Pidfiles []string `json:"pidfiles"`
	Units    []string `json:"units"`
}

// load joins the settings of golangci-lint and those of .siglint.yaml, which
// they overrule. Paths in the former are relative to the folder of go.mod.
func load(raw any, modDir string) (*config.Config, error) {
	s, err := decode(raw)
	if err != nil {
		return nil, err
	}
	found, err := config.Find(modDir)
	if err != nil {
		return nil, err
	}
	if err := found.Verify(known("on", "severity")); err != nil {
		return nil, err
	}
	ours, err := s.config(modDir)
	if err != nil {
		return nil, err
	}
	return join(found, ours), nil
}

// keys of the settings, for suggestions.
var keys = []string{"checks", "contracts", "names", "package", "pidfiles", "programs", "senders", "units"}

var unknownField = regexp.MustCompile(`unknown field "(.*)"$`)

// decode reads the settings strictly, and says what is wrong in plain words.
func decode(raw any) (settings, error) {
	if raw == nil {
		return settings{}, nil
	}
	s, err := register.DecodeSettings[settings](raw)
	var mismatch *json.UnmarshalTypeError
	switch {
	case err == nil:
		return s, nil
	case errors.As(err, &mismatch):
		return s, fmt.Errorf("settings: %s takes %s, not %s", place(mismatch.Field), wanted(mismatch), mismatch.Value)
	}
	if m := unknownField.FindStringSubmatch(err.Error()); m != nil {
		return s, fmt.Errorf("settings: %s", suggest("unknown key", m[1], keys))
	}
	return s, fmt.Errorf("settings: %w", err)
}

// place is the name of a key, or of all keys.
func place(field string) string {
	if field == "" {
		return "the whole"
	}
	return field
}

// wanted describes what a key takes.
func wanted(e *json.UnmarshalTypeError) string {
	switch kind := e.Type.Kind().String(); kind {
	case "slice":
		return "a list"
	case "map", "struct":
		return "keys and values"
	case "string":
		return "text"
	default:
		return kind
	}
}

func suggest(what, word string, words []string) string {
	text := fmt.Sprintf("%s %q", what, word)
	if near := config.Nearest(word, words); near != "" {
		text += "; did you mean " + near + "?"
	}
	return text
}

// config gives the settings the form of .siglint.yaml.
func (s *settings) config(modDir string) (*config.Config, error) {
	conf := &config.Config{Root: modDir, Senders: s.Senders, Contracts: s.Contracts, Checks: make(map[string]config.Check)}
	for i, p := range s.Programs {
		if p.Package == "" {
			return nil, fmt.Errorf("settings: programs[%d] must have a package", i)
		}
		conf.Programs = append(conf.Programs, config.Program{Package: p.Package, Names: p.Names, Pidfiles: p.Pidfiles, Units: p.Units})
	}
	flags := known("on")
	names := slices.Sorted(maps.Keys(flags))
	for _, name := range slices.Sorted(maps.Keys(s.Checks)) {
		if _, ok := flags[name]; !ok {
			return nil, fmt.Errorf("settings: checks: %s", suggest("unknown check", name, names))
		}
		check, err := readCheck("checks."+name, s.Checks[name], flags[name])
		if err != nil {
			return nil, fmt.Errorf("settings: %w", err)
		}
		conf.Checks[name] = check
	}
	return conf, nil
}

// readCheck reads what stands for one check: on, off, or its settings.
func readCheck(key string, value any, known []string) (config.Check, error) {
	check := config.Check{Settings: make(map[string]string)}
	var err error
	all, ok := value.(map[string]any)
	if !ok {
		check.On, err = onOff(key, value)
		return check, err
	}
	for _, name := range slices.Sorted(maps.Keys(all)) {
		switch {
		case name == "on":
			check.On, err = onOff(key+".on", all[name])
		case slices.Contains(known, name):
			check.Settings[name], err = text(key+"."+name, all[name])
		default:
			err = fmt.Errorf("%s: %s", key, suggest("unknown setting", name, known))
		}
		if err != nil {
			return check, err
		}
	}
	return check, nil
}

// onOff reads a switch, in any of the spellings of YAML.
func onOff(key string, value any) (*bool, error) {
	on, ok := value.(bool)
	if !ok {
		word, _ := value.(string)
		switch strings.ToLower(word) {
		case "on", "yes", "true":
			on = true
		case "off", "no", "false":
		default:
			return nil, fmt.Errorf("%s takes on or off, not %v", key, describe(value))
		}
	}
	return &on, nil
}

// text reads a setting as the flag of a check takes it.
func text(key string, value any) (string, error) {
	switch value := value.(type) {
	case string:
		return value, nil
	case bool, float64:
		return fmt.Sprint(value), nil
	case []any:
		parts := make([]string, len(value))
		for i, v := range value {
			part, err := text(fmt.Sprintf("%s[%d]", key, i), v)
			if err != nil {
				return "", err
			}
			parts[i] = part
		}
		return strings.Join(parts, ","), nil
	}
	return "", fmt.Errorf("%s takes text, not %s", key, describe(value))
}

func describe(value any) string {
	switch value := value.(type) {
	case nil:
		return "nothing"
	case []any:
		return "a list"
	case map[string]any:
		return "keys and values"
	case string:
		return fmt.Sprintf("%q", value)
	default:
		return fmt.Sprint(value)
	}
}

// known returns the settings of each check: its flags, and those given.
func known(more ...string) map[string][]string {
	known := make(map[string][]string)
	for _, a := range analyzers.All {
		names := slices.Clone(more)
		a.Flags.VisitAll(func(f *flag.Flag) { names = append(names, f.Name) })
		known[a.Name] = names
	}
	return known
}

// join lays the settings of golangci-lint over those of the file, which may lie
// in a folder above.
func join(file, ours *config.Config) *config.Config {
	conf := *file
	if conf.Root == "" {
		conf.Root = ours.Root
	}
	if len(ours.Senders) > 0 {
		conf.Senders = absolute(ours, ours.Senders)
	}
	if len(ours.Contracts) > 0 {
		conf.Contracts = absolute(ours, ours.Contracts)
	}
	conf.Programs = nil
	for _, p := range ours.Programs {
		if rel, err := filepath.Rel(conf.Root, ours.Path(p.Package)); err == nil && strings.HasPrefix(p.Package, ".") {
			p.Package = "./" + filepath.ToSlash(rel)
		}
		conf.Programs = append(conf.Programs, p)
	}
	conf.Programs = append(conf.Programs, file.Programs...)
	conf.Checks = make(map[string]config.Check)
	maps.Copy(conf.Checks, file.Checks)
	for name, check := range ours.Checks {
		conf.Checks[name] = over(conf.Checks[name], check)
	}
	return &conf
}

func absolute(c *config.Config, names []string) []string {
	var paths []string
	for _, name := range names {
		paths = append(paths, c.Path(name))
	}
	return paths
}

// over lays one check's settings over those of the file.
func over(file, ours config.Check) config.Check {
	if ours.On == nil {
		ours.On = file.On
	}
	all := make(map[string]string)
	maps.Copy(all, file.Settings)
	maps.Copy(all, ours.Settings)
	ours.Settings = all
	return ours
}

// apply sets the flags of the checks.
func apply(conf *config.Config) error {
	for _, a := range analyzers.All {
		settings := conf.Checks[a.Name].Settings
		for _, name := range slices.Sorted(maps.Keys(settings)) {
			if err := a.Flags.Set(name, settings[name]); err != nil {
				return fmt.Errorf("settings: checks.%s.%s: %w", a.Name, name, err)
			}
		}
	}
	return nil
}

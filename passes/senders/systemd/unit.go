// Package systemd reads systemd unit files: which program a unit runs, and
// which signals its directives send.
//
// A unit and its drop-ins are read one by one and then merged. Specifiers that
// the file itself explains are expanded; the others stay as they are written.
package systemd

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/siglint/siglint/passes/senders"
	"github.com/siglint/siglint/passes/senders/shell"
	"github.com/siglint/siglint/passes/signals"
)

// A Unit is a unit file as systemd understands it.
type Unit struct {
	File   string // as given to Parse
	Name   string // file name of the unit: "app.service", "app@.service"
	DropIn bool   // the file is a drop-in of the unit: app.service.d/*.conf

	Type       string   // of [Service]: "simple", "notify-reload", ...; empty where it is not said
	PIDFile    string   // absolute, or empty
	Restart    string   // "on-failure", ...
	KillMode   string   // "control-group", ...
	KillSignal string   // "SIGTERM"; empty where the unit does not say
	Binary     string   // what ExecStart really runs, behind shells and wrappers
	Args       []string // the words after Binary, as far as known
	Shell      bool     // a shell stays in front of Binary, and is the main process
	CanReload  bool     // systemctl reload does something

	ReloadPropagatedFrom []string // units whose reload reloads this one
	PropagatesReloadTo   []string // units that are reloaded with this one

	directives  []directive
	environment map[string]string
}

// Parse reads a unit file. The Unit is never nil; what could not be read is a Problem.
func Parse(file string, src []byte) (*Unit, []senders.Problem) {
	r := &reader{file: file}
	r.read(src)
	u := &Unit{File: file, Name: path.Base(file), directives: r.found}
	dir, isDropIn := strings.CutSuffix(path.Base(path.Dir(file)), ".d")
	if isDropIn && strings.HasSuffix(u.Name, ".conf") && strings.Contains(dir, ".") {
		u.Name, u.DropIn = dir, true
	}
	u.settle()
	problems := r.problems
	for _, d := range u.directives {
		problems = append(problems, u.check(d)...)
	}
	return u, problems
}

// Merge adds the directives of a drop-in, as systemd does after reading the unit.
// Drop-ins are to be merged in the order of their file names.
func (u *Unit) Merge(dropIn *Unit) {
	u.directives = append(slices.Clip(u.directives), dropIn.directives...)
	u.settle()
}

// runs reports whether units with that section run programs.
func runs(section string) bool {
	switch section {
	case "Service", "Socket", "Mount", "Swap", "Scope":
		return true
	}
	return false
}

// inForce returns the directives with these keys that still count: an empty one
// takes back those before it.
func (u *Unit) inForce(keys ...string) []directive {
	var out []directive
	for _, d := range u.directives {
		switch {
		case !slices.Contains(keys, d.key) || !runs(d.section):
		case d.value.s == "":
			out = slices.DeleteFunc(out, func(o directive) bool { return o.key == d.key })
		default:
			out = append(out, d)
		}
	}
	return out
}

// last returns the directive that counts where only one can.
func (u *Unit) last(key string) (directive, bool) {
	ds := u.inForce(key)
	if len(ds) == 0 {
		return directive{}, false
	}
	return ds[len(ds)-1], true
}

func (u *Unit) value(key string) string {
	d, _ := u.last(key)
	return d.value.s
}

// settle computes what the directives come to.
func (u *Unit) settle() {
	u.environment = make(map[string]string)
	for _, d := range u.inForce("Environment") {
		cmds, _ := commands(d.value)
		for _, c := range cmds {
			for _, w := range c.words {
				if name, value, ok := strings.Cut(w.s, "="); ok && isName(name) {
					u.environment[name] = value
				}
			}
		}
	}
	u.Type, u.Restart, u.KillMode = u.value("Type"), u.value("Restart"), u.value("KillMode")
	u.KillSignal, _, _ = signals.Parse(u.value("KillSignal"))
	u.PIDFile = u.expand(u.value("PIDFile"))
	if u.PIDFile != "" && !strings.HasPrefix(u.PIDFile, "/") {
		u.PIDFile = path.Join("/run", u.PIDFile)
	}
	u.Binary, u.Args, u.Shell = "", nil, false
	if d, ok := u.last("ExecStart"); ok {
		u.start(d.value)
	}
	u.ReloadPropagatedFrom = u.units("ReloadPropagatedFrom", "PropagateReloadFrom")
	u.PropagatesReloadTo = u.units("PropagatesReloadTo", "PropagateReloadTo")
	u.CanReload = len(u.inForce("ExecReload")) > 0 || u.Type == "notify-reload"
}

// units returns the names in directives of [Unit].
func (u *Unit) units(keys ...string) []string {
	var out []string
	for _, d := range u.directives {
		if d.section != "Unit" || !slices.Contains(keys, d.key) {
			continue
		}
		if d.value.s == "" {
			out = nil
		}
		for _, name := range strings.Fields(d.value.s) {
			out = append(out, u.expand(name))
		}
	}
	return out
}

// expand replaces the specifiers that are known.
func (u *Unit) expand(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+1 < len(s) {
			if t, ok := u.specifier(s[i+1]); ok {
				b.WriteString(t)
				i++
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// check returns what is wrong with one directive.
func (u *Unit) check(d directive) []senders.Problem {
	if !runs(d.section) || d.value.s == "" {
		return nil
	}
	problem := func(category, severity, format string, args ...any) []senders.Problem {
		return []senders.Problem{{
			File: d.file, Pos: d.value.pos[0], End: d.value.end(),
			Category: category, Severity: severity, Message: fmt.Sprintf(format, args...),
		}}
	}
	switch {
	case killers[d.key] && d.key != "SendSIGHUP":
		switch _, near, ok := signals.Parse(d.value.s); {
		case ok || strings.ContainsAny(d.value.s, "{\x01"): // or a template
		case near != "":
			return problem("misspelt", "error", "unknown signal %q; did you mean %s?", clip(d.value.s), near)
		default:
			return problem("misspelt", "error", "unknown signal %q", clip(d.value.s))
		}
	case execs[d.key] != "":
		cmds, ok := commands(d.value)
		if !ok {
			return problem("", "warning", "a quote in %s is not closed", d.key)
		}
		var out []senders.Problem
		for _, c := range cmds {
			_, ps := shell.Sends(u.script(c, d.file, "systemd "+d.key, execs[d.key]))
			out = append(out, ps...)
		}
		return out
	}
	return nil
}

package inventory

import (
	"path"
	"slices"
	"strings"

	"github.com/siglint/siglint/passes/senders"
	"github.com/siglint/siglint/passes/senders/shell"
	"github.com/siglint/siglint/passes/senders/systemd"
)

// A unitFile is a unit and the file it was read from.
type unitFile struct {
	file *file
	unit *systemd.Unit
}

// A scriptFile is a shell script of the tree.
type scriptFile struct {
	name     string // path
	base     string // base name without the endings of templates
	services []string
	src      []byte
	calls    []shell.Call
}

func newScript(f *file) *scriptFile {
	return &scriptFile{name: f.name, base: f.base, services: services(f), src: f.src}
}

// context says what kind of script it is, for people.
func (s *scriptFile) context() string {
	ext := strings.TrimPrefix(path.Ext("."+s.base), ".")
	switch {
	case s.services != nil:
		return "init"
	case slices.Contains(maintainerScripts, ext):
		return ext
	}
	return "shell"
}

// read reads the script as called with the words behind its name.
func (s *scriptFile) read(args []string) *shell.Result {
	return shell.Read(senders.Script{
		File: s.name, Context: s.context(), Text: string(s.src),
		Start: senders.Position{Line: 1, Column: 1}, Args: args,
	})
}

// services are the names by which an init script may be called: /etc/init.d/NAME,
// debian/PACKAGE.NAME.init. None for other scripts.
func services(f *file) []string {
	switch {
	case f.dir == "init.d" || f.dir == "rc.d":
		return []string{strings.TrimSuffix(strings.TrimSuffix(f.base, ".sh"), ".init")}
	case f.dir == "debian" && f.base == "init":
		return []string{"init"}
	case f.ext(".init", ".initd", ".init.d"):
		stem := f.base[:strings.Index(f.base, ".init")]
		if _, name, ok := strings.Cut(stem, "."); ok {
			return []string{stem, name}
		}
		return []string{stem}
	}
	switch interpreter(f.src) {
	case "init-d-script", "openrc-run", "runscript", "rc.common":
		return []string{f.base}
	}
	return nil
}

// join puts together what no file says alone: drop-ins and their units, and
// what indirect sends end in.
func (w *walker) join() {
	slices.SortFunc(w.parts.units, func(a, b unitFile) int { return strings.Compare(a.file.name, b.file.name) })
	slices.SortFunc(w.parts.scripts, func(a, b *scriptFile) int { return strings.Compare(a.name, b.name) })
	w.mergeUnits()
	j := &joiner{walker: w, reading: make(map[string]bool)}
	for _, u := range w.parts.units {
		w.inv.Sends = append(w.inv.Sends, u.unit.Sends()...)
	}
	for _, s := range w.parts.scripts {
		for _, call := range s.calls {
			j.helperCall(s, call)
		}
	}
	for i := range w.inv.Sends {
		s := &w.inv.Sends[i]
		if s.Signal == "" {
			s.Resolved = under(j.resolve(s, 0), branchManager(w.parts.texts[s.File], s.Pos.Line))
		}
	}
}

// A joiner finds what indirect sends end in.
type joiner struct {
	*walker
	reading map[string]bool // units whose reload is being followed
}

// maxIndirect bounds chains of indirect sends.
const maxIndirect = 5

// resolve returns the sends that an indirect one ends in. Of a reload that is
// done by stopping and starting, there are none: nothing is told to reload.
func (j *joiner) resolve(s *senders.Send, depth int) []senders.Send {
	if depth == maxIndirect {
		return nil
	}
	var found []senders.Send
	switch {
	case s.Via == "helper-script":
		words := strings.Fields(s.Target)
		if script := j.script(words, s.File); script != nil {
			found = j.ends(script.read(words).Sends, depth)
		}
	case s.TargetKind == senders.Unit:
		found = when(j.reload(s.Target, s.File, depth), "systemd")
	case s.TargetKind == senders.InitScript:
		found = j.initAction(s, depth)
	}
	if s.Intent == senders.Survive {
		found = slices.DeleteFunc(found, func(r senders.Send) bool { return r.Intent == senders.End })
	}
	return found
}

// ends follows indirect sends among those found, to their ends.
func (j *joiner) ends(sends []senders.Send, depth int) []senders.Send {
	var found []senders.Send
	for _, s := range sends {
		if s.Signal != "" {
			found = append(found, s)
			continue
		}
		found = append(found, j.resolve(&s, depth+1)...)
	}
	return found
}

// initAction follows service, invoke-rc.d and calls of /etc/init.d: systemd
// reloads the unit if it knows how to; for any other word, or without it, the
// init script runs.
func (j *joiner) initAction(s *senders.Send, depth int) []senders.Send {
	service := strings.TrimSuffix(path.Base(s.Target), ".service")
	byUnit := (s.Action == "reload" || s.Action == "force-reload") && j.canReload(service+".service", s.File)
	var found []senders.Send
	if script := j.initScript(service, s.File); script != nil {
		found = j.ends(script.read([]string{script.name, s.Action}).Sends, depth)
		if byUnit {
			found = when(found, "sysv")
		}
	}
	if byUnit {
		found = append(found, when(j.reload(service, s.File, depth), "systemd")...)
	}
	return found
}

// canReload reports whether systemd reloads a unit: it says how, or others are
// reloaded with it.
func (j *joiner) canReload(name, file string) bool {
	if u := j.unit(name, file); u != nil && (u.unit.CanReload || len(u.unit.PropagatesReloadTo) > 0) {
		return true
	}
	return slices.ContainsFunc(j.parts.units, func(u unitFile) bool { return slices.Contains(u.unit.ReloadPropagatedFrom, name) })
}

// reload returns what `systemctl reload NAME` sends: the unit's own ExecReload
// and those of the units that the reload is handed on to.
func (j *joiner) reload(name, file string, depth int) []senders.Send {
	if path.Ext(name) == "" {
		name += ".service"
	}
	if j.reading[name] {
		return nil // units that hand on to each other
	}
	j.reading[name] = true
	defer delete(j.reading, name)
	var found []senders.Send
	u := j.unit(name, file)
	if u != nil {
		found = append(found, j.ends(u.reloads(), depth)...)
		for _, next := range u.unit.PropagatesReloadTo {
			found = append(found, j.reload(next, u.file.name, depth)...)
		}
	}
	for _, other := range j.parts.units {
		if slices.Contains(other.unit.ReloadPropagatedFrom, name) {
			found = append(found, j.reload(other.unit.Name, other.file.name, depth)...)
		}
	}
	return found
}

// reloads are the sends of the unit that answer a reload.
func (u *unitFile) reloads() []senders.Send {
	return slices.DeleteFunc(u.unit.Sends(), func(s senders.Send) bool {
		return s.Directive != "ExecReload" && s.Directive != "ReloadSignal" && s.Context != "systemd ExecReload"
	})
}

func (j *joiner) unit(name, file string) *unitFile { return nearestUnit(j.parts.units, name, file) }

// nearestUnit is the unit of that name, or the template it is an instance of,
// that lies nearest to the file.
func nearestUnit(units []unitFile, name, file string) *unitFile {
	template := name
	if at := strings.IndexByte(name, '@'); at >= 0 {
		template = name[:at+1] + path.Ext(name)
	}
	var best *unitFile
	for i := range units {
		u := &units[i]
		if (u.unit.Name == name || u.unit.Name == template) && (best == nil || near(u.file.name, file) > near(best.file.name, file)) {
			best = u
		}
	}
	return best
}

// initScript is the init script of a service that lies nearest to the file.
func (j *joiner) initScript(service, file string) *scriptFile {
	return j.nearest(file, func(s *scriptFile) bool { return slices.Contains(s.services, service) })
}

// script is the script of the tree that a command calls by its base name.
func (j *joiner) script(words []string, file string) *scriptFile {
	if len(words) == 0 || !strings.Contains(words[0], "/") {
		return nil
	}
	base := path.Base(words[0])
	return j.nearest(file, func(s *scriptFile) bool { return s.base == base && s.name != file })
}

func (j *joiner) nearest(file string, fits func(*scriptFile) bool) *scriptFile {
	var best *scriptFile
	for _, s := range j.parts.scripts {
		if fits(s) && (best == nil || near(s.name, file) > near(best.name, file)) {
			best = s
		}
	}
	return best
}

// near counts the leading folders that two paths share.
func near(a, b string) int {
	as, bs := strings.Split(path.Dir(a), "/"), strings.Split(path.Dir(b), "/")
	n := 0
	for n < len(as) && n < len(bs) && as[n] == bs[n] {
		n++
	}
	return n
}

// helperCall follows the call of a script of the tree with arguments. What the
// script sends when read alone is known already; what only this call makes it
// send is added, at its place in the script.
func (j *joiner) helperCall(from *scriptFile, call shell.Call) {
	if len(call.Args) < 2 || slices.Contains(call.Args, "") {
		return
	}
	script := j.script(call.Args, from.name)
	if script == nil {
		return
	}
	known := make(map[senders.Position][]string)
	for _, s := range j.inv.Sends {
		if s.File == script.name {
			known[s.Pos] = append(known[s.Pos], s.Signal)
		}
	}
	for _, s := range script.read(call.Args).Sends {
		if signals := known[s.Pos]; s.Signal != "" && !slices.Contains(signals, s.Signal) {
			s.Note = "as called in " + from.name
			j.inv.Sends = append(j.inv.Sends, s)
			known[s.Pos] = append(signals, s.Signal)
		}
	}
}

func when(sends []senders.Send, manager string) []senders.Send {
	for i := range sends {
		sends[i].When = manager
	}
	return sends
}

// mergeUnits puts units and their drop-ins together, and notes which programs
// they start. A drop-in whose unit is not in the tree stands for it.
func (w *walker) mergeUnits() {
	var units []unitFile
	for _, u := range w.parts.units {
		if !u.unit.DropIn {
			units = append(units, u)
		}
	}
	for _, d := range w.parts.units {
		if !d.unit.DropIn {
			continue
		}
		if u := nearestUnit(units, d.unit.Name, d.file.name); u != nil {
			u.unit.Merge(d.unit)
		} else {
			units = append(units, d)
		}
	}
	w.parts.units = units
	for _, u := range units {
		if u.unit.Binary != "" {
			w.inv.Units = append(w.inv.Units, Unit{
				File: u.file.name, Name: u.unit.Name, Exec: u.unit.Binary, Args: u.unit.Args,
				PIDFile: u.unit.PIDFile, Restart: u.unit.Restart, Type: u.unit.Type,
			})
		}
	}
}

// unitName is the name under which a unit is installed. Of a package,
// debian/PACKAGE.NAME.service is NAME.service.
func unitName(f *file) string {
	if _, rest, ok := strings.Cut(f.base, "."); ok && f.dir == "debian" && strings.Contains(rest, ".") {
		return rest
	}
	return f.base
}

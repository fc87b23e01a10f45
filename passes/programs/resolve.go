package programs

import (
	"path"
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"

	"github.com/siglint/siglint/passes/inventory"
	"github.com/siglint/siglint/passes/senders"
)

// A Hit is a program that a send reaches.
type Hit struct {
	Program *Program
	Unit    *inventory.Unit // through which it is reached, if any
	Args    []string        // the words after the binary, where a unit tells
	// Also says that the sender means another program, which its pattern names
	// in full, and that this one's name merely contains it.
	Also bool
	How  string // in words: why the send is thought to reach it
}

// A Resolver finds the programs that sends reach.
type Resolver struct {
	inv   *inventory.Inventory
	progs []*Program
}

// NewResolver returns a Resolver for the programs. inv tells about units.
func NewResolver(inv *inventory.Inventory, progs []*Program) *Resolver {
	return &Resolver{inv: inv, progs: progs}
}

// Hits are the programs that the send reaches; none if its target is unknown or
// none of theirs.
func (r *Resolver) Hits(s *senders.Send) []Hit {
	var hits []Hit
	switch s.TargetKind {
	case senders.MainPID:
		hits = r.unitHits(s.Unit, s)
	case senders.Unit:
		hits = r.unitHits(s.Target, s)
	case senders.Pidfile:
		hits = r.pidfile(s)
	case senders.ProcessName:
		hits = r.process(s)
	case senders.Container:
		hits = r.named(path.Base(s.Target), s, "its image or container bears the name")
	case senders.PID, senders.PIDVar, senders.UnknownTarget:
		if s.Unit != "" && s.Via == "unit-directive" {
			hits = r.unitHits(s.Unit, s)
		}
	}
	if len(s.Subcommand) > 0 {
		for i := range hits {
			hits[i].Args = s.Subcommand
		}
	}
	return hits
}

// unitHits finds the program that a unit starts.
func (r *Resolver) unitHits(name string, s *senders.Send) []Hit {
	name = withSuffix(path.Base(name), ".service")
	if u := r.unit(name, s.File); u != nil {
		if p := started(r.progs, u); p != nil {
			return []Hit{{Program: p, Unit: u, Args: u.Args, How: u.Name + " starts it"}}
		}
		return nil // it starts something else
	}
	for _, p := range r.progs {
		if slices.Contains(p.Units, name) {
			return []Hit{{Program: p, How: "it is configured for " + name}}
		}
	}
	return r.named(strings.TrimSuffix(instance(name), ".service"), s, "the unit bears its name")
}

// unit is the unit of that name, the one in the file itself first, then the nearest.
func (r *Resolver) unit(name, file string) *inventory.Unit {
	var best *inventory.Unit
	most := -1
	for i := range r.inv.Units {
		u := &r.inv.Units[i]
		if u.Name != name && u.Name != instance(name) {
			continue
		}
		near := shared(path.Dir(u.File), path.Dir(file))
		if u.File == file {
			return u
		}
		if near > most {
			best, most = u, near
		}
	}
	return best
}

// instance is the template of a unit that has an instance: app@.service for app@x.service.
func instance(name string) string {
	if at := strings.IndexByte(name, '@'); at >= 0 {
		return name[:at+1] + path.Ext(name)
	}
	return name
}

func (r *Resolver) named(name string, s *senders.Send, how string) []Hit {
	p := Named(r.progs, name, s.File)
	if p == nil {
		return nil
	}
	hit := Hit{Program: p, How: how}
	r.addUnit(&hit)
	return []Hit{hit}
}

// addUnit notes the one unit of the tree that starts the program.
func (r *Resolver) addUnit(hit *Hit) {
	if len(hit.Program.Units) != 1 {
		return
	}
	if u := r.unit(hit.Program.Units[0], hit.Program.Dir+"/"); u != nil {
		hit.Unit, hit.Args = u, u.Args
	}
}

// pidfile finds the program whose process number a file holds: it is told so,
// or the file bears its name.
func (r *Resolver) pidfile(s *senders.Send) []Hit {
	target := runDir(s.Target)
	with := filter(r.progs, func(p *Program) bool {
		return slices.ContainsFunc(p.Pidfiles, func(f string) bool { return runDir(f) == target })
	})
	if len(with) > 0 {
		p := nearest(with, s.File)
		if p == nil {
			return nil
		}
		hit := Hit{Program: p, How: "it keeps its process number there"}
		r.addUnit(&hit)
		return []Hit{hit}
	}
	base := path.Base(target)
	for _, ext := range []string{".pid", ".pidfile", ".lock", "-pid", ".PID"} {
		base = strings.TrimSuffix(base, ext)
	}
	if hits := r.named(base, s, "the pidfile bears its name"); hits != nil || s.Pattern == nil {
		return hits
	}
	return r.process(s) // start-stop-daemon names the process as well
}

// runDir spells a path as it is since /var/run became /run.
func runDir(file string) string {
	file = path.Clean(file)
	if rest, ok := strings.CutPrefix(file, "/var/run/"); ok {
		return "/run/" + rest
	}
	return file
}

// process finds the programs whose processes a name or pattern chooses.
func (r *Resolver) process(s *senders.Send) []Hit {
	if s.Pattern == nil || s.Pattern.Literal {
		name := s.Target
		if s.Pattern != nil && s.TargetKind != senders.ProcessName {
			name = s.Pattern.Regexp
		}
		if s.Pattern != nil && Unmatchable(s.Pattern) {
			return nil
		}
		return r.named(path.Base(name), s, "its process bears the name")
	}
	match := matcher(s.Pattern)
	if match == nil {
		return nil
	}
	var hits []Hit
	exact := false
	for _, p := range r.progs {
		names := p.Names
		if s.Pattern.Full {
			names = r.commandLines(p)
		}
		if slices.ContainsFunc(names, match) && r.preferred(p, s.File) {
			hit := Hit{Program: p, Also: !slices.Contains(p.Names, s.Pattern.Regexp), How: "its process matches the pattern"}
			exact = exact || !hit.Also
			r.addUnit(&hit)
			hits = append(hits, hit)
		}
	}
	for i := range hits {
		hits[i].Also = hits[i].Also && exact
	}
	return hits
}

// preferred reports whether a file means this program and no other of its name.
func (r *Resolver) preferred(p *Program, file string) bool {
	return nearest(filter(r.progs, func(q *Program) bool { return q.Binary == p.Binary }), file) == p
}

// commandLines are the ways in which a program may be called, as pkill -f sees them.
func (r *Resolver) commandLines(p *Program) []string {
	var lines []string
	for _, u := range r.inv.Units {
		if slices.Contains(p.Units, u.Name) {
			lines = append(lines, strings.Join(append([]string{u.Exec}, u.Args...), " "))
		}
	}
	for _, name := range p.Names {
		lines = append(lines, name, "/usr/bin/"+name, "/usr/sbin/"+name, "/usr/local/bin/"+name, "./"+name)
	}
	return lines
}

// matcher tells whether the pattern chooses a process, as procps does: an
// extended regular expression, found anywhere in the name. Nil if it cannot
// be understood.
func matcher(p *senders.Pattern) func(string) bool {
	expr := p.Regexp
	if p.Exact {
		expr = "^(" + expr + ")$"
	}
	re, err := regexp.CompilePOSIX(expr)
	if err != nil || p.Regexp == "" {
		return nil
	}
	return func(name string) bool {
		if p.Comm && !p.Full {
			name = Comm(name)
		}
		return re.MatchString(name)
	}
}

// Unmatchable reports whether the pattern chooses no process ever: the kernel
// keeps 15 bytes of a name, and every match of the pattern is longer.
func Unmatchable(p *senders.Pattern) bool {
	if !p.Comm || p.Full {
		return false
	}
	if p.Literal {
		return len(p.Regexp) > 15
	}
	re, err := syntax.Parse(p.Regexp, syntax.POSIX)
	return err == nil && shortest(re) > 15
}

// shortest is the length in bytes of the shortest text that matches.
func shortest(re *syntax.Regexp) int {
	switch re.Op {
	case syntax.OpLiteral:
		return len(string(re.Rune))
	case syntax.OpCharClass, syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		return 1
	case syntax.OpCapture, syntax.OpPlus:
		return shortest(re.Sub[0])
	case syntax.OpRepeat:
		return re.Min * shortest(re.Sub[0])
	case syntax.OpConcat:
		n := 0
		for _, sub := range re.Sub {
			n += shortest(sub)
		}
		return n
	case syntax.OpAlternate:
		n := shortest(re.Sub[0])
		for _, sub := range re.Sub[1:] {
			n = min(n, shortest(sub))
		}
		return n
	}
	return 0 // empty, anchors, star, quest
}

package shell

import (
	"strconv"
	"strings"

	"github.com/siglint/siglint/passes/senders"
	"github.com/siglint/siglint/passes/signals"
)

// commands are the programs that send signals, or ask others to.
var commands map[string]func(in *interp, fs []field, e *env, c ctx)

func init() {
	commands = map[string]func(in *interp, fs []field, e *env, c ctx){
		"kill":               (*interp).kill,
		"pkill":              (*interp).pkill,
		"killall":            (*interp).killall,
		"killall5":           (*interp).killall5,
		"skill":              (*interp).skill,
		"fuser":              (*interp).fuser,
		"start-stop-daemon":  (*interp).startStop,
		"killproc":           (*interp).killproc,
		"pidofproc":          (*interp).pidofproc,
		"systemctl":          (*interp).systemctl,
		"deb-systemd-invoke": (*interp).systemctl,
		"machinectl":         (*interp).machinectl,
		"service":            (*interp).service,
		"rc-service":         (*interp).service,
		"invoke-rc.d":        (*interp).invokeRC,
		"initctl":            (*interp).initctl,
		"docker":             (*interp).docker,
		"podman":             (*interp).docker,
		"nerdctl":            (*interp).docker,
		"docker-compose":     (*interp).compose,
		"podman-compose":     (*interp).compose,
		"kubectl":            (*interp).kubectl,
		"oc":                 (*interp).kubectl,
		"ctr":                (*interp).ctr,
		"lxc":                (*interp).lxc,
		"incus":              (*interp).lxc,
		"sv":                 (*interp).sv,
		"svc":                (*interp).svc,
		"s6-svc":             (*interp).svc,
		"supervisorctl":      (*interp).supervisorctl,
		"pm2":                (*interp).pm2,
		"launchctl":          (*interp).launchctl,
		"go":                 (*interp).goTool,
	}
}

// kill follows kill in all its spellings: the shells' own and the programs'.
func (in *interp) kill(fs []field, e *env, c ctx) {
	s := sig{name: "SIGTERM"}
	given := false
	var pids []field
	for i := 1; i < len(fs); i++ {
		f := fs[i]
		p := f.prefix()
		switch {
		case f.is("--"):
			pids = append(pids, fs[i+1:]...)
			i = len(fs)
		case len(pids) > 0 || len(p) < 1 || p[0] != '-':
			if i == 1 && optionVariable(f) && len(fs) > 2 {
				s, given = sig{}, true // kill $SIG $pid
				continue
			}
			pids = append(pids, f)
		case f.is("-l", "-L", "--list", "--table", "-p", "--pid", "-V", "--version", "-h", "--help"):
			return
		case f.is("-s", "-n", "--signal"):
			if i++; i < len(fs) {
				s, given = in.signal(fs[i].value, fs[i]), true
			}
		case strings.HasPrefix(p, "--signal="):
			s, given = in.signal(f.cut(len("--signal=")), f), true
		case f.is("-q", "--queue"):
			i++
		case f.is("--timeout"):
			i += 2
		case f.is("-a", "--all", "-v", "--verbose", "-r", "--require-handler"):
		case given:
			pids = append(pids, f) // the dash of a process group
		default:
			var ok bool
			if s, ok = in.killSignal(f); !ok {
				return // an option that no kill has
			}
			given = true
		}
	}
	if s.none {
		return
	}
	for _, t := range in.pids(pids, c) {
		in.emit(fs, e, c, t.send("kill", s))
	}
}

// killSignal reads the first word with a dash.
func (in *interp) killSignal(f field) (sig, bool) {
	if s, ok := in.signalWord(f); ok {
		return s, true
	}
	p := f.prefix()
	if strings.HasPrefix(p, "-s") || strings.HasPrefix(p, "-n") {
		word, ok := f.cut(2).text()
		if _, _, valid := signals.Parse(word); !ok || valid {
			return in.signal(f.cut(2), f), true
		}
	}
	word, ok := f.cut(1).text()
	if !ok {
		return sig{}, true
	}
	if near, ok := looksLikeSignal(word); ok {
		in.misspelt(word, near, f)
	}
	return sig{}, false
}

// optionVariable reports whether a word that is not known is, by its name, an
// option rather than a process.
func optionVariable(f field) bool {
	h := f.only()
	if h == nil || len(h.targets) > 0 {
		return false
	}
	name := strings.ToLower(strings.Trim(h.src, "${}\"'"))
	return strings.Contains(name, "sig") || strings.HasSuffix(name, "opts") || strings.HasSuffix(name, "args") || strings.HasSuffix(name, "flags")
}

func (t target) send(via string, s sig) senders.Send {
	return senders.Send{
		Via: via, Signal: s.name, TargetKind: t.kind, Target: t.text,
		Pattern: t.pattern, Unit: t.unit, Note: t.note,
	}
}

// pids returns the processes that words name by number.
func (in *interp) pids(fs []field, c ctx) []target {
	var out []target
	for _, f := range fs {
		out = append(out, in.pid(f.value, c)...)
	}
	return out
}

func (in *interp) pid(v value, c ctx) []target {
	group := ""
	if p := v.prefix(); strings.HasPrefix(p, "-") && len(p) < len(v.String()) {
		if _, all := v.text(); !all {
			v, group = v.cut(1), "the process group"
		}
	}
	text, ok := v.text()
	switch {
	case ok && text == "":
		return nil
	case ok:
		text = strings.TrimSpace(text)
		if _, err := strconv.Atoi(text); err != nil {
			return []target{{kind: senders.UnknownTarget, text: text}} // a job, or nonsense
		}
		if text == "1" && c.inside != nil {
			return []target{*c.inside}
		}
		return []target{{kind: senders.PID, text: text}}
	}
	h := v.only()
	switch {
	case h == nil:
		return []target{{kind: senders.PIDVar, text: v.String(), note: group}}
	case len(h.targets) > 0:
		out := append([]target(nil), h.targets...)
		for i := range out {
			if out[i].note == "" {
				out[i].note = group
			}
		}
		return out
	case h.own:
		return []target{{kind: senders.PIDVar, text: h.src, note: group}}
	}
	return []target{{kind: senders.UnknownTarget, text: h.src, note: group}}
}

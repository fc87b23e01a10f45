package shell

import (
	"strings"

	"github.com/siglint/siglint/passes/senders"
)

var dockerGlobal = grammar{short: "Hcl", long: []string{"host", "context", "config", "log-level", "namespace", "n", "address", "url", "connection"}}

// docker follows docker, podman and nerdctl.
func (in *interp) docker(fs []field, e *env, c ctx) {
	_, rest := dockerGlobal.options(fs[1:])
	if len(rest) > 0 && rest[0].is("container") {
		rest = rest[1:]
	}
	if len(rest) == 0 {
		return
	}
	verb, _ := rest[0].text()
	switch verb {
	case "compose":
		in.compose(append([]field{fs[0]}, rest[1:]...), e, c)
	case "kill":
		in.containerKill(fs, rest[1:], "docker-kill", sig{name: "SIGKILL"}, grammar{short: "s", long: []string{"signal", "cidfile"}, mixed: true}, e, c)
	case "stop":
		// A stop is no send, but for the signal it names itself.
		in.containerKill(fs, rest[1:], "docker-stop", sig{none: true}, grammar{short: "st", long: []string{"signal", "time", "timeout"}, mixed: true}, e, c)
	case "exec":
		g := grammar{short: "euw", long: []string{"env", "env-file", "user", "workdir", "detach-keys"}}
		in.execInside(g, rest[1:], e, c)
	case "inspect":
		in.inspect(rest[1:], c)
	default:
		c.out.addUnknown()
	}
}

func (in *interp) containerKill(fs, args []field, via string, s sig, g grammar, e *env, c ctx) {
	opts, names := g.options(args)
	if o, ok := last(opts, "s", "signal"); ok {
		s = in.signal(o.value, o.at)
	}
	if s.none {
		return
	}
	for _, f := range names {
		in.emit(fs, e, c, target{kind: senders.Container, text: f.String()}.send(via, s))
	}
}

// execInside runs a command in a container.
func (in *interp) execInside(g grammar, args []field, e *env, c ctx) {
	_, rest := g.options(args)
	if len(rest) < 2 {
		return
	}
	c.inside = &target{kind: senders.Container, text: rest[0].String()}
	in.inShell(rest[1:], e, c)
}

// inShell runs a command whose variables stay its own.
func (in *interp) inShell(fs []field, e *env, c ctx) {
	f := e.clone()
	in.run(fs, f, in.sub(c))
}

func (in *interp) inspect(args []field, c ctx) {
	opts, names := grammar{short: "f", long: []string{"format", "type"}, mixed: true}.options(args)
	o, ok := last(opts, "f", "format")
	if ok && strings.Contains(o.value.String(), "State.Pid") && len(names) == 1 {
		c.out.add(processes("", target{kind: senders.Container, text: names[0].String()}))
		return
	}
	c.out.addUnknown()
}

// compose follows docker compose: kill, and exec into a service.
func (in *interp) compose(fs []field, e *env, c ctx) {
	_, rest := grammar{short: "fpH", long: []string{"file", "project-name", "project-directory", "env-file", "profile", "ansi", "progress", "parallel", "host", "context"}}.options(fs[1:])
	if len(rest) == 0 {
		return
	}
	verb, _ := rest[0].text()
	switch verb {
	case "kill":
		in.composeKill(fs, rest[1:], e, c)
	case "exec":
		g := grammar{short: "euw", long: []string{"env", "user", "workdir", "index"}}
		in.execInside(g, rest[1:], e, c)
	default:
		c.out.addUnknown()
	}
}

func (in *interp) composeKill(fs, args []field, e *env, c ctx) {
	g := grammar{short: "s", long: []string{"signal"}, mixed: true}
	if _, names := g.options(args); len(names) > 0 {
		in.containerKill(fs, args, "docker-kill", sig{name: "SIGKILL"}, g, e, c)
		return
	}
	opts, _ := g.options(args)
	s := sig{name: "SIGKILL"}
	if o, ok := last(opts, "s", "signal"); ok {
		s = in.signal(o.value, o.at)
	}
	if !s.none {
		in.emit(fs, e, c, target{kind: senders.Container, note: "every service"}.send("docker-kill", s))
	}
}

// kubectl follows kubectl exec POD -- COMMAND.
func (in *interp) kubectl(fs []field, e *env, c ctx) {
	g := grammar{short: "nsf", long: []string{"namespace", "context", "kubeconfig", "cluster", "user", "server", "token", "as", "request-timeout", "filename"}}
	_, rest := g.options(fs[1:])
	if len(rest) == 0 || !rest[0].is("exec") {
		c.out.addUnknown()
		return
	}
	before, command := rest[1:], []field(nil)
	for i, f := range before {
		if f.is("--") {
			before, command = before[:i], before[i+1:]
			break
		}
	}
	g.short, g.mixed = "ncsf", command != nil
	g.long = append(g.long[:len(g.long):len(g.long)], "container", "pod-running-timeout")
	opts, names := g.options(before)
	if len(names) == 0 {
		return
	}
	if command == nil {
		command = names[1:] // as older versions have it
	}
	name := names[0].String()
	if o, ok := last(opts, "c", "container"); ok {
		name = o.value.String()
	} else if _, after, ok := strings.Cut(name, "/"); ok {
		name = after
	}
	c.inside = &target{kind: senders.Container, text: name}
	in.inShell(command, e, c)
}

// ctr follows containerd's ctr task kill.
func (in *interp) ctr(fs []field, e *env, c ctx) {
	_, rest := grammar{short: "na", long: []string{"namespace", "address"}}.options(fs[1:])
	if len(rest) < 3 || !rest[0].is("task", "tasks", "t") || !rest[1].is("kill", "k") {
		return
	}
	in.containerKill(fs, rest[2:], "ctr-kill", sig{name: "SIGTERM"}, grammar{short: "s", long: []string{"signal", "exec-id"}, mixed: true}, e, c)
}

// lxc follows lxc exec NAME -- COMMAND.
func (in *interp) lxc(fs []field, e *env, c ctx) {
	if len(fs) < 4 || !fs[1].is("exec") {
		c.out.addUnknown()
		return
	}
	args := fs[2:]
	for i, f := range args {
		if f.is("--") && i > 0 {
			c.inside = &target{kind: senders.Container, text: args[0].String()}
			in.inShell(args[i+1:], e, c)
			return
		}
	}
}

package inventory

import (
	"bytes"
	"encoding/json"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/siglint/siglint/passes/senders"
	"github.com/siglint/siglint/passes/senders/container"
	"github.com/siglint/siglint/passes/senders/cron"
	"github.com/siglint/siglint/passes/senders/gosend"
	"github.com/siglint/siglint/passes/senders/logrotate"
	"github.com/siglint/siglint/passes/senders/make"
	"github.com/siglint/siglint/passes/senders/newsyslog"
	"github.com/siglint/siglint/passes/senders/shell"
	"github.com/siglint/siglint/passes/senders/supervisor"
	"github.com/siglint/siglint/passes/senders/systemd"
	"github.com/siglint/siglint/passes/senders/workflow"
)

// A language is a kind of sender file: how it is recognised, and who reads it.
type language struct {
	name   string
	named  func(f *file) bool // by its path alone
	looks  func(f *file) bool // by its content; asked of files that have no telling name
	seeds  []string           // a file without any of these words sends nothing
	sparse bool               // most such files send nothing, and then do not count as sender files
	read   func(w *walker, f *file)
	// build finds the programs it builds, if read does not tell.
	build func(name string, src []byte) []shell.Build
}

// languages lists the kinds of sender file. The first that fits is taken.
var languages = []*language{
	{name: "go", named: func(f *file) bool { return goFile(path.Base(f.name)) }, read: plain(gosend.Read), seeds: goSeeds, sparse: true},
	{name: "systemd", named: namedUnit, read: readUnit},
	{name: "logrotate", named: namedLogrotate, looks: looksLogrotate, read: readLogrotate},
	{name: "goreleaser", named: namedGoreleaser, read: func(w *walker, f *file) { w.built(goreleaser(f)) }},
	{name: "container", named: namedDockerfile, read: plain(container.Dockerfile), build: container.Builds},
	{name: "make", named: namedMake, read: plain(make.Read), build: make.Builds},
	{name: "workflow", named: namedWorkflow, read: plain(workflow.Read), build: workflow.Builds},
	{name: "manifest", looks: looksManifest, read: plain(container.Read), seeds: manifestSeeds, sparse: true},
	{name: "cron", named: namedCrontab, read: plain(cron.Read)},
	{name: "newsyslog", named: namedNewsyslog, read: plain(newsyslog.Read)},
	{name: "supervisor", named: namedSupervisor, looks: looksSupervisor, read: plain(supervisor.Read)},
	{name: "shell", named: namedShell, looks: looksShell, read: readShell, seeds: shellSeeds},
}

var goSeeds = []string{".Kill(", ".Signal(", ".ContainerKill(", "os/exec"}

func namedUnit(f *file) bool {
	return f.ext(".service") || f.ext(".conf") && strings.HasSuffix(f.dir, ".service.d")
}

func namedLogrotate(f *file) bool {
	return f.dir == "logrotate.d" || f.ext(".logrotate") || f.is("logrotate.conf")
}

func namedGoreleaser(f *file) bool {
	return f.is(".goreleaser.yml", ".goreleaser.yaml", "goreleaser.yml", "goreleaser.yaml")
}

func namedDockerfile(f *file) bool { return container.IsDockerfile(f.base) }

func namedMake(f *file) bool {
	return f.is("Makefile", "makefile", "GNUmakefile") || strings.HasPrefix(f.base, "Makefile.") || f.ext(".mk") ||
		f.dir == "debian" && f.is("rules")
}

func namedWorkflow(f *file) bool {
	forge := f.under(".github") || f.under(".gitea") || f.under(".forgejo")
	return f.yaml() && (f.dir == "workflows" && forge || strings.HasPrefix(f.base, ".gitlab-ci."))
}

func looksManifest(f *file) bool { return f.yaml() && container.IsManifest(f.src) }

var manifestSeeds = []string{"kill", "signal", "Signal", "preStop", "postStart", "reload"}

func namedCrontab(f *file) bool {
	return f.dir == "cron.d" || f.is("crontab") || f.ext(".crontab", ".cron", ".cron.d")
}

func namedNewsyslog(f *file) bool {
	return f.is("newsyslog.conf") || f.dir == "newsyslog.d" || f.dir == "newsyslog.conf.d"
}

func namedSupervisor(f *file) bool {
	return f.is("supervisord.conf", "supervisord.ini", "monitrc")
}

func looksSupervisor(f *file) bool {
	return supervisor.IsSupervisord(f.src) || supervisor.IsMonit(f.src)
}

func looksShell(f *file) bool { return isShell(interpreter(f.src)) }

var shellSeeds = []string{
	"HUP", "USR", "go build", "init-d-script", "init.d", "invoke-rc.d", "kill", "reload", "s6-", "service ",
	"signal", "start-stop-daemon", "sv ", "svc", "systemctl",
}

// maintainerScripts are what dpkg runs around a package, by their endings.
var maintainerScripts = []string{"preinst", "postinst", "prerm", "postrm"}

func namedShell(f *file) bool {
	if f.ext(".sh", ".bash", ".ksh", ".init") || f.is("postrotate", "rc.local") {
		return true
	}
	if slices.Contains(maintainerScripts, strings.TrimPrefix(path.Ext("."+f.base), ".")) {
		return true
	}
	return (f.dir == "init.d" || f.dir == "rc.d") && path.Ext(f.base) == ""
}

// looksLogrotate reports whether the text has what only logrotate's files have:
// a brace that opens a section and a script that endscript closes.
func looksLogrotate(f *file) bool {
	var brace, script, end bool
	for line := range bytes.Lines(f.src) {
		line = bytes.TrimSpace(line)
		switch word, _, _ := bytes.Cut(line, []byte(" ")); string(word) {
		case "postrotate", "prerotate", "firstaction", "lastaction", "preremove":
			script = true
		case "endscript":
			end = true
		}
		brace = brace || bytes.HasSuffix(line, []byte("{"))
	}
	return brace && script && end
}

// maxProblems bounds what is told of one file.
const maxProblems = 100

// keep adds what a reader found. Of a template, which no tool reads as it
// stands, the mistakes are not the author's.
func (w *walker) keep(f *file, sends []senders.Send, problems []senders.Problem) {
	if f.template {
		problems = nil
	}
	if more := len(problems) - maxProblems; more > 0 {
		next := problems[maxProblems]
		next.Category, next.Message = "", fmt.Sprintf("%d more things are wrong in this file", more)
		problems = append(slices.Clip(problems[:maxProblems]), next)
	}
	for i := range problems {
		problems[i].Message = senders.Clip(problems[i].Message)
	}
	if f.lang.sparse && len(sends)+len(problems) > 0 {
		found, _ := json.Marshal([]any{sends, problems})
		w.note(f, found)
	}
	w.add(func() {
		w.inv.Sends = append(w.inv.Sends, sends...)
		w.inv.Problems = append(w.inv.Problems, problems...)
		if slices.ContainsFunc(sends, func(s senders.Send) bool { return s.Signal == "" }) {
			w.parts.texts[f.name] = f.src
		}
	})
}

// plain makes a reader of one that looks at its file alone.
func plain(read func(string, []byte) ([]senders.Send, []senders.Problem)) func(*walker, *file) {
	return func(w *walker, f *file) {
		sends, problems := read(f.name, f.src)
		w.keep(f, sends, problems)
	}
}

func (w *walker) built(found []Build) {
	w.add(func() { w.inv.Builds = append(w.inv.Builds, found...) })
}

func readLogrotate(w *walker, f *file) {
	parsed, _ := logrotate.Parse(f.name, f.src, logrotate.Options{})
	sends, problems := logrotate.Sends(parsed)
	w.keep(f, sends, problems)
}

func readUnit(w *walker, f *file) {
	if text := bytes.TrimSpace(f.src); bytes.HasPrefix(text, []byte("<?xml")) || bytes.HasPrefix(text, []byte("<!")) {
		return // Avahi describes what it announces in files named alike
	}
	unit, problems := systemd.Parse(f.name, f.src)
	w.keep(f, nil, problems)
	if !unit.DropIn {
		unit.Name = unitName(f)
	}
	w.add(func() { w.parts.units = append(w.parts.units, unitFile{f, unit}) })
}

func readShell(w *walker, f *file) {
	script := newScript(f)
	r := script.read(nil)
	script.calls = r.Calls
	w.keep(f, r.Sends, r.Problems)
	w.built(named(f, r.Builds))
	w.add(func() { w.parts.scripts = append(w.parts.scripts, script) })
}

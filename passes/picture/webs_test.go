package picture

import (
	"fmt"

	"github.com/siglint/siglint/passes/contract"
	"github.com/siglint/siglint/passes/signals"
)

var (
	reopens = contract.Entry{Disposition: signals.Caught, Effect: signals.Continues, Action: "reopens the audit log (audit.Reopen)"}
	shuts   = contract.Entry{Disposition: signals.Caught, Effect: signals.Terminates, Action: "cancels ctx"}
	kills   = contract.Entry{Disposition: signals.DefaultAction, Effect: signals.Terminates}
	drops   = contract.Entry{Disposition: signals.DefaultAction, Effect: signals.Nothing}
	unsure  = contract.Entry{Disposition: signals.UnknownDisposition, Effect: signals.UnknownEffect}
	ignores = contract.Entry{Disposition: signals.Ignored, Effect: signals.Nothing}
)

type entries = map[string]contract.Entry

// incident is the outage.
func incident() *Web {
	const d, r = "example.com/logdevice/cmd/logdeviced", "example.com/logdevice/cmd/logrelayd"
	w := &Web{Title: "example.com/logdevice", GOOS: "linux",
		Programs: []Program{
			{Package: d, Binary: "logdeviced", Signals: entries{"SIGHUP": kills, "SIGINT": shuts, "SIGTERM": shuts, "SIGUSR1": drops}},
			{Package: r, Binary: "logrelayd", Signals: entries{"SIGHUP": reopens, "SIGINT": shuts, "SIGTERM": shuts, "SIGUSR1": drops}},
		},
		Senders: []Sender{
			{File: "deploy/logrotate.d/logdeviced", Line: 4, Column: 9, Context: "logrotate postrotate", Signal: "SIGHUP", Target: "logdeviced",
				Ends: []End{{d, "", "SIGHUP"}}, Bad: true, Category: "kills", Reason: "logdeviced does not handle SIGHUP, and dies of it"},
			{File: "deploy/logrotate.d/logrelayd", Line: 4, Column: 9, Context: "logrotate postrotate", Signal: "SIGHUP", Target: "logrelayd",
				Ends: []End{{r, "", "SIGHUP"}}, Reason: "logrelayd handles SIGHUP"},
			{File: "deploy/systemd/logrelayd.service", Line: 8, Column: 1, Context: "systemd ExecReload", Signal: "SIGHUP", Target: "$MAINPID",
				Ends: []End{{r, "", "SIGHUP"}}, Reason: "logrelayd handles SIGHUP"},
			{File: "deploy/systemd/logdeviced.service", Line: 6, Column: 1, Context: "systemd KillSignal", Signal: "SIGTERM", Target: "logdeviced.service",
				Ends: []End{{d, "", "SIGTERM"}}},
		},
	}
	w.Sort()
	return w
}

// many has ten programs and more than fifty senders of all kinds.
func many() *Web {
	w := &Web{Title: "example.com/fleet", GOOS: "linux"}
	names := []string{"accountd", "billing-worker", "collector", "devicegw", "edge-proxy", "fleet-controller-manager", "gatherd", "historian", "ingestd", "janitor"}
	hup := []contract.Entry{reopens, kills, shuts, ignores, unsure}
	for i, n := range names {
		p := Program{Package: "example.com/fleet/cmd/" + n, Binary: n, Signals: entries{"SIGHUP": hup[i%len(hup)], "SIGTERM": shuts, "SIGINT": shuts, "SIGUSR1": drops, "SIGUSR2": drops}}
		if i == 2 {
			p.Signals["SIGUSR1"] = contract.Entry{Disposition: signals.Caught, Effect: signals.Continues, Action: "writes a heap profile and the goroutines to the log directory (debug.Dump)", Condition: "only if -debug.signals is set"}
		}
		if i == 9 {
			for _, sig := range signals.Catchable("linux") {
				p.Signals[sig] = shuts
			}
		}
		w.Programs = append(w.Programs, p)
		end := func(sig string) []End { return []End{{p.Package, "", sig}} }
		bad := i%5 == 1 || i%5 == 2
		w.Senders = append(w.Senders,
			Sender{File: "deploy/logrotate.d/" + n, Line: 6, Column: 9, Context: "logrotate postrotate", Signal: "SIGHUP", Target: n, Ends: end("SIGHUP"), Bad: bad, Category: "kills", Reason: "what happens, in words"},
			Sender{File: "deploy/units/" + n + ".service", Line: 9, Column: 12, Context: "systemd ExecReload", Signal: "SIGHUP", Target: "$MAINPID", Ends: end("SIGHUP"), Bad: bad, Category: "kills", Reason: "what happens, in words"},
			Sender{File: "deploy/units/" + n + ".service", Line: 12, Column: 12, Context: "systemd KillSignal", Signal: "SIGTERM", Target: n + ".service", Ends: end("SIGTERM")},
			Sender{File: "debian/" + n + ".init", Line: 60, Column: 3, Context: "init reload", Signal: "SIGHUP", Target: "/run/" + n + ".pid", Ends: end("SIGHUP"), Bad: bad, Reason: "what happens, in words"},
			Sender{File: "debian/" + n + ".init", Line: 44, Column: 3, Context: "init stop", Signal: "SIGTERM", Target: "/run/" + n + ".pid", Ends: end("SIGTERM")},
		)
	}
	cmd := func(i int) string { return w.Programs[i].Package }
	w.Senders = append(w.Senders,
		Sender{File: "Makefile", Line: 31, Column: 2, Context: "make reload", Signal: "SIGHUP", Target: "accountd", Ends: []End{{cmd(0), "", "SIGHUP"}}},
		Sender{File: "scripts/debug/profile.sh", Line: 12, Column: 1, Context: "shell", Signal: "SIGUSR1", Target: "collector", Ends: []End{{cmd(2), "", "SIGUSR1"}}},
		Sender{File: "scripts/debug/profile.sh", Line: 14, Column: 1, Context: "shell", Signal: "SIGUSR1", Target: "devicegw", Ends: []End{{cmd(3), "", "SIGUSR1"}}, Bad: true, Category: "lost", Reason: "the signal is lost"},
		Sender{File: "scripts/rotate-everything.sh", Line: 8, Column: 1, Context: "shell", Action: "reload", Target: "nginx.service"},
		Sender{File: "scripts/rotate-everything.sh", Line: 9, Column: 1, Context: "shell", Action: "reload", Target: "historian.service", Ends: []End{{cmd(7), "", "SIGHUP"}, {cmd(8), "", "SIGHUP"}}},
		Sender{File: "docker/edge-proxy/Dockerfile", Line: 22, Column: 1, Context: "dockerfile STOPSIGNAL", Signal: "SIGQUIT", Target: "edge-proxy", Ends: []End{{cmd(4), "", "SIGQUIT"}}},
		Sender{File: "k8s/overlays/production/eu-central-1/fleet-controller-manager-deployment.yaml", Line: 118, Column: 20, Context: "kubernetes preStop", Signal: "SIGKILL", Target: "1", Ends: []End{{cmd(5), "", "SIGKILL"}}},
		Sender{File: "internal/supervise/restart.go", Line: 77, Column: 9, Context: "go", Signal: "SIGUSR2", Target: "child"},
		Sender{File: "etc/cron.d/fleet", Line: 3, Column: 20, Context: "cron", Signal: "SIGHUP", Target: "syslogd"},
	)
	w.Sort()
	return w
}

// empty has nothing.
func nothing() *Web { return &Web{Title: "example.com/empty", GOOS: "linux"} }

// hostile has names that would break out of every medium.
func hostile() *Web {
	const evil = "\"'><script>alert(1)</script>\x1b[31m\u202e&amp;\\{{.}}]]>\n--> \xff"
	return &Web{Title: evil, GOOS: "linux",
		Programs: []Program{{Package: "p", Binary: evil, Signals: entries{"SIGHUP": {Disposition: signals.Caught, Effect: signals.Continues, Action: evil, Condition: evil}}}},
		Senders: []Sender{
			{File: evil, Line: 1, Context: evil, Signal: "SIGHUP", Target: evil, Ends: []End{{"p", "", "SIGHUP"}}, Bad: true, Category: evil, Reason: evil},
			{File: "javascript:alert(1)", Line: 2, Context: "shell", Signal: evil, Action: evil},
			{File: "//evil.example/x?y#z", Line: 3, Context: "shell"},
			{File: fmt.Sprintf("%0300d", 7), Line: 4, Context: "logrotate", Signal: "SIGHUP"},
			{File: "目录/文件名/非常长的路径/日志轮转/配置/服务器/生产环境/欧洲/数据.conf", Line: 5, Context: "logrotate", Signal: "SIGHUP"},
		},
	}
}

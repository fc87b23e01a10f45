package shell

import (
	"fmt"
	"strings"
	"testing"

	"github.com/siglint/siglint/passes/senders"
)

// An init script in Debian's manner.
const initText = `#!/bin/sh
PATH=/sbin:/bin
NAME=app
DAEMON=/usr/sbin/$NAME
PIDFILE=/run/$NAME.pid

[ -x "$DAEMON" ] || exit 0
. /lib/lsb/init-functions

do_stop() {
	start-stop-daemon --stop --quiet --retry=TERM/30/KILL/5 --pidfile $PIDFILE
}

do_reload() {
	start-stop-daemon --stop --signal 1 --quiet --pidfile $PIDFILE --name $NAME
}

unused() {
	kill -INT $(cat $PIDFILE)
}

case "$1" in
start)
	start-stop-daemon --start --exec $DAEMON
	;;
stop)
	do_stop
	;;
reload|force-reload)
	do_reload
	;;
restart)
	do_stop
	start-stop-daemon --start --exec $DAEMON
	;;
rotate)
	kill -USR1 $(cat $PIDFILE)
	;;
*)
	echo "Usage: $0 {start|stop|reload}, or kill -HUP yourself" >&2
	exit 3
	;;
esac
`

func describe(sends []senders.Send) string {
	var b strings.Builder
	for _, s := range sends {
		fmt.Fprintf(&b, "%d [%s] %s %s %s\n", s.Pos.Line, s.Context, s.Signal+s.Action, s.Target, s.Intent)
	}
	return b.String()
}

func TestArms(t *testing.T) {
	sends, problems := Sends(senders.Script{File: "app", Context: "init", Text: initText})
	want := `11 [init stop] SIGTERM /run/app.pid end
11 [init stop] SIGKILL /run/app.pid end
15 [init reload] SIGHUP /run/app.pid survive
37 [init rotate] SIGUSR1 /run/app.pid survive
`
	if got := describe(sends); got != want || len(problems) > 0 {
		t.Errorf("got\n%s%v\nwant\n%s", got, problems, want)
	}
}

// With parameters, only the arm that they choose is followed.
func TestAction(t *testing.T) {
	for action, want := range map[string]string{
		"reload":       "15 [init reload] SIGHUP /run/app.pid survive\n",
		"force-reload": "15 [init force-reload] SIGHUP /run/app.pid survive\n",
		"rotate":       "37 [init rotate] SIGUSR1 /run/app.pid survive\n",
		"start":        "",
		"status":       "",
		"restart":      "11 [init restart] SIGTERM /run/app.pid end\n11 [init restart] SIGKILL /run/app.pid end\n",
	} {
		sends, _ := Sends(senders.Script{File: "app", Context: "init", Text: initText, Args: []string{"/etc/init.d/app", action}})
		if got := describe(sends); got != want {
			t.Errorf("%s: got\n%swant\n%s", action, got, want)
		}
	}
}

func TestSelfCall(t *testing.T) {
	text := "case $1 in\nreload) kill -HUP 7 ;;\nforce-reload) $0 reload ;;\nesac\n"
	sends, _ := Sends(senders.Script{File: "app", Context: "init", Text: text, Args: []string{"/etc/init.d/app", "force-reload"}})
	if got, want := describe(sends), "2 [init force-reload] SIGHUP 7 survive\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestInitFunctions(t *testing.T) {
	text := `#!/usr/bin/env /lib/init/init-d-script
NAME=prometheus-app-exporter
DAEMON=/usr/bin/$NAME
do_stop_cmd_override() {
	start-stop-daemon --stop --retry=TERM/30/KILL/5 --exec $DAEMON
}
alias do_reload=do_reload_sigusr1
`
	sends, _ := Sends(senders.Script{File: "app", Context: "init", Text: text})
	want := `5 [init stop] SIGTERM /usr/bin/prometheus-app-exporter end
5 [init stop] SIGKILL /usr/bin/prometheus-app-exporter end
7 [init reload] SIGHUP /var/run/prometheus-app-exporter.pid survive
`
	if got := describe(sends); got != want {
		t.Fatalf("got\n%swant\n%s", got, want)
	}
	if p := sends[2].Pattern; p == nil || !p.Comm || p.Regexp != "prometheus-app-exporter" {
		t.Errorf("the name is not to be matched: %v", p)
	}
}

func TestServiceFunctions(t *testing.T) {
	openrc := `#!/sbin/openrc-run
command=/usr/bin/app
pidfile=/run/${RC_SVCNAME}.pid
extra_started_commands="reload"
reload() {
	start-stop-daemon --signal HUP --pidfile "$pidfile"
}
stop_post() {
	pkill helper
}
`
	sends, _ := Sends(senders.Script{File: "init.d/app", Context: "init", Text: openrc})
	want := "6 [init reload] SIGHUP /run/app.pid survive\n9 [init stop] SIGTERM helper end\n"
	if got := describe(sends); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	freebsd := "#!/bin/sh\n. /etc/rc.subr\nname=app\nrcvar=app_enable\npidfile=/var/run/${name}.pid\nextra_commands=\"reload\"\nload_rc_config $name\nrun_rc_command \"$1\"\n"
	sends, _ = Sends(senders.Script{File: "rc.d/app", Context: "init", Text: freebsd})
	if got, want := describe(sends), "6 [init reload] SIGHUP /var/run/app.pid survive\n"; got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	sends, _ = Sends(senders.Script{File: "rc.d/app", Context: "init", Text: "sig_reload=USR1\n" + freebsd})
	if got, want := describe(sends), "1 [init reload] SIGUSR1 /var/run/app.pid survive\n"; got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

func TestIntent(t *testing.T) {
	for _, c := range []struct {
		context string
		intent  senders.Intent
		text    string
		want    senders.Intent
	}{
		{"logrotate postrotate", senders.Survive, "kill -HUP 7", senders.Survive},
		{"logrotate postrotate", senders.Survive, "kill -TERM 7", senders.UnknownIntent},
		{"logrotate postrotate", senders.Survive, "systemctl reload a", senders.Survive},
		{"logrotate postrotate", senders.Survive, "stop() { kill -HUP 7; }; stop", senders.End},
		{"systemd ExecStop", senders.End, "kill -HUP 7", senders.End},
		{"shell", "", "kill 7", senders.End},
		{"shell", "", "kill -QUIT 7", senders.End},
		{"shell", "", "kill -HUP 7", senders.UnknownIntent},
		{"shell", "", "reload_app() { kill -HUP 7; }; reload_app", senders.Survive},
		{"shell", "", "stopApp() { kill -USR1 7; }; stopApp", senders.End},
		{"shell", "", "case $1 in reopen-logs) kill -USR1 7;; esac", senders.Survive},
		{"shell", "", "case $1 in restart|force-reload) kill -USR1 7;; esac", senders.End},
		{"shell", "", "if [ \"$1\" = reload ]; then kill -HUP 7; fi", senders.Survive},
		{"shell", "", "case $1 in graceful) kill -USR1 7;; esac", senders.Survive},
		{"shell", "", "case $1 in graceful-stop) kill -USR1 7;; esac", senders.End},
		{"shell", "", "case $1 in reload-or-restart) kill -USR1 7;; esac", senders.Survive},
		{"shell", "", "[ \"$1\" = stop ] && x; kill -HUP 7", senders.UnknownIntent},
		{"shell", "", "[ \"$1\" = stop ] && [ -f x ] && kill -HUP 7", senders.End},
		{"shell", "", "case $1 in --stop) kill -HUP 7;; esac", senders.End},
		{"shell", "", "a=${1:-start}; case $a in reload) kill -HUP 7;; esac", senders.Survive},
		{"shell", "", "a=$1; case $a in stop) kill -HUP 7;; esac", senders.End},
	} {
		sends, _ := Sends(senders.Script{File: "x", Context: c.context, Intent: c.intent, Text: c.text})
		if len(sends) != 1 || sends[0].Intent != c.want {
			t.Errorf("%s: %s: got %v, want %s", c.context, c.text, describe(sends), c.want)
		}
	}
}

func TestGuards(t *testing.T) {
	for _, c := range []struct {
		text             string
		guarded, ignored bool
	}{
		{`kill -HUP 7`, false, false},
		{`kill -HUP 7 || true`, false, true},
		{`kill -HUP 7 2>/dev/null || :`, false, true},
		{`kill -HUP 7 || echo failed`, false, false},
		{`[ -f x ] && kill -HUP 7`, true, false},
		{`[ -f x ] && kill -HUP 7 || true`, true, true},
		{`[ ! -f x ] || kill -HUP 7`, true, false},
		{`test ! -e a || test ! -x b || kill -HUP 7`, true, false},
		{`kill -HUP 7 || other || true`, false, true},
		{`other || kill -HUP 7 || true`, true, true},
		{`if [ -f x ]; then kill -HUP 7; fi`, true, false},
		{`if x; then y; else kill -HUP 7; fi`, true, false},
		{`if kill -HUP 7; then y; fi`, false, false},
		{`if x; then y; elif kill -HUP 7; then z; fi`, true, false},
		{`[ -f x ] || exit 0; kill -HUP 7`, true, false},
		{`if [ ! -f x ]; then exit 0; fi; kill -HUP 7`, true, false},
		{`f() { [ -f x ] || return; kill -HUP 7; }; f`, true, false},
		{`f() { [ -f x ] || return; }; f; kill -HUP 7`, false, false},
		{`f() { [ -f x ] || exit; }; f; kill -HUP 7`, true, false},
		{`for i in a b; do [ -f $i ] || continue; kill -HUP 7; done`, true, false},
		{`for i in a b; do kill -HUP 7; done`, false, false},
		{`for i in a b; do [ -f $i ] || continue; done; kill -HUP 7`, false, false},
		{`while read p; do kill -HUP 7; done < f`, false, false},
		{`while running; do kill -HUP 7; done`, true, false},
		{`case $1 in reload) kill -HUP 7;; esac`, false, false},
		{`case $(uname) in Linux) kill -HUP 7;; esac`, true, false},
		{`{ kill -HUP 7; } || true`, false, true},
		{`x && y; kill -HUP 7`, false, false},
		{`sh -c '[ -n "$1" ] && kill -HUP "$1"' -- 7`, true, false},
	} {
		sends, _ := Sends(senders.Script{File: "x", Text: c.text})
		if len(sends) != 1 || sends[0].Guarded != c.guarded || sends[0].IgnoresError != c.ignored {
			t.Errorf("%s: %+v", c.text, sends)
		}
	}
}

func TestPatterns(t *testing.T) {
	for text, want := range map[string]senders.Pattern{
		`pkill -HUP a.*b`:                              {Regexp: "a.*b", Comm: true},
		`pkill -x app`:                                 {Regexp: "app", Exact: true, Comm: true},
		`pkill -f app`:                                 {Regexp: "app", Full: true},
		`pkill --full --exact app`:                     {Regexp: "app", Full: true, Exact: true},
		`kill $(pgrep -f app)`:                         {Regexp: "app", Full: true},
		`pgrep -xo app | xargs kill`:                   {Regexp: "app", Exact: true, Comm: true},
		`killall app`:                                  {Regexp: "app", Literal: true, Exact: true},
		`killall -r 'a.*'`:                             {Regexp: "a.*"},
		`kill $(pidof app)`:                            {Regexp: "app", Literal: true, Exact: true},
		`start-stop-daemon -K -n app`:                  {Regexp: "app", Literal: true, Exact: true, Comm: true},
		`start-stop-daemon -K -n app -p /run/app.pid`:  {Regexp: "app", Literal: true, Exact: true, Comm: true},
		`kill $(ps ax | grep '[a]pp' | cut -d' ' -f1)`: {Regexp: "[a]pp", Full: true},
	} {
		sends, _ := Sends(senders.Script{File: "x", Text: text})
		if len(sends) != 1 || sends[0].Pattern == nil || *sends[0].Pattern != want {
			t.Errorf("%s: got %+v, want %+v", text, sends, want)
		}
	}
}

func TestWholeUnit(t *testing.T) {
	for text, whole := range map[string]bool{
		"systemctl kill a":                      true,
		"systemctl kill --kill-whom=main a":     false,
		"systemctl kill --kill-who all -s 1 a":  true,
		"systemctl kill --kill-who main -s 1 a": false,
	} {
		sends, _ := Sends(senders.Script{Text: text})
		if len(sends) != 1 || sends[0].WholeUnit != whole || sends[0].Unit != "a.service" {
			t.Errorf("%s: %+v", text, sends)
		}
	}
}

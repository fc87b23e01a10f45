package systemd

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/siglint/siglint/passes/senders"
	"github.com/siglint/siglint/passes/senders/sendtest"
)

func show(sends []senders.Send) string {
	var lines []string
	for _, s := range sends {
		line := fmt.Sprintf("%d:%d %s %s %s %s %s %s", s.Pos.Line, s.Pos.Column, s.Directive, cmp.Or(s.Signal, s.Action), s.Via, s.TargetKind, s.Target, s.Intent)
		if s.Guarded {
			line += " guarded"
		}
		if s.IgnoresError {
			line += " ignored"
		}
		if s.WholeUnit {
			line += " whole"
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

func TestSends(t *testing.T) {
	for _, c := range []struct{ service, want string }{ // lines of [Service], which is line 1
		{"ExecReload=/bin/kill -HUP $MAINPID", "2:12 ExecReload SIGHUP kill main-pid $MAINPID survive"},
		{"ExecReload=/bin/kill -HUP ${MAINPID}", "2:12 ExecReload SIGHUP kill main-pid $MAINPID survive"},
		{"ExecReload = kill --signal HUP \"$MAINPID\"", "2:14 ExecReload SIGHUP kill main-pid $MAINPID survive"},
		{"ExecReload=-+/bin/kill -s USR2 $MAINPID", "2:14 ExecReload SIGUSR2 kill main-pid $MAINPID survive ignored"},
		{"ExecReload=@/bin/kill kill -HUP $MAINPID", "2:13 ExecReload SIGHUP kill main-pid $MAINPID survive"},
		{"ExecReload=/bin/kill -INT $MAINPID", "2:12 ExecReload SIGINT kill main-pid $MAINPID survive"},
		{"ExecReload=/bin/kill -TERM $MAINPID", "2:12 ExecReload SIGTERM kill main-pid $MAINPID unknown"},
		{"ExecReload=/usr/bin/app -t ; /bin/kill -HUP $MAINPID", "2:30 ExecReload SIGHUP kill main-pid $MAINPID survive"},
		{"ExecReload=/usr/bin/app -t\nExecReload=/bin/kill -HUP $MAINPID", "3:12 ExecReload SIGHUP kill main-pid $MAINPID survive"},
		{"ExecReload=/bin/kill \\\n# a comment\n; another\n  -HUP \\\n  $MAINPID\nX=y", "2:12 ExecReload SIGHUP kill main-pid $MAINPID survive"},
		{"ExecReload=/bin/sh -c 'kill -HUP $$(cat /run/a.pid)'", "2:24 ExecReload SIGHUP kill pidfile /run/a.pid survive"},
		{"ExecReload=/bin/sh -c \\\n  '[ -f x ] && kill -HUP $MAINPID'", "3:16 ExecReload SIGHUP kill main-pid $MAINPID survive guarded"},
		{"ExecStop=/bin/sh -c '[ -n \"$1\" ] && kill -s TERM \"$1\"' -- \"$MAINPID\"", "2:37 ExecStop SIGTERM kill main-pid $MAINPID end guarded"},
		{"ExecStop=/usr/bin/pkill app", "2:10 ExecStop SIGTERM pkill process-name app end"},
		{"ExecStop=-/sbin/start-stop-daemon --quiet --stop --retry QUIT/5 --pidfile /run/a.pid", "2:11 ExecStop SIGQUIT start-stop-daemon pidfile /run/a.pid end ignored"},
		{"Environment=P=/run/a.pid\nExecReload=/usr/bin/pkill -HUP -F ${P}", "3:12 ExecReload SIGHUP pkill pidfile /run/a.pid survive"},
		{"ExecReload=/usr/bin/pkill -HUP -F %t/%N/pid", "2:12 ExecReload SIGHUP pkill pidfile /run/app/pid survive"},
		{"ExecReload=/usr/bin/pkill -HUP \\x61pp", "2:12 ExecReload SIGHUP pkill process-name app survive"},
		{"ExecReload=/usr/sbin/nginx -s reload", "2:12 ExecReload reload own-binary unknown /usr/sbin/nginx -s reload survive"},
		{"ExecStop=/usr/lib/app/ctl.sh stop", "2:10 ExecStop stop helper-script unknown /usr/lib/app/ctl.sh stop end"},
		{"ExecStop=/usr/lib/app/appctl stop", ""},
		{"KillSignal=SIGQUIT", "2:1 KillSignal SIGQUIT unit-directive unit app.service end whole"},
		{"KillMode=mixed\nKillSignal=INT", "3:1 KillSignal SIGINT unit-directive unit app.service end"},
		{"KillSignal=2", "2:1 KillSignal SIGINT unit-directive unit app.service end whole"},
		{"RestartKillSignal=SIGUSR1", "2:1 RestartKillSignal SIGUSR1 unit-directive unit app.service end whole"},
		{"FinalKillSignal=SIGQUIT", "2:1 FinalKillSignal SIGQUIT unit-directive unit app.service end whole"},
		{"WatchdogSignal=SIGTERM", "2:1 WatchdogSignal SIGTERM unit-directive main-pid app.service end"},
		{"SendSIGHUP=yes", "2:1 SendSIGHUP SIGHUP unit-directive unit app.service end whole"},
		{"Type=notify-reload", "2:1 Type SIGHUP unit-directive main-pid app.service survive"},
		{"Type=notify-reload\nReloadSignal=SIGUSR1", "3:1 ReloadSignal SIGUSR1 unit-directive main-pid app.service survive"},
		// Nothing is sent.
		{"ExecReload=/bin/true", ""},
		{"ExecReload=/bin/kill -0 $MAINPID", ""},
		{"ExecReload=/bin/kill -HUP $MAINPID\nExecReload=", ""},
		{"#ExecReload=/bin/kill -HUP $MAINPID", ""},
		{"; ExecReload=/bin/kill -HUP $MAINPID", ""},
		{"ExecStart=/usr/bin/app", ""},
		{"ExecStart=/bin/echo kill -HUP 1", ""},
		{"KillMode=none\nKillSignal=INT", ""},
		{"KillSignal=INT\nKillSignal=", ""},
		{"SendSIGHUP=no", ""},
		{"ReloadSignal=SIGUSR1", ""},
		{"Description=kill -HUP 1", ""},
		{"[Unit]\nExecReload=/bin/kill -HUP $MAINPID", ""},
	} {
		u, problems := Parse("deploy/app.service", []byte("[Service]\n"+c.service+"\n"))
		if got := show(u.Sends()); got != c.want || len(problems) > 0 {
			t.Errorf("%s\n\tgot  %s %v\n\twant %s", c.service, got, problems, c.want)
		}
	}
}

func TestProgram(t *testing.T) {
	for _, c := range []struct {
		start, want string
		shell       bool
	}{
		{"/usr/bin/app", "/usr/bin/app", false},
		{"/usr/bin/app -a \"b c\" $X", "/usr/bin/app|-a|b c|$X", false},
		{"-@/usr/bin/app name serve", "/usr/bin/app|serve", false},
		{"!!/usr/bin/app", "/usr/bin/app", false},
		{"/bin/sh -c 'exec /usr/bin/app serve $ARGS'", "/usr/bin/app|serve|$ARGS", false},
		{"/bin/bash -c '. /etc/default/app; exec app'", "app", false},
		{"/bin/sh -c '/usr/bin/app serve'", "/usr/bin/app|serve", false},
		{"/bin/sh -c 'prepare; /usr/bin/app serve'", "/usr/bin/app|serve", true},
		{"/usr/bin/stdbuf -oL /usr/bin/app", "/usr/bin/app", false},
		{"/usr/bin/env -i A=b /usr/bin/app", "/usr/bin/app", false},
		{"/usr/bin/sudo -u x nice -n 5 /usr/bin/app", "/usr/bin/app", false},
		{"/usr/bin/app --pid %t/app.pid", "/usr/bin/app|--pid|/run/app.pid", false},
		{"/usr/bin/docker run --rm app", "/usr/bin/docker|run|--rm|app", false},
	} {
		u, _ := Parse("app.service", []byte("[Service]\nExecStart="+c.start+"\n"))
		if got := strings.Join(append([]string{u.Binary}, u.Args...), "|"); got != c.want || u.Shell != c.shell {
			t.Errorf("%s: got %s (shell %v), want %s (%v)", c.start, got, u.Shell, c.want, c.shell)
		}
	}
}

func TestUnit(t *testing.T) {
	u, problems := Parse("x/app@.service", []byte("\ufeff[Unit]\r\nReloadPropagatedFrom=app.service \\\r\n  other.service\r\n[Service]\r\nType=forking\r\nRestart=on-failure\r\nPIDFile=app/%p.pid\r\nKillSignal=SIGINT\r\nExecReload=/bin/true\r\n"))
	if len(problems) > 0 {
		t.Error(problems)
	}
	if u.Name != "app@.service" || u.DropIn || u.Type != "forking" || u.Restart != "on-failure" || u.PIDFile != "/run/app/app.pid" || u.KillSignal != "SIGINT" || !u.CanReload {
		t.Errorf("%+v", u)
	}
	if want := []string{"app.service", "other.service"}; !slices.Equal(u.ReloadPropagatedFrom, want) {
		t.Errorf("got %v, want %v", u.ReloadPropagatedFrom, want)
	}
}

func TestMerge(t *testing.T) {
	u, _ := Parse("app.service", []byte("[Service]\nExecStart=/usr/bin/app\nExecReload=/bin/kill -HUP $MAINPID\n"))
	d, _ := Parse("app.service.d/10-reload.conf", []byte("[Service]\nExecStart=\nExecStart=/opt/app serve\nExecReload=\nExecReload=/bin/kill -USR1 $MAINPID\nKillSignal=INT\n"))
	if !d.DropIn || d.Name != "app.service" {
		t.Fatalf("%+v", d)
	}
	u.Merge(d)
	want := "5:12 ExecReload SIGUSR1 kill main-pid $MAINPID survive\n6:1 KillSignal SIGINT unit-directive unit app.service end whole"
	if got := show(u.Sends()); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if u.Binary != "/opt/app" || !slices.Equal(u.Args, []string{"serve"}) || u.Sends()[0].File != d.File {
		t.Errorf("%+v", u)
	}
	// A drop-in that adds nothing to ExecReload leaves it alone.
	u, _ = Parse("app.service", []byte("[Service]\nExecReload=/bin/kill -HUP $MAINPID\n"))
	d, _ = Parse("app.service.d/limits.conf", []byte("[Service]\nLimitNOFILE=1024\n"))
	u.Merge(d)
	if got := show(u.Sends()); got != "2:12 ExecReload SIGHUP kill main-pid $MAINPID survive" {
		t.Error(got)
	}
}

// A shell that stays in front of the program gets the signal in its stead.
func TestShell(t *testing.T) {
	u, _ := Parse("app.service", []byte("[Service]\nExecStart=/bin/sh -c 'prepare; app; clean'\nExecReload=/bin/kill -HUP $MAINPID\n"))
	if s := u.Sends(); len(s) != 1 || !s[0].Shell || s[0].Unit != "app.service" {
		t.Errorf("%+v", s)
	}
	u, _ = Parse("app.service", []byte("[Service]\nExecStart=/bin/sh -c 'prepare; exec app'\nExecReload=/bin/kill -HUP $MAINPID\n"))
	if s := u.Sends(); len(s) != 1 || s[0].Shell {
		t.Errorf("%+v", s)
	}
}

func TestProblems(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"[Service]\nKillSignal=SIGHUB\n", `2:12 misspelt unknown signal "SIGHUB"; did you mean SIGHUP?`},
		{"[Service]\nReloadSignal=1x\n", `2:14 misspelt unknown signal "1x"`},
		{"[Service]\nExecReload=/bin/kill -HUB $MAINPID\n", `2:22 misspelt unknown signal "HUB"; did you mean HUP?`},
		{"[Service]\nExecReload=/bin/sh -c 'x\n", `2:12  a quote in ExecReload is not closed`},
		{"[Service\nType=x\n", "1:1  section header is not closed by ]"},
		{"Type=x\n", `1:1  "Type" stands outside of any section`},
		{"[Service]\n  Type\n", `2:3  missing = in "Type"`},
	} {
		_, problems := Parse("a.service", []byte(c.text))
		if len(problems) == 0 {
			t.Errorf("%q: no problem", c.text)
			continue
		}
		p := problems[0]
		if got := fmt.Sprintf("%d:%d %s %s", p.Pos.Line, p.Pos.Column, p.Category, p.Message); got != c.want {
			t.Errorf("%q: got %s, want %s", c.text, got, c.want)
		}
	}
}

// FuzzParse holds that nothing panics, and that every place is in the file.
func FuzzParse(f *testing.F) {
	for _, text := range []string{
		"[Service]\nExecReload=-@/bin/kill kill -HUP $MAINPID ; x\nType=notify-reload\n",
		"[Service]\nExecStart=/bin/sh -c 'exec a \\\n# c\n b'\nKillSignal=INT\n",
		"[Service]\nEnvironment=\"A=b c\"\nExecStop=/bin/sh -c \"kill $$A ${A} %i\\x20\" -- $A\n",
		"[Unit]\nReloadPropagatedFrom=a@%i.service\n[Service]\nReloadSignal=HUB\nSendSIGHUP=1",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		sendtest.Fuzz(t, text, func() ([]senders.Send, []senders.Problem) {
			u, problems := Parse("a.service", []byte(text))
			return u.Sends(), problems
		})
	})
}

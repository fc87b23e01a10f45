package inventory_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/siglint/siglint/passes/inventory"
	"github.com/siglint/siglint/passes/senders"
)

// ends says in words what each indirect send of a file ends in.
func ends(inv *inventory.Inventory, file string) []string {
	var lines []string
	for _, s := range inv.Sends {
		if s.File != file || s.Signal != "" {
			continue
		}
		var parts []string
		for _, r := range s.Resolved {
			parts = append(parts, strings.TrimSpace(fmt.Sprintf("%s %s:%d %s", r.Signal, r.File, r.Pos.Line, r.When)))
		}
		lines = append(lines, fmt.Sprintf("%d: %s", s.Pos.Line, strings.Join(parts, ", ")))
	}
	return lines
}

const initScript = `#!/bin/sh
PIDFILE=/run/app.pid
case "$1" in
  stop) start-stop-daemon --stop --pidfile $PIDFILE ;;
  reload) start-stop-daemon --stop --signal HUP --pidfile $PIDFILE ;;
  rotate) kill -USR1 $(cat $PIDFILE) ;;
  restart|force-reload) $0 stop; start-stop-daemon --stop --signal TERM --pidfile $PIDFILE ;;
esac
`

// A reload has up to two meanings, any other word one; a restart tells nobody
// to reload.
func TestResolve(t *testing.T) {
	rotate := func(script string) string {
		return "-- logrotate.d/app --\n/var/log/app.log {\n  postrotate\n" + script + "\n  endscript\n}\n"
	}
	unit := func(name, more string) string {
		return "-- units/" + name + " --\n[Unit]\n" + more + "\n[Service]\nExecStart=/usr/bin/app\n"
	}
	const hup = "ExecReload=/bin/kill -HUP $MAINPID\n"
	for name, test := range map[string]struct {
		tree string
		want string
	}{
		"systemctl reload": {
			rotate("systemctl reload app") + unit("app.service", "") + hup,
			"3: SIGHUP units/app.service:5 systemd"},
		"systemctl reload of an instance": {
			rotate("systemctl reload app@1.service") + unit("app@.service", "") + hup,
			"3: SIGHUP units/app@.service:5 systemd"},
		"a unit that cannot reload": {
			rotate("systemctl reload app") + unit("app.service", ""),
			"3: "},
		"a unit that is not here": {
			rotate("systemctl reload other") + unit("app.service", "") + hup,
			"3: "},
		"service, with both": {
			rotate("service app reload") + unit("app.service", "") + hup + "-- init.d/app --\n" + initScript,
			"3: SIGHUP init.d/app:5 sysv, SIGHUP units/app.service:5 systemd"},
		"service, without a unit": {
			rotate("service app reload") + "-- init.d/app --\n" + initScript,
			"3: SIGHUP init.d/app:5"},
		"an init script of a package": {
			rotate("invoke-rc.d app reload") + "-- debian/app.init --\n" + initScript,
			"3: SIGHUP debian/app.init:5"},
		"a word of the script's own": {
			rotate("invoke-rc.d app rotate") + unit("app.service", "") + hup + "-- init.d/app --\n" + initScript,
			"3: SIGUSR1 init.d/app:6"},
		"force-reload that restarts": {
			rotate("/etc/init.d/app force-reload") + "-- init.d/app --\n" + initScript,
			"3: "},
		"in the branch for systemd": {
			rotate("if [ -d /run/systemd/system ]; then\nservice app reload\nfi") + unit("app.service", "") + hup + "-- init.d/app --\n" + initScript,
			"4: SIGHUP units/app.service:5 systemd"},
		"in the other branch": {
			rotate("if [ -d /run/systemd/system ]; then\ntrue\nelse\nservice app reload\nfi") + unit("app.service", "") + hup + "-- init.d/app --\n" + initScript,
			"6: SIGHUP init.d/app:5 sysv"},
		"in the branch without systemd": {
			rotate("if [ ! -d /run/systemd/system ]; then\nservice app reload\nfi") + unit("app.service", "") + hup + "-- init.d/app --\n" + initScript,
			"4: SIGHUP init.d/app:5 sysv"},
		"behind the test": {
			rotate("if [ -d /run/systemd/system ]; then\ntrue\nfi\nservice app reload") + unit("app.service", "") + hup + "-- init.d/app --\n" + initScript,
			"6: SIGHUP init.d/app:5 sysv, SIGHUP units/app.service:5 systemd"},
		"a reload that is handed on": {
			rotate("systemctl reload group") + unit("group.service", "") + "ExecReload=/bin/true\n" + unit("app.service", "ReloadPropagatedFrom=group.service") + hup,
			"3: SIGHUP units/app.service:5 systemd"},
		"a reload that hands itself on": {
			rotate("systemctl reload group") + unit("group.service", "PropagatesReloadTo=app.service") + unit("app.service", "PropagatesReloadTo=group.service") + hup,
			"3: SIGHUP units/app.service:5 systemd"},
		"a helper": {
			rotate("/usr/lib/app/app-rotate reopen") + "-- helpers/app-rotate --\n#!/bin/sh\nkill -USR2 $(cat /run/app.pid)\n",
			"3: SIGUSR2 helpers/app-rotate:2"},
		"a helper by another": {
			rotate("/usr/lib/app/app-rotate reopen") + "-- helpers/app-rotate --\n#!/bin/sh\nsystemctl reload app\n" + unit("app.service", "") + hup,
			"3: SIGHUP units/app.service:5 systemd"},
	} {
		t.Run(name, func(t *testing.T) {
			inv := read(t, tree(t, test.tree), inventory.Options{})
			if got := strings.Join(ends(inv, "logrotate.d/app"), "; "); got != test.want {
				t.Errorf("got  %q\nwant %q", got, test.want)
			}
		})
	}
}

// What a script sends only as another calls it stands at its place there.
func TestCalled(t *testing.T) {
	inv := read(t, tree(t, `
-- bin/tell.sh --
kill -$1 $(cat /run/app.pid)
-- bin/rotate.sh --
./tell.sh HUP
-- bin/grow.sh --
./tell.sh $SIGNAL
`), inventory.Options{})
	var got []string
	for _, s := range inv.Sends {
		if s.Signal != "" {
			got = append(got, fmt.Sprintf("%s:%d %s %s", s.File, s.Pos.Line, s.Signal, s.Note))
		}
	}
	equal(t, "sends", got, []string{"bin/tell.sh:1 SIGHUP as called in bin/rotate.sh"})
}

// Units say which programs they start, drop-ins included.
func TestUnits(t *testing.T) {
	inv := read(t, tree(t, `
-- app.service --
[Service]
Type=notify
PIDFile=/run/app.pid
ExecStart=/usr/bin/app serve --config /etc/app.conf
Restart=always
-- app.service.d/restart.conf --
[Service]
Restart=no
-- other.service --
[Service]
ExecStart=/bin/sh -c 'exec /usr/bin/other'
`), inventory.Options{})
	var got []string
	for _, u := range inv.Units {
		got = append(got, fmt.Sprintf("%s %s %q %s %s %s", u.Name, u.Exec, u.Args, u.PIDFile, u.Restart, u.Type))
	}
	equal(t, "units", got, []string{
		`app.service /usr/bin/app ["serve" "--config" "/etc/app.conf"] /run/app.pid no notify`,
		`other.service /usr/bin/other []   `,
	})
}

// A chain of scripts that call each other comes to an end.
func TestLoop(t *testing.T) {
	inv := read(t, tree(t, `
-- a/a-rotate --
#!/bin/sh
/usr/lib/b-rotate reload
-- b/b-rotate --
#!/bin/sh
/usr/lib/a-rotate reload
`), inventory.Options{})
	for _, s := range inv.Sends {
		if s.Intent == senders.End || len(s.Resolved) > 0 {
			t.Errorf("got %+v", s)
		}
	}
}

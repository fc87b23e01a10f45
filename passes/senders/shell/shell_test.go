package shell

import (
	"cmp"
	"fmt"
	"strings"
	"testing"

	"github.com/siglint/siglint/passes/senders"
)

// show puts a send in one line: signal (or action), via, kind of target, target.
func show(s senders.Send) string {
	return strings.TrimSpace(fmt.Sprintf("%s %s %s %s", cmp.Or(s.Signal, s.Action, "?"), s.Via, s.TargetKind, s.Target))
}

func showAll(sends []senders.Send) string {
	var lines []string
	for _, s := range sends {
		lines = append(lines, show(s))
	}
	return strings.Join(lines, "; ")
}

// A spelling is a script and the sends in it, separated by semicolons.
type spelling struct{ text, want string }

func check(t *testing.T, cases []spelling) {
	t.Helper()
	for _, c := range cases {
		sends, _ := Sends(senders.Script{File: "x", Text: c.text})
		if got := showAll(sends); got != c.want {
			t.Errorf("%s\n\tgot  %s\n\twant %s", c.text, got, c.want)
		}
	}
}

func TestKill(t *testing.T) {
	check(t, []spelling{
		{`kill -HUP 1`, "SIGHUP kill pid 1"},
		{`kill -SIGHUP 1`, "SIGHUP kill pid 1"},
		{`kill -hup 1`, "SIGHUP kill pid 1"},
		{`kill -s HUP 1`, "SIGHUP kill pid 1"},
		{`kill -s SIGHUP 1`, "SIGHUP kill pid 1"},
		{`kill -sHUP 1`, "SIGHUP kill pid 1"},
		{`kill -n 1 7`, "SIGHUP kill pid 7"},
		{`kill -1 7`, "SIGHUP kill pid 7"},
		{`kill --signal=HUP 1`, "SIGHUP kill pid 1"},
		{`kill --signal HUP 1`, "SIGHUP kill pid 1"},
		{`kill -s 10 1`, "SIGUSR1 kill pid 1"},
		{`kill -10 1`, "SIGUSR1 kill pid 1"},
		{`kill -RTMIN+3 1`, "SIGRTMIN+3 kill pid 1"},
		{`/bin/kill -USR2 1`, "SIGUSR2 kill pid 1"},
		{`\kill -USR2 1`, "SIGUSR2 kill pid 1"},
		{`"kill" '-USR2' "1"`, "SIGUSR2 kill pid 1"},
		{`kill 1`, "SIGTERM kill pid 1"},
		{`kill -- 1`, "SIGTERM kill pid 1"},
		{`kill -HUP -- 1 2`, "SIGHUP kill pid 1; SIGHUP kill pid 2"},
		{`kill -TERM -123`, "SIGTERM kill pid -123"},
		{`kill -TERM "-$pid"`, "SIGTERM kill pid-var $pid"},
		{`kill -- -$pid`, "SIGTERM kill pid-var $pid"},
		{`kill -$sig 1`, "? kill pid 1"},
		{`kill $SIGNAL $pid`, "? kill pid-var $pid"},
		{`kill -s "$sig" 1`, "? kill pid 1"},
		{`kill %1`, "SIGTERM kill unknown %1"},
		{`kill -q 3 -HUP 9`, "SIGHUP kill pid 9"},
		{`kill --timeout 1000 TERM -HUP 9`, "SIGHUP kill pid 9"},
		// Nothing is sent.
		{`kill -0 1`, ""},
		{`kill -s 0 1`, ""},
		{`kill -s EXIT 1`, ""},
		{`kill -l`, ""},
		{`kill -l 15`, ""},
		{`kill -L`, ""},
		{`kill`, ""},
		{`kill -HUP`, ""},
		{`kill ""`, ""},
		{`killed -HUP 1`, ""},
		{`skill-check -HUP 1`, ""},
	})
}

func TestTargets(t *testing.T) {
	check(t, []spelling{
		{`kill -HUP $(cat /run/a.pid)`, "SIGHUP kill pidfile /run/a.pid"},
		{"kill -HUP `cat /run/a.pid`", "SIGHUP kill pidfile /run/a.pid"},
		{`kill -HUP "$(cat /run/a.pid 2>/dev/null)"`, "SIGHUP kill pidfile /run/a.pid"},
		{`kill -HUP $(</run/a.pid)`, "SIGHUP kill pidfile /run/a.pid"},
		{`kill -HUP $(cat < /run/a.pid)`, "SIGHUP kill pidfile /run/a.pid"},
		{`kill -HUP $(head -n 1 /run/a.pid)`, "SIGHUP kill pidfile /run/a.pid"},
		{`kill -HUP $(head -1 /run/a.pid)`, "SIGHUP kill pidfile /run/a.pid"},
		{`kill -HUP $(awk '{print $1}' /run/a.pid)`, "SIGHUP kill pidfile /run/a.pid"},
		{`kill -HUP $(sed -n 1p /run/a.pid)`, "SIGHUP kill pidfile /run/a.pid"},
		{`kill -HUP $(sudo cat /run/a.pid)`, "SIGHUP kill pidfile /run/a.pid"},
		{`kill -HUP $(cat /run/a.pid | tr -d '\n')`, "SIGHUP kill pidfile /run/a.pid"},
		{`kill -HUP $(cat /run/a.pid || true)`, "SIGHUP kill pidfile /run/a.pid"},
		{`kill -HUP $(cat /run/a.pid 2>/dev/null || echo 0)`, "SIGHUP kill pidfile /run/a.pid"},
		{`kill -HUP $(cat /run/a.pid) $(cat /run/b.pid)`, "SIGHUP kill pidfile /run/a.pid; SIGHUP kill pidfile /run/b.pid"},
		{`p=/run/a.pid; kill -HUP $(cat $p)`, "SIGHUP kill pidfile /run/a.pid"},
		{`d=/run; n=a; kill -HUP $(cat "$d/${n}.pid")`, "SIGHUP kill pidfile /run/a.pid"},
		{`kill -HUP $(cat ${PIDFILE:-/run/a.pid})`, "SIGHUP kill pidfile /run/a.pid"},
		{`: ${PIDFILE:=/run/a.pid}; kill -HUP $(cat $PIDFILE)`, "SIGHUP kill pidfile /run/a.pid"},
		{`n=/usr/bin/a; kill -HUP $(cat /run/${n##*/}.pid)`, "SIGHUP kill pidfile /run/a.pid"},
		{`n=/usr/bin/a; kill -HUP $(cat /run/$(basename $n).pid)`, "SIGHUP kill pidfile /run/a.pid"},
		{`kill -HUP $(cat "${PID_PATH}")`, "SIGHUP kill pidfile ${PID_PATH}"},
		{`kill -HUP $(cat /run/$x.pid)`, "SIGHUP kill pidfile /run/$x.pid"},
		{`pid=$(cat /run/a.pid); kill -HUP $pid`, "SIGHUP kill pidfile /run/a.pid"},
		{`pids="$(cat /run/a.pid) $(cat /run/b.pid)"; kill -HUP $pids`, "SIGHUP kill pidfile /run/a.pid; SIGHUP kill pidfile /run/b.pid"},
		{`read pid < /run/a.pid; kill -HUP "$pid"`, "SIGHUP kill pidfile /run/a.pid"},
		{`read -r pid _ < /run/a.pid && kill -HUP "$pid"`, "SIGHUP kill pidfile /run/a.pid"},
		{`while read p; do kill -HUP $p; done < /run/a.pid`, "SIGHUP kill pidfile /run/a.pid"},
		{`cat /run/a.pid | while read p; do kill -HUP $p; done`, "SIGHUP kill pidfile /run/a.pid"},
		{`for p in $(cat /run/a.pid); do kill -HUP $p; done`, "SIGHUP kill pidfile /run/a.pid"},
		{`for f in /run/a/*.pid; do kill -HUP $(cat $f); done`, "SIGHUP kill pidfile /run/a/*.pid"},
		{`for n in a b; do kill -HUP $(cat /run/$n.pid); done`, "SIGHUP kill pidfile /run/a.pid; SIGHUP kill pidfile /run/b.pid"},
		{`for n in a b; do pids="$pids $(cat /run/$n.pid)"; done; kill -HUP $pids`, "SIGHUP kill pid-var $pids"},
		{`kill -HUP $(pidof a)`, "SIGHUP kill process-name a"},
		{`kill -HUP $(pidof a b)`, "SIGHUP kill process-name a; SIGHUP kill process-name b"},
		{`kill -HUP $(pgrep -x a)`, "SIGHUP kill process-name a"},
		{`kill -HUP $(pidofproc -p /run/a.pid /usr/bin/a)`, "SIGHUP kill pidfile /run/a.pid"},
		{`kill -HUP $(ps -C a -o pid=)`, "SIGHUP kill process-name a"},
		{`kill -HUP $(ps aux | grep [a]pp | awk '{print $2}')`, "SIGHUP kill process-name app"},
		{`kill -HUP $(ps aux | grep app | grep -v grep | awk '{print $2}')`, "SIGHUP kill process-name app"},
		{`kill -HUP $(ps aux | awk '/app/ {print $2}')`, "SIGHUP kill process-name app"},
		{`kill -HUP $(systemctl show -p MainPID --value a)`, "SIGHUP kill main-pid a"},
		{`kill -HUP $(systemctl show --property=MainPID a | cut -d= -f2)`, "SIGHUP kill main-pid a"},
		{`kill -HUP $(docker inspect -f '{{.State.Pid}}' a)`, "SIGHUP kill container a"},
		{`kill -HUP $(lsof -t -i :80)`, "SIGHUP kill unknown $(lsof -t -i :80)"},
		{`kill -HUP $MAINPID`, "SIGHUP kill main-pid $MAINPID"},
		{`kill -HUP ${MAINPID}`, "SIGHUP kill main-pid $MAINPID"},
		{`kill -HUP $pid`, "SIGHUP kill pid-var $pid"},
		{`pid=$(lsof -t /x); kill -HUP "$pid"`, "SIGHUP kill pid-var $pid"},
		{`./app & kill -HUP $!`, "SIGHUP kill process-name app"},
		{`sudo ./app -v & pid=$!; sleep 1; kill $pid`, "SIGTERM kill process-name app"},
		{`kill -USR1 $$`, "SIGUSR1 kill unknown $$"},
		{`pid=$(get_it); kill -HUP $pid; get_it() { cat /run/a.pid; }`, "SIGHUP kill pidfile /run/a.pid"},
		{`f() { if x; then cat /run/a.pid; else cat /run/b.pid; fi; }; kill -HUP $(f)`, "SIGHUP kill pidfile /run/a.pid; SIGHUP kill pidfile /run/b.pid"},
		{`p=$(cat /run/a.pid); x && p=$(cat /run/b.pid) && kill -HUP $p`, "SIGHUP kill pidfile /run/b.pid"},
		{`p=$(cat /run/a.pid); if x && read p < /run/b.pid; then kill -HUP $p; fi`, "SIGHUP kill pidfile /run/b.pid"},
		{`p=$(cat /run/a.pid); if x || ! read p < /run/b.pid; then y; else kill -HUP $p; fi`, "SIGHUP kill pidfile /run/b.pid"},
		{`mapfile -t p < <(pgrep a); kill -HUP "${p[@]}"`, "SIGHUP kill process-name a"},
		{`readarray -t p < /run/a.pid; kill -HUP "${p[0]}"`, "SIGHUP kill pidfile /run/a.pid"},
		{`while read -r p; do kill -HUP "$p"; done < <(pgrep a)`, "SIGHUP kill process-name a"},
		{`trap "kill -HUP -$$" EXIT`, "SIGHUP kill unknown $$"},
		{`. /etc/default/a; kill -HUP $(cat $PIDFILE)`, "SIGHUP kill pidfile $PIDFILE"},
		{`test -n "$P" || P=/run/a.pid; kill -HUP $(cat $P)`, "SIGHUP kill pidfile /run/a.pid"},
		{`if x; then P=/run/a.pid; else P=/run/b.pid; fi; kill -HUP $(cat $P)`, "SIGHUP kill pidfile /run/a.pid; SIGHUP kill pidfile /run/b.pid"},
	})
}

func TestByName(t *testing.T) {
	check(t, []spelling{
		{`pkill -HUP a`, "SIGHUP pkill process-name a"},
		{`pkill -1 a`, "SIGHUP pkill process-name a"},
		{`pkill --signal HUP a`, "SIGHUP pkill process-name a"},
		{`pkill --signal=SIGHUP -x a`, "SIGHUP pkill process-name a"},
		{`pkill -HUP -u root -x a`, "SIGHUP pkill process-name a"},
		{`pkill -x -HUP a`, "SIGHUP pkill process-name a"},
		{`pkill -f "/usr/bin/a -c x"`, "SIGTERM pkill process-name /usr/bin/a -c x"},
		{`pkill -USR1 -F /run/a.pid`, "SIGUSR1 pkill pidfile /run/a.pid"},
		{`pkill --pidfile=/run/a.pid`, "SIGTERM pkill pidfile /run/a.pid"},
		{`pkill -u bob`, "SIGTERM pkill unknown"},
		{`pkill -n -P 1 a`, "SIGTERM pkill process-name a"},
		{`pkill "$NAME"`, "SIGTERM pkill process-name $NAME"},
		{`pkill -0 a`, ""},
		{`pkill`, ""},
		{`pgrep -x a`, ""},
		{`killall -HUP a b`, "SIGHUP killall process-name a; SIGHUP killall process-name b"},
		{`killall -q -s 1 a`, "SIGHUP killall process-name a"},
		{`killall -w -u bob -TERM a`, "SIGTERM killall process-name a"},
		{`killall /usr/bin/a`, "SIGTERM killall process-name /usr/bin/a"},
		{`killall -9 a || killall -15 b`, "SIGKILL killall process-name a; SIGTERM killall process-name b"},
		{`killall -0 a`, ""},
		{`killall -l`, ""},
		{`killall5 -15`, "SIGTERM killall5 unknown"},
		{`skill -HUP -c a`, "SIGHUP skill process-name a"},
		{`fuser -k -HUP /var/log/a`, "SIGHUP fuser unknown /var/log/a"},
		{`fuser -k 80/tcp`, "SIGKILL fuser unknown 80/tcp"},
		{`fuser /var/log/a`, ""},
	})
}

func TestDaemons(t *testing.T) {
	check(t, []spelling{
		{`start-stop-daemon --stop --pidfile /run/a.pid`, "SIGTERM start-stop-daemon pidfile /run/a.pid"},
		{`start-stop-daemon --stop --signal 1 --pidfile /run/a.pid --name a`, "SIGHUP start-stop-daemon pidfile /run/a.pid"},
		{`start-stop-daemon -K -s HUP -x /usr/bin/a`, "SIGHUP start-stop-daemon process-name /usr/bin/a"},
		{`start-stop-daemon --stop --exec /usr/bin/a --signal=USR1`, "SIGUSR1 start-stop-daemon process-name /usr/bin/a"},
		{`start-stop-daemon --stop -oq -n a -u mail --retry 30`, "SIGTERM start-stop-daemon process-name a"},
		{`start-stop-daemon --stop --retry=TERM/30/KILL/5 -p /run/a.pid`, "SIGTERM start-stop-daemon pidfile /run/a.pid; SIGKILL start-stop-daemon pidfile /run/a.pid"},
		{`start-stop-daemon --stop --retry QUIT/5 -p /run/a.pid`, "SIGQUIT start-stop-daemon pidfile /run/a.pid"},
		{`start-stop-daemon --stop --retry 0/30/KILL/5 -p /run/a.pid`, "SIGKILL start-stop-daemon pidfile /run/a.pid"},
		{`start-stop-daemon --stop --signal 1 --quiet --retry TERM/$T/KILL/5 -p /run/a.pid`, "SIGTERM start-stop-daemon pidfile /run/a.pid; SIGKILL start-stop-daemon pidfile /run/a.pid"},
		{`start-stop-daemon --stop --user bob`, "SIGTERM start-stop-daemon unknown"},
		{`start-stop-daemon --start --exec /usr/bin/a -- --stop --signal HUP`, ""},
		{`start-stop-daemon --stop --signal 0 -p /run/a.pid`, ""},
		{`start-stop-daemon --stop --test -p /run/a.pid`, ""},
		{`start-stop-daemon --status -p /run/a.pid`, ""},
		{`killproc -p /run/a.pid /usr/bin/a`, "SIGTERM killproc pidfile /run/a.pid"},
		{`killproc -p /run/a.pid /usr/bin/a -HUP`, "SIGHUP killproc pidfile /run/a.pid"},
		{`killproc -HUP /usr/bin/a`, "SIGHUP killproc process-name /usr/bin/a"},
		{`killproc /usr/bin/a HUP`, "SIGHUP killproc process-name /usr/bin/a"},
		{`killproc -p /run/a.pid /usr/bin/a 0`, ""},
		{`systemctl kill a`, "SIGTERM systemctl-kill unit a"},
		{`systemctl kill -s HUP a b.socket`, "SIGHUP systemctl-kill unit a; SIGHUP systemctl-kill unit b.socket"},
		{`systemctl --kill-who main --signal=SIGUSR1 kill a`, "SIGUSR1 systemctl-kill unit a"},
		{`systemctl reload a`, "reload systemctl-reload unit a"},
		{`systemctl --user try-reload-or-restart a b`, "try-reload-or-restart systemctl-reload unit a; try-reload-or-restart systemctl-reload unit b"},
		{`systemctl restart a`, ""},
		{`systemctl stop a; systemctl daemon-reload; systemctl is-active a`, ""},
		{`service a reload`, "reload service init-script a"},
		{`service a rotate`, "rotate service init-script a"},
		{`service a restart; service a status; service a stop`, ""},
		{`invoke-rc.d --quiet a force-reload`, "force-reload invoke-rc.d init-script a"},
		{`invoke-rc.d a restart`, ""},
		{`rc-service a reload`, "reload rc-service init-script a"},
		{`/etc/init.d/a reload`, "reload init-script init-script /etc/init.d/a"},
		{`sh /etc/init.d/a reload`, "reload init-script init-script /etc/init.d/a"},
		{`/etc/init.d/a restart`, ""},
		{`/usr/sbin/nginx -s reload`, "reload own-binary unknown /usr/sbin/nginx -s reload"},
		{`apachectl graceful`, "graceful own-binary unknown apachectl graceful"},
		{`squid -k rotate`, "rotate own-binary unknown squid -k rotate"},
		{`/usr/lib/a/a-reopenlogs`, "a-reopenlogs helper-script unknown /usr/lib/a/a-reopenlogs"},
		{`/usr/lib/a/util rotate-all-logs`, "rotate-all-logs helper-script unknown /usr/lib/a/util rotate-all-logs"},
		{`/usr/bin/a-ctl reload`, ""},
		{`a-client flushlogs`, ""},
		{`sv hup a`, "SIGHUP sv unit a"},
		{`sv -w 5 1 /etc/service/a`, "SIGUSR1 sv unit a"},
		{`sv restart a`, ""},
		{`svc -h /service/a`, "SIGHUP svc unit a"},
		{`svc -du /service/a`, ""},
		{`s6-svc -s HUP /run/service/a/`, "SIGHUP s6-svc unit a"},
		{`supervisorctl signal HUP a`, "SIGHUP supervisorctl unit a"},
		{`supervisorctl restart a`, ""},
		{`initctl reload a`, "SIGHUP initctl unit a"},
	})
}

func TestContainers(t *testing.T) {
	check(t, []spelling{
		{`docker kill -s HUP a`, "SIGHUP docker-kill container a"},
		{`docker kill --signal=USR1 a b`, "SIGUSR1 docker-kill container a; SIGUSR1 docker-kill container b"},
		{`docker kill a`, "SIGKILL docker-kill container a"},
		{`docker -H tcp://h container kill -s 1 a`, "SIGHUP docker-kill container a"},
		{`podman kill --signal HUP a`, "SIGHUP docker-kill container a"},
		{`docker stop a`, ""},
		{`docker stop -s INT a`, "SIGINT docker-stop container a"},
		{`docker compose kill -s HUP web`, "SIGHUP docker-kill container web"},
		{`docker-compose -f x.yml kill -s HUP`, "SIGHUP docker-kill container"},
		{`docker exec a kill -HUP 1`, "SIGHUP kill container a"},
		{`docker exec -it -u root a sh -c 'kill -HUP 1'`, "SIGHUP kill container a"},
		{`docker compose exec -T web pkill -HUP app`, "SIGHUP pkill process-name app"},
		{`kubectl exec -n x pod/a -c main -- kill -HUP 1`, "SIGHUP kill container main"},
		{`kubectl exec deploy/a -- sh -c "kill -USR1 1"`, "SIGUSR1 kill container a"},
		{`docker run a kill -HUP 1`, ""},
		{`docker restart a`, ""},
	})
}

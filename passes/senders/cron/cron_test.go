package cron

import (
	"testing"

	"github.com/siglint/siglint/passes/senders"
	"github.com/siglint/siglint/passes/senders/sendtest"
)

var tests = []struct{ name, file, text, want string }{
	{"cron.d names a user", "etc/cron.d/app", "# m h\nPID=/run/app.pid\n0 0 * * * root kill -HUP $(cat $PID)\n",
		"3:16 kill SIGHUP pidfile /run/app.pid\n"},
	{"a user's own", "crontab", "*/5 1-3 * jan mon-fri pkill -USR1 -x appd\n@daily /usr/bin/killall -q -s HUP appd\n",
		"1:23 pkill SIGUSR1 process-name appd\n2:8 killall SIGHUP process-name appd\n"},
	{"root shows that users are named", "app.cron", "@reboot root true\n@daily daemon pkill -HUP appd\n",
		"2:15 pkill SIGHUP process-name appd\n"},
	{"percent ends the command", "crontab", "0 0 * * * date +\\%F; pkill -HUP a%pkill -HUP b\n",
		"1:22 pkill SIGHUP process-name a\n"},
	{"carriage returns and no newline", "crontab", "0 0 * * * true\r\n0 0 * * * pkill -HUP a", "2:11 pkill SIGHUP process-name a\n"},
	{"quoted setting", "crontab", "\"NAME\" = 'appd'\n0 0 * * * pkill -HUP $NAME\n", "2:11 pkill SIGHUP process-name appd\n"},

	// Comments, settings and what cron refuses send nothing, nor does a test.
	{"silent", "crontab", "#0 0 * * * pkill -HUP a\nMAILTO=\"pkill -HUP a\"\npkill -HUP a\n0 0 * * pkill -HUP\n0 0 * * * kill -0 1\n", ""},
	{"silent without a user", "etc/cron.d/app", "0 0 * * * /usr/bin/pkill -HUP a\n", ""},
	{"empty", "crontab", "", ""},
}

func TestRead(t *testing.T) {
	for _, c := range tests {
		t.Run(c.name, func(t *testing.T) {
			sends, problems := Read(c.file, []byte(c.text))
			sendtest.Check(t, c.text, sends, c.want)
			if len(problems) > 0 {
				t.Errorf("problems %+v", problems)
			}
		})
	}
}

func TestTooLarge(t *testing.T) {
	if sends, problems := Read("crontab", make([]byte, maxFile+1)); len(sends) != 0 || len(problems) != 1 {
		t.Errorf("%d sends, problems %v", len(sends), problems)
	}
}

func FuzzRead(f *testing.F) {
	for _, c := range tests {
		f.Add(c.text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		sendtest.Fuzz(t, text, func() ([]senders.Send, []senders.Problem) { return Read("etc/cron.d/app", []byte(text)) })
	})
}

package newsyslog

import (
	"testing"

	"github.com/siglint/siglint/passes/senders"
	"github.com/siglint/siglint/passes/senders/sendtest"
)

var tests = []struct{ name, text, want, problem string }{
	{"pidfile, signal by default", "/var/log/app.log  644  7  100  *  J  /var/run/app.pid\n",
		"1:38 newsyslog SIGHUP pidfile /var/run/app.pid [survive]\n", ""},
	{"owner, no flags, a number of the BSDs", "/var/log/app.log\tapp:app\t640\t7\t*\t@T00\t/var/run/app.pid\t30\n",
		"1:39 newsyslog SIGUSR1 pidfile /var/run/app.pid [survive]\n", ""},
	{"signal by name, a comment", "# logs\n/a.log :wheel 600 7 * $D0 GZU /var/run/a.pid SIGUSR2 # again\n",
		"2:31 newsyslog SIGUSR2 pidfile /var/run/a.pid [survive]\n", ""},
	{"command", "/a.log 600 7 * 24 Z \"pkill -USR1 appd\"\n", "1:22 pkill SIGUSR1 process-name appd [survive]\n", ""},
	{"misspelt", "/a.log 600 7 * 24 Z /a.pid SIGHUB\n", "", `unknown signal "SIGHUB"; did you mean SIGHUP?`},

	// syslogd alone is signalled, or nobody at all.
	{"silent", "/a.log 600 7 * 24 Z\n/b.log 600 7 * 24 N /b.pid 1\n/c.log 600 7 * 24\n<include> /etc/newsyslog.conf.d/*\n#/d.log 600 7 * 24 Z /d.pid\n", "", ""},
	{"silent junk", "a b c d e f g /x 1\n\x00 \"\n\"", "", ""},
}

func TestRead(t *testing.T) {
	for _, c := range tests {
		t.Run(c.name, func(t *testing.T) {
			sends, problems := Read("newsyslog.conf", []byte(c.text))
			sendtest.Check(t, c.text, sends, c.want)
			if c.problem == "" && len(problems) > 0 || c.problem != "" && (len(problems) != 1 || problems[0].Message != c.problem) {
				t.Errorf("problems %+v, want %q", problems, c.problem)
			}
			sendtest.Places(t, c.text, sends, problems)
		})
	}
}

func FuzzRead(f *testing.F) {
	for _, c := range tests {
		f.Add(c.text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		sendtest.Fuzz(t, text, func() ([]senders.Send, []senders.Problem) { return Read("newsyslog.conf", []byte(text)) })
	})
}

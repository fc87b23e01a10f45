package supervisor

import (
	"testing"

	"github.com/siglint/siglint/passes/senders"
	"github.com/siglint/siglint/passes/senders/sendtest"
)

var tests = []struct{ name, text, want, problem string }{
	{"stopsignal", "[program:app]\ncommand=/usr/bin/appd -x ; comment\nstopsignal = QUIT ; gently\n",
		"3:14 stopsignal SIGQUIT process-name appd [end]\n", ""},
	{"stopsignal behind a shell", "[program:a]\ncommand=/bin/sh -c \"appd | tee x\"\nstopsignal=INT\n[program:b]\nstopsignal=USR1\ncommand=bash -c 'exec appd'\n",
		"3:12 stopsignal SIGINT unknown  [end] shell\n5:12 stopsignal SIGUSR1 process-name appd [end]\n", ""},
	{"command over two lines that signals", "[program:a]\ncommand=sh -c 'true;\n  pkill -HUP appd'\n",
		"3:3 pkill SIGHUP process-name appd\n", ""},
	{"misspelt", "[program:app]\ncommand=appd\nstopsignal=TREM\n", "", `unknown signal "TREM"; did you mean TERM?`},
	{"monit", "check process app with pidfile /run/app.pid # \"exec\"\n  start program = \"/etc/init.d/app start\"\n" +
		"  stop program \"/usr/bin/pkill -TERM appd\"\n  if totalmem > 1 GB then exec '/bin/kill -HUP 1'\n",
		"3:17 pkill SIGTERM process-name appd [end]\n4:33 kill SIGHUP pid 1\n", ""},

	// Other sections, comments, and strings that are no commands.
	{"silent supervisord", "[supervisord]\nstopsignal=QUIT\n[program:a]\n;stopsignal=HUP\n#stopsignal=HUP\ncommand=appd\nstopsignal=%(x)s\n", "", ""},
	{"silent monit", "check process app matching \"pkill -HUP app\"\n alert a@b.c on { \"kill -HUP 1\" }\n", "", ""},
	{"neither", "stopsignal=QUIT\nexec \"kill -HUP 1\"\n", "", ""},
	{"unclosed string", "check process a\nexec \"kill -HUP 1\n", "", ""},
}

func TestRead(t *testing.T) {
	for _, c := range tests {
		t.Run(c.name, func(t *testing.T) {
			sends, problems := Read("conf", []byte(c.text))
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
		sendtest.Fuzz(t, text, func() ([]senders.Send, []senders.Problem) { return Read("conf", []byte(text)) })
	})
}

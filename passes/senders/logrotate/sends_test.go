package logrotate

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/siglint/siglint/passes/senders/sendtest"
)

func TestSends(t *testing.T) {
	for _, c := range []struct {
		name, config, want string
		each               bool
	}{
		{"a pidfile", "/A {\n\tpostrotate\n\t\tkill -HUP $(cat /run/a.pid)\n\tendscript\n}\n", "3:3 kill SIGHUP pidfile /run/a.pid [survive]\n", false},
		{"several files", "/A /B {\npostrotate\npkill -USR1 a\nendscript\n}\n", "3:1 pkill SIGUSR1 process-name a [survive]\n", true},
		{"a glob", "/A/*.log {\npostrotate\npkill -HUP a\nendscript\n}\n", "3:1 pkill SIGHUP process-name a [survive]\n", true},
		{"on the line of the keyword", "/A { postrotate pkill -HUP a\nendscript\n}\n", "1:17 pkill SIGHUP process-name a [survive]\n", false},
		{"a global script, once for all sections", "postrotate\npkill -HUP a\nendscript\n/A {\n}\n/B {\n}\n", "2:1 pkill SIGHUP process-name a [survive]\n", false},
		{"a swallowed section: what came before counts", "/A {\npostrotate\npkill -HUP a\n}\n/B {\npostrotate\npkill -HUP b\nendscript\n}\n",
			"3:1 pkill SIGHUP process-name a [survive]\n", false},

		// Once for all files: shared, asked for the log itself, or by its kind.
		{"shared", "/A/*.log {\nsharedscripts\npostrotate\npkill -HUP a\nendscript\n}\n", "4:1 pkill SIGHUP process-name a [survive]\n", false},
		{"a script about its log", "/A/*.log {\npostrotate\npkill -HUP $(basename $1)\nendscript\n}\n", "3:1 pkill SIGHUP process-name $(basename $1) [survive]\n", false},
		{"lastaction", "/A/*.log {\nlastaction\npkill -HUP a\nendscript\n}\n", "3:1 pkill SIGHUP process-name a [survive]\n", false},
		{"an escaped star", "\"/A/\\*.log\" {\npostrotate\npkill -HUP a\nendscript\n}\n", "3:1 pkill SIGHUP process-name a [survive]\n", false},

		// Scripts that never run: replaced, dropped, not closed, of refused logs.
		{"silent", "/A {\npostrotate\npkill -HUP a\nendscript\npostrotate\ntrue\nendscript\n}\n/A {\npostrotate\npkill -HUP b\nendscript\n}\n" +
			"/B {\nrotate x\npostrotate\npkill -HUP c\nendscript\n}\n# pkill -HUP d\n/C {\npostrotate\npkill -HUP e\n", "", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			f, _ := Parse("app.conf", []byte(c.config), Options{})
			sends, problems := Sends(f)
			sendtest.Check(t, c.config, sends, c.want)
			sendtest.Places(t, c.config, sends, problems)
			for _, s := range sends {
				if s.RepeatsEach != c.each {
					t.Errorf("repeats for each file: %v", s.RepeatsEach)
				}
				if !strings.HasPrefix(s.Context, "logrotate ") {
					t.Errorf("context %q", s.Context)
				}
			}
		})
	}
}

func TestSections(t *testing.T) {
	f, _ := Parse("app.conf", []byte("postrotate\ntrue\nendscript\n/A /B {\n\tsharedscripts\n\tsize\n}\n/A {\ncopytruncate\n}\n"), Options{})
	got, err := json.MarshalIndent(Sections(f), "", " ")
	if err != nil {
		t.Fatal(err)
	}
	const want = `{
 "file": "app.conf",
 "accepted": false,
 "sections": [
  {
   "paths": [
    "/A",
    "/B"
   ],
   "line": 4,
   "shared": true,
   "copytruncate": false,
   "scripts": [
    {
     "kind": "postrotate",
     "line": 1,
     "endLine": 3,
     "body": "\ntrue\n"
    }
   ]
  },
  {
   "paths": [
    "/A"
   ],
   "line": 8,
   "shared": false,
   "copytruncate": true,
   "scripts": []
  }
 ],
 "problems": [
  {
   "line": 6,
   "column": 2,
   "severity": "warning",
   "message": "size takes a value; logrotate ignores the line"
  },
  {
   "line": 8,
   "column": 1,
   "severity": "error",
   "message": "\"/A\" is in a section already; logrotate leaves it out here and exits with an error"
  }
 ]
}`
	if string(got) != want {
		t.Errorf("%s", got)
	}
}

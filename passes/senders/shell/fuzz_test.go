package shell

import (
	"strings"
	"testing"

	"github.com/siglint/siglint/passes/fuzztest"
	"github.com/siglint/siglint/passes/senders"
	"github.com/siglint/siglint/passes/senders/sendtest"
)

// FuzzSends holds that nothing panics or takes long, and that every send stands
// at its own words.
func FuzzSends(f *testing.F) {
	for _, text := range []string{
		initText, "kill -HUP `cat /run/a.pid`", "sh -c \"kill -HUP $(cat a)\"", "ps ax|grep a|xargs kill", "x=$x$x; eval $x",
		"case $1 in a|b) kill -$2 $3;; *) $0 a;; esac", "for i in a b; do x=\"$x $i\"; done; kill $x", "f() { f; f; }; f", "trap 'trap \"kill 1\" 2' 1",
		"cat <<-'E' | sh\n\tkill 1\n\tE\n", "echo \\\nkill 1|sh", "find . -exec kill {} \\;", "a=(kill 1); ${a[@]}", "kill \x01\x01", "${x//a/b}${x%%*}",
		"start-stop-daemon --stop --retry TERM/$x/KILL/5 --pidfile=$y", "su - x -c 'kill -s HUB 1' a b", "read x <<< 1; kill $x",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		sendtest.Fuzz(t, text, func() ([]senders.Send, []senders.Problem) { return Sends(senders.Script{File: "x", Text: text}) })
	})
}

func FuzzBlank(f *testing.F) {
	f.Add("a {{ b }} ${{ c }} {% d %} <%= e %> {# f #}")
	f.Fuzz(func(t *testing.T, text string) {
		var got string
		fuzztest.Bounded(t, len(text), func() { got = Blank(text) })
		if len(got) != len(text) || strings.Count(got, "\n") != strings.Count(text, "\n") {
			t.Fatalf("%q became %q", text, got)
		}
	})
}

func BenchmarkSends(b *testing.B) {
	b.SetBytes(int64(len(initText)))
	for b.Loop() {
		Sends(senders.Script{File: "app", Context: "init", Text: initText})
	}
}

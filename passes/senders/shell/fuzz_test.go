package shell

import (
	"strings"
	"testing"
	"time"

	"github.com/siglint/siglint/passes/senders"
)

// FuzzSends holds that nothing panics or takes long, and that every place is in
// the text, ends behind its start, and stands at a word of the text.
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
		start := time.Now()
		sends, problems := Sends(senders.Script{File: "x", Text: text})
		if d := time.Since(start); d > 10*time.Second {
			t.Fatalf("took %v", d)
		}
		lines := strings.Split(text, "\n")
		inside := func(p senders.Position) bool {
			return p.Line >= 1 && p.Line <= len(lines) && p.Column >= 1 && p.Column <= len(lines[p.Line-1])+1
		}
		before := func(a, b senders.Position) bool { return a.Line < b.Line || a.Line == b.Line && a.Column <= b.Column }
		for _, s := range sends {
			if !inside(s.Pos) || !inside(s.End) || !before(s.Pos, s.End) {
				t.Fatalf("%v to %v is no place: %s", s.Pos, s.End, show(s))
			}
			if line := lines[s.Pos.Line-1]; s.Pos.Column > len(line) || strings.ContainsRune(" \t", rune(line[s.Pos.Column-1])) {
				t.Fatalf("%v stands at no word: %s", s.Pos, show(s))
			}
			if s.Via == "" || s.TargetKind == "" || s.Intent == "" || s.Context == "" {
				t.Fatalf("incomplete: %+v", s)
			}
		}
		for _, p := range problems {
			if !inside(p.Pos) || !inside(p.End) || p.Message == "" {
				t.Fatalf("%+v", p)
			}
		}
	})
}

func FuzzBlank(f *testing.F) {
	f.Add("a {{ b }} ${{ c }} {% d %} <%= e %> {# f #}")
	f.Fuzz(func(t *testing.T, text string) {
		got := Blank(text)
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

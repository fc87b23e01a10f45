package shell

import (
	"strings"
	"testing"

	"github.com/siglint/siglint/passes/senders"
)

// between returns the text of a file between two places.
func between(text string, from, to senders.Position) string {
	off := func(p senders.Position) int {
		lines := strings.SplitAfter(text, "\n")
		n := p.Column - 1
		for _, l := range lines[:p.Line-1] {
			n += len(l)
		}
		return n
	}
	return text[off(from):off(to)]
}

// A send stands where its command stands, whatever is around it.
func TestPlaces(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"kill -HUP 1", "kill -HUP 1"},
		{"\n\n\tsudo -n kill -HUP 1 >/dev/null 2>&1 || true\n", "kill -HUP 1"},
		{"if x; then \\\n  kill -HUP \\\n  1; \\\nfi\n", "kill -HUP \\\n  1"},
		{"sh -c 'x && kill -HUP 1'", "kill -HUP 1"},
		{"sh -c \"x && kill -HUP 1\"", "kill -HUP 1"},
		{"sh -c \"kill -HUP \\$(cat a)\"", "kill -HUP \\$(cat a)"},
		{"su -c 'sh -c \"kill -HUP 1\"'", "kill -HUP 1"},
		{"cat a | xargs -r kill -HUP", "kill -HUP"},
		{"sh <<EOF\n  kill -HUP 1\nEOF\n", "kill -HUP 1"},
		{"sh <<'EOF'\nx\nkill -HUP 1\nEOF\n", "kill -HUP 1"},
		{"sh <<EOF\nkill -HUP 1", "kill -HUP 1"},
		{"trap 'rm x; kill -HUP 1' EXIT", "kill -HUP 1"},
		{"é() { :; }; kill -HUP 1", "kill -HUP 1"},
		{"f() {\n kill -HUP $1\n}\nf 1\n", "kill -HUP $1"},
		{"x=$(kill -HUP 1)", "kill -HUP 1"},
		{"x=`kill -HUP 1`", "kill -HUP 1"},
		{"\tkill -HUP 1\r\n", "kill -HUP 1\r"},
		{"docker exec a kill -HUP 1", "kill -HUP 1"},
		{"eval \"kill -HUP 1\"", "kill -HUP 1"},
	} {
		sends, _ := Sends(senders.Script{Text: c.text})
		if len(sends) != 1 {
			t.Errorf("%q: %d sends", c.text, len(sends))
			continue
		}
		if got := between(c.text, sends[0].Pos, sends[0].End); got != c.want {
			t.Errorf("%q: stands at %q, want %q", c.text, got, c.want)
		}
	}
}

func TestStart(t *testing.T) {
	sends, _ := Sends(senders.Script{Text: "x\n kill 1", Start: senders.Position{Line: 10, Column: 5}})
	if want := (senders.Position{Line: 11, Column: 2}); len(sends) != 1 || sends[0].Pos != want {
		t.Errorf("second line: %+v", sends)
	}
	sends, _ = Sends(senders.Script{Text: "kill 1", Start: senders.Position{Line: 10, Column: 5}})
	if want := (senders.Position{Line: 10, Column: 5}); len(sends) != 1 || sends[0].Pos != want {
		t.Errorf("first line: %+v", sends)
	}
}

func TestProblems(t *testing.T) {
	for _, c := range []struct{ text, want, at string }{
		{"kill -HUB 1", `unknown signal "HUB"; did you mean HUP?`, "-HUB"},
		{"kill -s HUPP 1", `unknown signal "HUPP"; did you mean HUP?`, "HUPP"},
		{"kill -SIGHUB 1", `unknown signal "SIGHUB"; did you mean SIGHUP?`, "-SIGHUB"},
		{"pkill -HUB app", `unknown signal "HUB"; did you mean HUP?`, "-HUB"},
		{"pkill --signal TREM app", `unknown signal "TREM"; did you mean TERM?`, "--signal TREM"},
		{"killall -TREM app", `unknown signal "TREM"; did you mean TERM?`, "-TREM"},
		{"systemctl kill -s SIGUSR app", `unknown signal "SIGUSR"; did you mean SIGUSR1?`, "-s SIGUSR"},
		{"docker kill --signal=HUB app", `unknown signal "HUB"; did you mean HUP?`, "--signal=HUB"},
		{"start-stop-daemon --stop --signal HUB -p x", `unknown signal "HUB"; did you mean HUP?`, "--signal HUB"},
	} {
		sends, problems := Sends(senders.Script{Text: c.text})
		if len(problems) != 1 || problems[0].Message != c.want || problems[0].Category != "misspelt" {
			t.Errorf("%s: %+v", c.text, problems)
			continue
		}
		if got := between(c.text, problems[0].Pos, problems[0].End); got != c.at || len(sends) > 0 {
			t.Errorf("%s: stands at %q, want %q; sends %v", c.text, got, c.at, sends)
		}
	}
	// None of these is a signal gone wrong.
	for _, text := range []string{"kill -x 1", "pkill -fx app", "pkill -u bob", "killall -qw app", "kill -$x 1", "kill -s $x 1", "pkill -n app", "killall -I app"} {
		if _, problems := Sends(senders.Script{Text: text}); len(problems) > 0 {
			t.Errorf("%s: %+v", text, problems)
		}
	}
}

// A syntax error ends the reading; what came before counts.
func TestSyntaxError(t *testing.T) {
	sends, problems := Sends(senders.Script{Text: "kill -HUP 1\nif x; then\nkill -INT 2\ndone\n"})
	if len(sends) != 1 || sends[0].Signal != "SIGHUP" || len(problems) != 1 || problems[0].Pos.Line < 2 {
		t.Errorf("%+v\n%+v", sends, problems)
	}
	if p := problems[0]; !strings.HasPrefix(p.Message, "shell syntax: ") || p.Category != "" {
		t.Errorf("%+v", p)
	}
}

package shell

import (
	"fmt"
	"strings"
	"testing"

	"github.com/siglint/siglint/passes/fuzztest"
	"github.com/siglint/siglint/passes/senders"
)

// Hostile text ends soon, in one clear problem.
func TestBounds(t *testing.T) {
	var ifs, calls, vars strings.Builder
	for i := range 400 {
		fmt.Fprintf(&ifs, "if x; then v%d=a; else v%d=b; fi\n", i, i)
		fmt.Fprintf(&calls, "f%d() { f%d; f%d; }\n", i, i+1, i+1)
	}
	for i := range 20_000 {
		fmt.Fprintf(&vars, "v%d=$v%d$v%d\nif x; then v=%d; fi\n", i+1, i, i, i)
	}
	sh := "kill -HUP 7"
	for range 12 {
		sh = "sh -c '" + strings.ReplaceAll(sh, "'", `'\''`) + "'"
	}
	for name, c := range map[string]struct {
		text, want string // want: the start of the problem's message; "" for none
	}{
		"long word":    {strings.Repeat("a", 1<<22), "the shell text is longer"},
		"braces":       {strings.Repeat("{", 1<<20), ""},
		"parens":       {strings.Repeat("(", 1<<20), "the shell text is nested too deeply"},
		"groups":       {strings.Repeat("{ ", 1<<19), "the shell text is nested too deeply"},
		"substitution": {strings.Repeat("$(", 1<<19), "the shell text is nested too deeply"},
		"quotes":       {strings.Repeat(`"$(`, 1<<18), "the shell text is nested too deeply"},
		"ifs":          {strings.Repeat("if ", 1<<18), "the shell text is nested too deeply"},
		"arithmetic":   {strings.Repeat("$((", 1<<18), "the shell text is nested too deeply"},
		"pipes":        {strings.Repeat("a|", 1<<18), "shell syntax: "},
		"ands":         {strings.Repeat("a&&", 1<<18), "shell syntax: "},
		"subshells":    {strings.Repeat("(", 400) + "kill 1" + strings.Repeat(")", 400), "commands are nested more than"},
		"many ifs":     {ifs.String() + "kill 1", ""},
		"many calls":   {calls.String() + "f0", "commands are nested more than"},
		"recursion":    {"f() { f; f; f; }; f; f", ""},
		"doubling":     {"x=aaaa\n" + strings.Repeat("x=$x$x\n", 200) + "eval $x; kill $x", ""},
		"variables":    {vars.String(), "the shell text has too many paths"},
		"eval":         {"x='eval $x'; eval $x", "shells are nested more than"},
		"shells":       {sh, ""},
		"loops":        {strings.Repeat("for i in 1 2 3 4 5 6 7 8 9; do ", 20) + "x" + strings.Repeat("; done", 20), "the shell text has too many paths"},
		"NUL":          {"kill -HUP 1\x00\nkill -INT 2\n", ""},
		"CRLF":         {"if x; then\r\nkill -HUP 1\r\nfi\r\n", ""},
		"not UTF-8":    {"kill -HUP \xff\xfe", ""},
		"backquotes":   {strings.Repeat("`", 1<<20), ""},
		"here":         {strings.Repeat("<<x ", 1<<18), "shell syntax: "},
	} {
		var problems []senders.Problem
		fuzztest.Bounded(t, len(c.text), func() { _, problems = Sends(senders.Script{Text: c.text}) })
		switch {
		case c.want == "" && len(problems) == 0:
		case len(problems) > 1, len(problems) == 0, !strings.HasPrefix(problems[0].Message, c.want):
			t.Errorf("%s: %d problems, not %q: %.300v", name, len(problems), c.want, messages(problems))
		}
	}
}

func messages(problems []senders.Problem) (out []string) {
	for _, p := range problems {
		out = append(out, p.Message)
	}
	return out
}

package shell

import (
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/siglint/siglint/passes/senders"
)

func TestBlank(t *testing.T) {
	for _, c := range []spelling{
		{"kill -HUP $(cat {{ pidfile }})", "SIGHUP kill pidfile {{...}}"},
		{"kill -HUP $(cat '{{ dir }}/a.pid')", "SIGHUP kill pidfile {{...}}/a.pid"},
		{"kill -HUP $(cat \"{{ dir }}/a.pid\")", "SIGHUP kill pidfile {{...}}/a.pid"},
		{"pkill -HUP {{ .Values.name }}", "SIGHUP pkill process-name {{...}}"},
		{"{% if reload %}\nkill -HUP 7\n{% endif %}\n", "SIGHUP kill pid 7"},
		{"{{- if .Reload }}\nkill -HUP 7\n{{- end }}\n", "SIGHUP kill pid 7"},
		{"<% if @x %>\nkill -HUP <%= @pid %>\n<% end %>\n", "SIGHUP kill unknown {{...}}"},
		{"{# kill -INT 1 #}\nkill -HUP ${{ env.PID }}", "SIGHUP kill unknown {{...}}"},
		{"kill -{{ sig }} 7", "? kill pid 7"},
		{"echo ${#x}; kill -HUP 7 # #}", "SIGHUP kill pid 7"},
	} {
		text := Blank(c.text)
		sends, problems := Sends(senders.Script{Text: text})
		if got := showAll(sends); got != c.want || len(problems) > 0 || len(text) != len(c.text) {
			t.Errorf("%s\n\tgot  %s %v\n\twant %s", c.text, got, problems, c.want)
		}
	}
}

func TestBuilds(t *testing.T) {
	r := Read(senders.Script{Text: `set -e
cd cmd
NAME=appd
CGO_ENABLED=0 GOOS=linux go build -trimpath -ldflags "-s -w" -o bin/$NAME ./cmd/app
go build -o=/out/b .
go build ./cmd/other
go test -o x ./...
sudo go build -C sub -o c
`})
	want := []Build{
		{Pos: senders.Position{Line: 4, Column: 26}, Output: "bin/appd", Package: "./cmd/app", Dir: "cmd"},
		{Pos: senders.Position{Line: 5, Column: 1}, Output: "/out/b", Package: ".", Dir: "cmd"},
		{Pos: senders.Position{Line: 8, Column: 6}, Output: "c", Package: ".", Dir: "sub"},
	}
	if !slices.Equal(r.Builds, want) {
		t.Errorf("got %+v\nwant %+v", r.Builds, want)
	}
}

func TestCalls(t *testing.T) {
	r := Read(senders.Script{Text: "[ -x a ] && /usr/lib/app/util reload $x || true\n. ./lib.sh\nsh ./b.sh stop\nls -l\nf() { :; }\n"})
	var got []string
	for _, c := range r.Calls {
		got = append(got, strings.Join(c.Args, "|"))
	}
	if want := []string{"/usr/lib/app/util|reload|", ".|./lib.sh", "./b.sh|stop"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if c := r.Calls[0]; !c.Guarded || !c.Ignores || c.Pos.Column != 13 {
		t.Errorf("%+v", c)
	}
	if !slices.Equal(r.Funcs, []string{"f"}) {
		t.Errorf("functions %q", r.Funcs)
	}
}

func TestPrograms(t *testing.T) {
	for text, want := range map[string]string{
		"app -x":                        "app -x",
		"sudo -u a env X=1 app":         "app",
		"sh -c 'exec app serve'":        "app serve!",
		"mkdir x; prepare; exec app":    "prepare,app!",
		"A=/usr/bin/app; exec $A serve": "/usr/bin/app serve!",
		"kill 1":                        "",
	} {
		var got []string
		for _, p := range Programs(senders.Script{Text: text}) {
			s := strings.Join(p.Args, " ")
			if p.Exec {
				s += "!"
			}
			got = append(got, s)
		}
		if strings.Join(got, ",") != want {
			t.Errorf("%s: got %q, want %q", text, got, want)
		}
	}
}

// What the shells accept is read without a problem, and what none of them
// accepts is not.
func TestAcceptance(t *testing.T) {
	var shells []string
	for _, name := range []string{"dash", "bash"} {
		if path, err := exec.LookPath(name); err == nil {
			shells = append(shells, path)
		}
	}
	if len(shells) == 0 {
		t.Skip("neither dash nor bash is installed")
	}
	for _, text := range []string{
		initText, "if x; then y; fi", "if x; then y", "case a in b) c;; esac", "case a in b) c; esac", "case a in b c;; esac",
		"for i in a b; do c; done", "for i in a b; do c", "f() { a; }; f", "f() a", "f() { a }", "( a )", "( a", "a | b && c || d", "a || ", "| a",
		"x=$(a)", "x=$(a", "x=`a`", "x=`a", "echo \"a", "echo 'a'", "cat <<E\na\nE\n", "cat <<E\na\n", "while a; do b; done", "until a; do b; done",
		"! a", "{ a; }", "{ a; ", "}", "fi", "done", "a & b", "a &", "a;; b", "x=1 y=2 z", "$((1+2))", "${x:-y}", "${x", "[[ a == b ]] && c",
		"a=(b c); echo ${a[0]}", "function f { a; }", "a &> b", "diff <(a) <(b)", "echo ${x//a/b}", "trap 'a' 1 2", "exec 3>&1 >/dev/null", "a <<< b",
	} {
		accepted := false
		for _, sh := range shells {
			cmd := exec.Command(sh, "-n")
			cmd.Stdin = strings.NewReader(text)
			err := cmd.Run()
			accepted = accepted || err == nil
		}
		_, problems := Sends(senders.Script{Text: text})
		if accepted != (len(problems) == 0) {
			t.Errorf("%q: a shell accepts it: %v; read with %v", text, accepted, problems)
		}
	}
}

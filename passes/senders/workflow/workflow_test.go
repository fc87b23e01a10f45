package workflow

import (
	"testing"

	"github.com/siglint/siglint/passes/senders"
	"github.com/siglint/siglint/passes/senders/sendtest"
)

var tests = []struct{ name, text, want string }{
	{"a block", "jobs:\n  a:\n    steps:\n      - uses: x\n      - name: n\n        run: |\n          ./appd &\n          kill -HUP \"$(cat app.pid)\"\n",
		"8:11 kill SIGHUP pidfile app.pid\n"},
	{"one line, with the step's variable", "env: {N: x}\njobs:\n  a:\n    env: {N: appd}\n    steps:\n    - run: pkill -USR1 -x $N\n",
		"6:12 pkill SIGUSR1 process-name appd\n"},
	{"folded", "jobs:\n  a:\n    steps:\n    - run: >-\n        pkill\n        -HUP appd\n", "5:9 pkill SIGHUP process-name appd\n"},
	{"an expression before the command", "jobs: {a: {steps: [{run: \"echo ${{ x }}; pkill -HUP a\"}]}}\n", "1:42 pkill SIGHUP process-name a\n"},
	{"composite action", "runs:\n  using: composite\n  steps:\n  - run: pkill -HUP a\n    shell: bash\n", "4:10 pkill SIGHUP process-name a\n"},
	{"GitLab: one shell for all lines", "test:\n  script:\n    - N=appd\n    - pkill -HUP $N\n", "4:7 pkill SIGHUP process-name appd\n"},
	{"before a mistake", "jobs: {a: {steps: [{run: pkill -HUP a}]}}\n---\n[\n", "1:26 pkill SIGHUP process-name a\n"},

	// Other shells, other keys, an expression for the whole command.
	{"silent", "jobs:\n  a:\n    defaults: {run: {shell: pwsh}}\n    steps:\n    - run: pkill -HUP a\n    - {run: pkill -HUP a, shell: python}\n    - name: pkill -HUP a\n" +
		"  b:\n    steps:\n    - run: ${{ x }} -HUP a\n    - with: {run: pkill -HUP a}\n", ""},
	{"silent text", "a: pkill -HUP a\n", ""},
	{"silent list", "- pkill -HUP a\n", ""},
}

func TestRead(t *testing.T) {
	for _, c := range tests {
		t.Run(c.name, func(t *testing.T) {
			sends, problems := Read("ci.yml", []byte(c.text))
			sendtest.Check(t, c.text, sends, c.want)
			if want := c.name == "before a mistake"; len(problems) > 0 != want {
				t.Errorf("problems %+v", problems)
			}
			sendtest.Places(t, c.text, sends, problems)
		})
	}
}

func TestBuilds(t *testing.T) {
	builds := Builds("ci.yml", []byte("jobs: {a: {steps: [{run: go build -o appd ./cmd/app}]}}\n"))
	if len(builds) != 1 || builds[0].Output != "appd" || builds[0].Package != "./cmd/app" {
		t.Errorf("builds %+v", builds)
	}
}

func FuzzRead(f *testing.F) {
	for _, c := range tests {
		f.Add(c.text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		sendtest.Fuzz(t, text, func() ([]senders.Send, []senders.Problem) { return Read("ci.yml", []byte(text)) })
	})
}

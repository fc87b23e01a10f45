package container

import (
	"strings"
	"testing"

	"github.com/siglint/siglint/passes/fuzztest"
	"github.com/siglint/siglint/passes/senders"
	"github.com/siglint/siglint/passes/senders/sendtest"
)

var tests = []struct{ name, file, text, want, problem string }{
	{"stop signal, exec form", "Dockerfile", "FROM x\nENTRYPOINT [\"/usr/bin/appd\", \"-x\"]\nSTOPSIGNAL SIGQUIT\n",
		"3:12 stopsignal SIGQUIT container appd [end]\n", ""},
	{"a number, CMD, any case", "app.Dockerfile", "from x\ncmd [\"appd\"]\nstopsignal 2  \n", "3:12 stopsignal SIGINT container appd [end]\n", ""},
	{"shell form stays in front", "Dockerfile", "FROM x\nSTOPSIGNAL HUP\nENTRYPOINT appd -x\n", "2:12 stopsignal SIGHUP container appd [end] shell\n", ""},
	{"exec in shell form", "Dockerfile", "FROM x\nSTOPSIGNAL HUP\nCMD A=b exec appd \\\n # why\n  -x\n", "2:12 stopsignal SIGHUP container appd [end]\n", ""},
	{"wrappers", "Dockerfile", "FROM x\nSTOPSIGNAL HUP\nENTRYPOINT [\"/sbin/tini\", \"-g\", \"--\", \"gosu\", \"me\", \"/appd\"]\n", "2:12 stopsignal SIGHUP container appd [end]\n", ""},
	{"a script may do anything", "Dockerfile", "FROM x\nSTOPSIGNAL HUP\nENTRYPOINT [\"/entry.sh\"]\nCMD [\"appd\"]\n", "2:12 stopsignal SIGHUP unknown  [end]\n", ""},
	{"sh -c", "Dockerfile", "FROM x\nSTOPSIGNAL HUP\nENTRYPOINT [\"sh\", \"-c\", \"exec appd \\\"$@\\\"\"]\n", "2:12 stopsignal SIGHUP container appd [end]\n", ""},
	{"last stage, made from an earlier one", "Dockerfile", "FROM x AS base\nSTOPSIGNAL HUP\nCMD [\"a\"]\nFROM y\nSTOPSIGNAL INT\nFROM --platform=z base\nCMD [\"b\"]\n",
		"2:12 stopsignal SIGHUP container b [end]\n", ""},
	{"health check", "Dockerfile", "FROM x\nHEALTHCHECK --interval=5s --timeout=1s CMD curl x || kill -USR1 1\nCMD [\"appd\"]\n",
		"2:54 kill SIGUSR1 container appd guarded\n", ""},
	{"health check as a list", "Dockerfile", "FROM x\nCMD [\"appd\"]\nHEALTHCHECK CMD [\"sh\", \"-c\", \"test -f \\\"x\\\" || kill -USR1 1\"]\n",
		"3:48 kill SIGUSR1 container appd guarded\n", ""},
	{"here-document", "Dockerfile", "FROM x\nRUN <<EOF\nkill -HUP $(cat /run/a.pid)\nEOF\nRUN cat <<E > x && pkill -HUP b\nkill 1\nE\n",
		"3:1 kill SIGHUP pidfile /run/a.pid\n5:20 pkill SIGHUP process-name b guarded\n", ""},
	{"variables and continued lines", "Dockerfile", "FROM x\nENV N=appd\nRUN true && \\\n\n# no\n    pkill -HUP $N\n", "6:5 pkill SIGHUP process-name appd guarded\n", ""},
	{"escape directive", "Dockerfile", "# escape=`\nFROM x\nRUN true; `\n pkill -HUP a\n", "4:2 pkill SIGHUP process-name a\n", ""},
	{"misspelt", "Dockerfile", "FROM x\nSTOPSIGNAL SIGTREM\n", "", `unknown signal "SIGTREM"; did you mean SIGTERM?`},
	{"carriage returns", "Dockerfile", "FROM x\r\nCMD [\"a\"]\r\nSTOPSIGNAL INT\r\n", "3:12 stopsignal SIGINT container a [end]\n", ""},

	// An earlier stage, another shell, a variable, comments, and an empty file.
	{"silent", "Dockerfile", "FROM x\nSTOPSIGNAL INT\nFROM y\nSTOPSIGNAL $SIG\n# STOPSIGNAL HUP\nSHELL [\"pwsh\"]\nRUN pkill -HUP a\n", "", ""},
	{"silent junk", "Dockerfile", "\x00\nRUN <<EOF\nkill\n", "", ""},
	{"silent empty", "Dockerfile", "", "", ""},

	{"compose", "compose.yml", "services:\n  web:\n    image: reg:5000/me/appd:1@sha256:1\n    stop_signal: SIGQUIT\n    healthcheck: {test: curl x || kill -HUP 1}\n",
		"4:18 stopsignal SIGQUIT container appd [end]\n5:35 kill SIGHUP container appd guarded\n", ""},
	{"compose commands", "compose.yml", "services:\n  a:\n    command: [\"sh\", \"-c\", \"appd & kill -HUP $$!\"]\n    stop_signal: INT\n  b:\n    command: /bin/appd --x\n    stop_signal: 'USR1'\n  c:\n    build: .\n    command: --x\n    stop_signal: \"2\"\n    pre_stop:\n    - command: pkill -HUP c\n",
		"3:35 kill SIGHUP process-name appd\n4:18 stopsignal SIGINT unknown  [end] shell\n7:19 stopsignal SIGUSR1 container appd [end]\n11:19 stopsignal SIGINT container c [end]\n13:16 pkill SIGHUP process-name c [end]\n", ""},
	{"manifest", "pod.yaml", "kind: Service\n---\nkind: Deployment\nspec:\n  template:\n    spec:\n      containers:\n      - image: me/appd\n        lifecycle:\n          stopSignal: SIGUSR1\n          preStop:\n            exec:\n              command: [\"/bin/sh\", \"-c\", \"sleep 5; kill -QUIT 1\"]\n",
		"10:23 stopsignal SIGUSR1 container appd [end]\n13:52 kill SIGQUIT container appd [end]\n", ""},
	{"manifest, word by word", "pod.yaml", "kind: Pod\nspec:\n  containers:\n  - command: [/bin/other]\n    lifecycle:\n      postStart:\n        exec:\n          command:\n          - kill\n          - -s\n          - HUP\n          - \"1\"\n",
		"9:13 kill SIGHUP container other\n", ""},
	{"manifest, a script as a word", "pod.yaml", "kind: Pod\nspec:\n  containers:\n  - command: [\"sh\", -xc0, \"kill 0\"]\n",
		"4:28 kill SIGTERM pid 0 [end]\n", ""},
	{"script of a ConfigMap", "cm.yaml", "kind: ConfigMap\ndata:\n  a.sh: |\n    #!/bin/sh\n    pkill -HUP a\n  b: |\n    pkill -HUP b\n", "5:5 pkill SIGHUP process-name a\n", ""},
	{"Helm", "templates/d.yaml", "kind: Pod\nspec:\n  containers:\n  {{- range .Values.x }}\n  - image: \"{{ .image }}:{{ .tag }}\"\n    name: {{ .name | quote }}\n    lifecycle:\n      preStop:\n        exec:\n          command: [\"sh\", \"-c\", \"sleep {{ .s }}; kill -HUP 1\"]\n  {{- end }}\n",
		"10:50 kill SIGHUP unknown  [end]\n", ""},
	{"Helm that is no YAML", "templates/d.yaml", "kind: Pod\nspec:\n  {{ include \"x\" . }}: : [\n  containers:\n  - image: a\n    lifecycle:\n      preStop:\n        exec:\n          command: [\"kill\", \"-HUP\", \"1\"]\n    b: c\n",
		"9:22 kill SIGHUP unknown  [end]\n", ""},

	// Values elsewhere, another document, no list of containers.
	{"silent compose", "compose.yml", "services:\n  a:\n    environment: {X: kill -HUP 1}\n    stop_signal: ${SIG}\n    healthcheck: {test: [NONE]}\nstop_signal: HUP\n", "", ""},
	{"silent manifest", "x.yaml", "kind: X\nmetadata: {annotations: {a: kill -HUP 1}}\nlifecycle: {preStop: {exec: {command: [kill, 1]}}}\n", "", ""},
	{"silent YAML", "x.yaml", "- a\n- [b]\n", "", ""},
	{"not YAML", "x.yaml", "kind: [\n", "", "not valid YAML: did not find expected node content"},
	{"not YAML, and no manifest", "x.yaml", "a: [\n", "", ""},
}

func TestRead(t *testing.T) {
	for _, c := range tests {
		t.Run(c.name, func(t *testing.T) {
			sends, problems := Read(c.file, []byte(c.text))
			sendtest.Check(t, c.text, sends, c.want)
			if c.problem == "" && len(problems) > 0 || c.problem != "" && (len(problems) != 1 || problems[0].Message != c.problem) {
				t.Errorf("problems %+v, want %q", problems, c.problem)
			}
			sendtest.Places(t, c.text, sends, problems)
		})
	}
}

func TestIsDockerfile(t *testing.T) {
	for name, want := range map[string]bool{
		"Dockerfile": true, "build/app.Dockerfile": true, "Dockerfile.debian": true, "Containerfile": true, "dockerfile.go": false, "Dockerfile.md": false, "x": false,
	} {
		if IsDockerfile(name) != want {
			t.Errorf("IsDockerfile(%q) is not %v", name, want)
		}
	}
}

// Long lines, aliases, broken templates and here-documents take time in
// proportion to their length.
func TestHostile(t *testing.T) {
	many := func(head, s, tail string) string { return head + strings.Repeat(s, 1<<19/len(s)) + tail }
	for name, text := range map[string]string{
		"aliases":        many("kind: Pod\nc: &c {command: [sh, -c, kill -HUP 1]}\ncontainers: [", "*c,", "]\n"),
		"one line":       many("kind: Pod\ncontainers: [", "{command: [sh, -c, true]},", "]\n"),
		"brackets":       many("kind: ", "[", "\n"),
		"broken hooks":   many("kind: Pod\n{{ a }}: : [\n", "lifecycle:\n  preStop: {{ x }}\n", "\n"),
		"holes":          many("kind: Pod\ncontainers: [{command: [sh, -c, \"", "{{x}} ", "\"]}]\n"),
		"dollars":        many("services: {a: {command: \"", "$$ ", "\"}}\n"),
		"here-documents": many("FROM x\n", "RUN <<A <<B <<C\n", "\n"),
		"continued":      many("FROM x\nRUN ", "a \\\n", "\n"),
	} {
		for _, file := range []string{"x.yaml", "Dockerfile"} {
			t.Run(name+" in "+file, func(t *testing.T) { fuzztest.Bounded(t, len(text), func() { Read(file, []byte(text)) }) })
		}
	}
	if sends, problems := Read("Dockerfile", make([]byte, maxFile+1)); len(sends) > 0 || len(problems) != 1 {
		t.Errorf("a file that is too large: %d sends, problems %v", len(sends), problems)
	}
}

func TestBuilds(t *testing.T) {
	builds := Builds("Dockerfile", []byte("FROM go\nARG N=appd\nRUN CGO_ENABLED=0 go build \\\n  -o /out/$N ./cmd/app\n"))
	if len(builds) != 1 || builds[0].Output != "/out/appd" || builds[0].Package != "./cmd/app" {
		t.Errorf("builds %+v", builds)
	}
}

func FuzzDockerfile(f *testing.F) {
	for _, c := range tests {
		f.Add(c.text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		sendtest.Fuzz(t, text, func() ([]senders.Send, []senders.Problem) { return Read("Dockerfile", []byte(text)) })
	})
}

func FuzzCompose(f *testing.F) {
	for _, c := range tests {
		f.Add(c.text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		sendtest.Fuzz(t, text, func() ([]senders.Send, []senders.Problem) { return Read("compose.yaml", []byte(text)) })
	})
}

// FuzzYAML reads Kubernetes manifests, and Helm's templates of them.
func FuzzYAML(f *testing.F) {
	for _, c := range tests {
		f.Add(c.text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		sendtest.Fuzz(t, text, func() ([]senders.Send, []senders.Problem) { return Read("x.yaml", []byte(text)) })
	})
}

package gosend

import (
	"strings"
	"testing"

	"github.com/siglint/siglint/passes/senders"
	"github.com/siglint/siglint/passes/senders/sendtest"
)

const header = "package p\nimport (\"os\"; \"os/exec\"; \"syscall\"; \"strconv\"; \"strings\"; \"golang.org/x/sys/unix\"; \"fmt\")\n"

var tests = []struct{ name, text, want string }{
	{"kill", "func f(pid int) { syscall.Kill(pid, syscall.SIGHUP) }", "3:19 go SIGHUP pid-var pid\n"},
	{"unix, by number, of a group", "func stopAll(pid int) { unix.Kill(-pid, syscall.Signal(15)) }", "3:25 go SIGTERM pid-var -pid [end]\n"},
	{"process", "func reload(p *os.Process) error { return p.Signal(unix.SIGUSR1) }", "3:43 go SIGUSR1 pid-var p [survive]\n"},
	{"interrupt", "func f(p *os.Process) { _ = p.Signal(os.Interrupt) }", "3:29 go SIGINT pid-var p\n"},
	{"pidfile", "const file = \"/run/app.pid\"\nfunc f() {\n b, err := os.ReadFile(file)\n if err != nil { return }\n pid, err := strconv.Atoi(strings.TrimSpace(string(b)))\n p, _ := os.FindProcess(pid)\n p.Signal(syscall.SIGHUP)\n}",
		"9:2 go SIGHUP pidfile /run/app.pid\n"},
	{"child", "func f() { cmd := exec.Command(\"/bin/appd\", \"-x\"); cmd.Start(); cmd.Process.Signal(syscall.SIGHUP); syscall.Kill(cmd.Process.Pid, syscall.SIGUSR2) }",
		"3:65 go SIGHUP process-name appd\n3:101 go SIGUSR2 process-name appd\n"},
	{"signal in a variable", "func f(p *os.Process) { sig := syscall.SIGHUP; p.Signal(sig) }", "3:48 go SIGHUP pid-var p\n"},
	{"command", "func f() { exec.Command(\"pkill\", \"-HUP\", \"-x\", \"appd\").Run() }", "3:26 pkill SIGHUP process-name appd\n"},
	{"command of a variable", "func f(pid int) { exec.Command(\"kill\", \"-HUP\", strconv.Itoa(pid)).Run() }", "3:33 kill SIGHUP pid-var ${pid}\n"},
	{"shell", "func f() { exec.Command(\"sh\", \"-c\", \"echo \\\"it's\\\" && pkill -HUP appd\").Run() }", "3:55 pkill SIGHUP process-name appd guarded\n"},
	{"raw string", "func f() { exec.CommandContext(nil, \"/bin/bash\", \"-c\", `true\npkill -HUP appd`).Run() }", "4:1 pkill SIGHUP process-name appd\n"},
	{"text with a hole", "func f() {\n b, _ := os.ReadFile(\"/run/app.pid\")\n exec.Command(\"/bin/bash\", \"-c\", `kill -30 `+string(b)).Run()\n}", "5:35 kill SIGPWR pidfile /run/app.pid\n"},
	{"formatted text", "func f(pid int) { exec.Command(\"sh\", \"-c\", fmt.Sprintf(\"sleep 1; kill -HUP %d\", pid)).Run() }", "3:56 kill SIGHUP pid-var ${pid}\n"},
	{"a word of two parts", "func f(name string) { exec.Command(\"systemctl\", \"kill\", \"-s\", \"HUP\", \"app\"+\".service\"); exec.Command(\"pkill\", \"-\"+name, \"app\") }", "3:37 systemctl-kill SIGHUP unit app.service\n3:103 pkill  process-name app\n"},
	{"service", "func f() { exec.Command(\"systemctl\", \"kill\", \"-s\", \"HUP\", \"appd.service\") }", "3:26 systemctl-kill SIGHUP unit appd.service\n"},
	{"docker", "func f(c x) { c.ContainerKill(nil, \"app\", \"SIGHUP\") }\nvar _ = os.Args", "3:15 go SIGHUP container app\n"},
	{"init process", "func f() { syscall.Kill(1, syscall.SIGHUP) }", "3:12 go SIGHUP pid 1\n"},

	// To itself, to nobody, tests for life, and what is no signal.
	{"silent to itself", "func f() { syscall.Kill(syscall.Getpid(), syscall.SIGHUP); p, _ := os.FindProcess(os.Getpid()); p.Signal(syscall.SIGHUP); syscall.Kill(0, syscall.SIGHUP); unix.Kill(-1, syscall.SIGHUP) }", ""},
	{"silent tests for life", "func f(p *os.Process) { p.Signal(syscall.Signal(0)); syscall.Kill(1, 0) }", ""},
	{"silent other methods", "func f(c *sync.Cond, x X) { c.Signal(); x.Signal(\"SIGHUP\"); x.Signal(syscall.EINTR); x.Kill(1, syscall.SIGHUP) }", ""},
	{"silent unknown signals", "func f(p *os.Process, sig os.Signal) { p.Signal(sig) }\nfunc g(p *os.Process) { s := syscall.SIGHUP; s = syscall.SIGTERM; p.Signal(s) }", ""},
	{"silent other commands", "func f(x string) { exec.Command(\"echo\", \"kill -HUP 1\"); exec.Command(x, \"-HUP\", \"1\"); exec.Command(\"kill\", \"-0\", \"1\"); exec.Command() }", ""},
	{"silent text that only prints", "func f(x string) { exec.Command(\"sh\", \"-c\", \"echo kill -HUP \"+x); exec.Command(\"sh\", \"-c\", fmt.Sprintf(\"echo %s %%d kill -HUP 1\", x)) }", ""},
	{"silent comments", "// syscall.Kill(1, syscall.SIGHUP)\nvar s = `p.Signal(syscall.SIGHUP)`", ""},
}

func TestRead(t *testing.T) {
	for _, c := range tests {
		t.Run(c.name, func(t *testing.T) {
			text := header + c.text + "\n"
			sends, problems := Read("f.go", []byte(text))
			sendtest.Check(t, text, sends, c.want)
			if len(problems) > 0 {
				t.Errorf("problems %+v", problems)
			}
		})
	}
}

// Other packages of the same names, and files that import none of them.
func TestOtherPackages(t *testing.T) {
	for _, text := range []string{
		"package p\nimport syscall \"example.com/syscall\"\nfunc f() { syscall.Kill(1, syscall.SIGHUP) }\n",
		"package p\nfunc f() { syscall.Kill(1, syscall.SIGHUP) }\n",
		"package p\nimport \"os\"\nfunc f() { unix.Kill(1, unix.SIGHUP); os.Kill(1, unix.SIGHUP) }\n",
	} {
		if sends, _ := Read("f.go", []byte(text)); len(sends) > 0 {
			t.Errorf("%s: %+v", text, sends)
		}
	}
	sends, _ := Read("f.go", []byte("package p\nimport sys \"syscall\"\nfunc f() { sys.Kill(1, sys.SIGHUP) }\n"))
	if len(sends) != 1 || sends[0].Signal != "SIGHUP" {
		t.Errorf("another name for syscall: %+v", sends)
	}
}

func TestMisspelt(t *testing.T) {
	_, problems := Read("f.go", []byte(header+"func f() { exec.Command(\"pkill\", \"--signal\", \"HUB\", \"appd\") }\n"))
	if len(problems) != 1 || problems[0].Category != "misspelt" || problems[0].Pos.Line != 3 {
		t.Errorf("problems %+v", problems)
	}
}

func TestBroken(t *testing.T) {
	for _, text := range []string{
		"package", "package p; import \"os\"; func f(p P) { p.Signal(os.Interrupt", "\x00.Kill(", "package p\nimport \"os\"\nvar _ = " + strings.Repeat("(", 1<<20) + ".Signal(",
	} {
		Read("f.go", []byte(text))
	}
	if sends, _ := Read("f.go", make([]byte, maxFile+1)); len(sends) > 0 {
		t.Error("a file that is too large is read")
	}
}

func FuzzRead(f *testing.F) {
	for _, c := range tests {
		f.Add(header + c.text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		sendtest.Fuzz(t, text, func() ([]senders.Send, []senders.Problem) { return Read("f.go", []byte(text)) })
	})
}

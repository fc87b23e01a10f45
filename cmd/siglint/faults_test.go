package main

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
)

// A patient is a module that the command works on while something goes wrong.
type patient struct {
	t    *testing.T
	bin  string // the command
	top  string // of all that the test writes; anybody may enter it
	dir  string // of the module, below top
	env  []string
	cred *syscall.Credential // of whoever runs the command, if it is somebody else
}

// newPatient makes a module of files, or a copy of the daemon if there are none.
func newPatient(t *testing.T, files map[string]string) *patient {
	t.Helper()
	top, err := os.MkdirTemp("", "siglint-test-*")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(top) })
	if err := os.Chmod(top, 0o755); err != nil {
		t.Fatal(err)
	}
	p := &patient{t: t, bin: mustFind(t, "siglint"), top: top, dir: filepath.Join(top, "tree")}
	if files == nil {
		if err := os.CopyFS(p.dir, os.DirFS("../../testdata/daemon")); err != nil {
			t.Fatal(err)
		}
	}
	for name, text := range files {
		write(t, p.dir, name, text)
	}
	if err := os.Mkdir(p.path("tmp"), 0o777); err != nil {
		t.Fatal(err)
	}
	p.env = append(os.Environ(), "HOME="+top, "TMPDIR="+p.path("tmp"), "XDG_CACHE_HOME="+p.path("cache"), "SIGLINTCACHE="+p.path("cache/own"),
		"GOCACHE="+goEnv("GOCACHE"), "GOMODCACHE="+goEnv("GOMODCACHE"), "GOTOOLCHAIN=local", "GOPROXY=off", "GOFLAGS=", "GOWORK=off")
	return p
}

func (p *patient) path(name string) string { return filepath.Join(p.top, filepath.FromSlash(name)) }

// command prepares a run.
func (p *patient) command(args ...string) *exec.Cmd {
	cmd := exec.CommandContext(p.t.Context(), p.bin, args...)
	cmd.Dir, cmd.Env = p.dir, p.env
	if p.cred != nil {
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: p.cred}
	}
	return cmd
}

// A result is what a run came to.
type result struct {
	out, err string
	status   int
}

// finish waits for a prepared run.
func (p *patient) finish(cmd *exec.Cmd) result {
	p.t.Helper()
	var out, stderr bytes.Buffer
	if cmd.Stdout == nil {
		cmd.Stdout = &out
	}
	cmd.Stderr = &stderr
	err := cmd.Run()
	if cmd.ProcessState == nil {
		p.t.Fatal(err)
	}
	for _, word := range []string{"goroutine 1 [", "panic: ", "internal error"} {
		if strings.Contains(stderr.String(), word) {
			p.t.Errorf("%v printed %.2000s", cmd.Args, stderr.String())
		}
	}
	return result{out.String(), stderr.String(), cmd.ProcessState.ExitCode()}
}

func (p *patient) run(args ...string) result {
	p.t.Helper()
	return p.finish(p.command(args...))
}

// expect holds a result against a status and expressions for both outputs, of
// which each must be a line.
func (r result) expect(t *testing.T, what string, status int, out, stderr string) {
	t.Helper()
	if r.status != status || !regexp.MustCompile("(?m)^"+out+"$").MatchString(r.out) || !regexp.MustCompile("(?m)^"+stderr+"$").MatchString(r.err) {
		t.Errorf("%s: exit status %d, printed\n%.3000s%.3000s\nwant %d, %s and %s", what, r.status, r.out, r.err, status, out, stderr)
	}
}

// stale is the finding in the daemon.
const stale = staleSender + `, .* \[stalesender\]`

// Whatever becomes of the cache, the result is the same, and nothing is said.
func TestSickCache(t *testing.T) {
	for name, ail := range map[string]func(p *patient){
		"none":        func(p *patient) { p.env = append(p.env, "SIGLINTCACHE=off") },
		"well":        func(*patient) {},
		"a file":      func(p *patient) { write(p.t, p.top, "cache/own", "no folder") },
		"of files":    func(p *patient) { files(hexFolders()...)(p.t, p.top) },
		"a device":    func(p *patient) { p.env = append(p.env, "SIGLINTCACHE=/dev/full") },
		"nowhere":     func(p *patient) { p.env = append(p.env, "SIGLINTCACHE=/proc/self/none") },
		"full":        fullDisk,
		"limited":     func(p *patient) { p.limit(8) }, // half-kilobytes to a file, as ENOSPC but for every user
		"read-only":   func(p *patient) { p.nobody(); readOnly(p, "cache") },
		"not mine":    func(p *patient) { write(p.t, p.top, "cache/own/00/x", ""); p.nobody() },
		"of nonsense": func(p *patient) { p.run("./..."); spoil(p) },
		"no home":     func(p *patient) { p.env = append(p.env, "SIGLINTCACHE=", "XDG_CACHE_HOME=", "HOME=") },
	} {
		t.Run(name, func(t *testing.T) {
			p := newPatient(t, nil)
			ail(p)
			for range 2 {
				r := p.run("./...")
				r.expect(t, name, 1, stale, "")
				if r.err != "" || strings.Count(r.out, "\n") != 2 {
					t.Errorf("printed\n%s%s", r.out, r.err)
				}
			}
		})
	}
}

// limit bounds the size of files that the command may write.
func (p *patient) limit(blocks int) {
	script := p.path("limited")
	write(p.t, p.top, "limited", fmt.Sprintf("#!/bin/sh\nulimit -f %d || exit 9\nexec '%s' \"$@\"\n", blocks, p.bin))
	if err := os.Chmod(script, 0o755); err != nil {
		p.t.Fatal(err)
	}
	p.bin = script
}

// nobody makes the command run as another user: root may write everywhere.
func (p *patient) nobody() {
	p.t.Helper()
	if os.Geteuid() != 0 {
		return
	}
	u, err := user.Lookup("nobody")
	if err != nil {
		p.t.Skip("root, and there is no other user to run as")
	}
	uid, err1 := strconv.Atoi(u.Uid)
	gid, err2 := strconv.Atoi(u.Gid)
	if err := errors.Join(err1, err2); err != nil {
		p.t.Skip(err)
	}
	own := p.path("bin/siglint")
	src, err := os.ReadFile(p.bin)
	if err == nil {
		write(p.t, p.top, "bin/siglint", string(src))
		err = errors.Join(os.Chmod(own, 0o755), os.Mkdir(p.path("gocache"), 0o777), os.Chmod(p.path("gocache"), 0o777), os.Chmod(p.path("tmp"), 0o777))
	}
	if err != nil {
		p.t.Fatal(err)
	}
	p.bin = own
	p.env = append(p.env, "GOCACHE="+p.path("gocache"), "GOMODCACHE="+p.path("gocache/mod"))
	p.cred = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
}

func readOnly(p *patient, name string) {
	if err := os.MkdirAll(p.path(name), 0o555); err != nil {
		p.t.Fatal(err)
	}
}

// hexFolders are files where the cache has its folders.
func hexFolders() []string {
	var list []string
	for n := range 256 {
		list = append(list, fmt.Sprintf("cache/own/%02x", n), "")
	}
	return list
}

// fullDisk mounts a file system of a few pages on the cache.
func fullDisk(p *patient) {
	p.t.Helper()
	dir := p.path("cache/own")
	if err := os.MkdirAll(dir, 0o777); err != nil {
		p.t.Fatal(err)
	}
	if err := mountTmpfs(dir, "size=16k"); err != nil {
		p.t.Skipf("a small file system cannot be mounted: %v", err)
	}
	p.t.Cleanup(func() { unmount(dir) })
}

// spoil changes every file of the cache: cuts it, or turns a byte.
func spoil(p *patient) {
	n := 0
	err := filepath.WalkDir(p.path("cache"), func(path string, e fs.DirEntry, err error) error {
		if err != nil || !e.Type().IsRegular() {
			return err
		}
		src, err := os.ReadFile(path)
		if err != nil || len(src) == 0 {
			return err
		}
		if n++; n%2 == 0 {
			src = src[:len(src)/2]
		} else {
			src[len(src)*2/3] ^= 1
		}
		return os.WriteFile(path, src, 0o666)
	})
	if err != nil || n == 0 {
		p.t.Fatalf("%d files spoilt, %v", n, err)
	}
}

// Several runs may write one cache; what they leave in it is whole.
func TestCrowdedCache(t *testing.T) {
	p := newPatient(t, nil)
	var wg sync.WaitGroup
	results := make([]result, 6)
	for i := range results {
		wg.Go(func() { results[i] = p.run("./...") })
	}
	wg.Wait()
	for _, r := range append(results, p.run("./...")) {
		if r != results[0] || r.status != 1 || r.err != "" {
			t.Errorf("exit status %d, printed\n%s%s", r.status, r.out, r.err)
		}
	}
	if n := wholeEntries(p); n == 0 {
		t.Error("nothing was kept")
	}
}

// wholeEntries holds that each entry of the cache is as it was written, and
// counts them. What was not finished has another name.
func wholeEntries(p *patient) int {
	p.t.Helper()
	n := 0
	err := filepath.WalkDir(p.path("cache/own"), func(path string, e fs.DirEntry, err error) error {
		if err != nil || !e.Type().IsRegular() || strings.HasPrefix(e.Name(), "new-") || e.Name() == "trimmed" {
			return err
		}
		src, err := os.ReadFile(path)
		_, rest, ok := bytes.Cut(src, []byte("\n"))
		if !ok || len(rest) < sha256.Size || sha256.Sum256(rest[sha256.Size:]) != [sha256.Size]byte(rest) {
			p.t.Errorf("%s is not whole", path)
		}
		n++
		return err
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		p.t.Error(err)
	}
	return n
}

// What cannot be printed is an error, whatever the command.
func TestFullOutput(t *testing.T) {
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skip(err)
	}
	defer full.Close()
	p := newPatient(t, nil)
	write(t, p.top, "old.json", contractText)
	write(t, p.top, "new.json", strings.ReplaceAll(contractText, "continues", "terminates"))
	for _, args := range [][]string{
		{"./..."}, {"-json", "./..."}, {"-sarif", "./..."}, {"-format=github", "./..."}, {"-diff", "./..."}, {"senders"}, {"senders", "-json"},
		{"senders", "-sections", "deploy/appd.logrotate"}, {"contract"}, {"contract", "-json"}, {"map"}, {"config"}, {"help"}, {"help", "stalesender"},
		{"diff", "../old.json", "../new.json"}, {"diff", "-json", "../old.json", "../new.json"}, {"diff", "-sarif", "../old.json", "../new.json"},
	} {
		cmd := p.command(args...)
		cmd.Stdout = full
		r := p.finish(cmd)
		r.expect(t, strings.Join(args, " "), 3, "", `siglint: .*no space left on device`)
	}
	cmd := p.command("./...")
	cmd.Stderr = full
	if out, err := cmd.Output(); err == nil || !strings.Contains(string(out), staleSender) {
		t.Errorf("with nowhere to complain: %s", out)
	}
}

const contractText = `{"schema":"siglint-contract/1","goos":"linux","programs":[{"package":"example.com/app/cmd/appd","binary":"appd",
"signals":{"SIGHUP":{"disposition":"caught","effect":"continues"}}}]}`

// A file that cannot be written whole stays as it was, and nothing lies beside it.
func TestFullFiles(t *testing.T) {
	for name, args := range map[string][]string{"map.svg": {"map", "-o", "../out/map.svg"}, "map.html": {"map", "-o", "../out/map.html"}} {
		p := newPatient(t, nil)
		write(t, p.top, "out/"+name, "old")
		p.limit(2)
		p.run(args...).expect(t, name, 3, "", `siglint: .*(file too large|no space left on device)`)
		p.only("out", name, "old")
	}
	p := newPatient(t, manyFindings(1, 40))
	write(t, p.top, "out/keep", "old")
	p.limit(2)
	p.run("-baseline", "../out/base.json", "./...").expect(t, "baseline", 3, "", `siglint: write baseline: .*(file too large|no space left on device)`)
	p.only("out", "keep", "old")
	p.run("-fix", "./...").expect(t, "fix", 3, "", `siglint: fix f0/f.go: .*(file too large|no space left on device)`)
	p.only("tree/f0", "f.go", manyFindings(1, 40)["f0/f.go"])
}

// only holds that one file is all there is in a folder.
func (p *patient) only(dir, name, text string) {
	p.t.Helper()
	entries, err := os.ReadDir(p.path(dir))
	if err != nil || len(entries) != 1 || entries[0].Name() != name {
		p.t.Errorf("in %s lie %v (%v)", dir, entries, err)
	}
	if got, err := os.ReadFile(p.path(dir + "/" + name)); string(got) != text {
		p.t.Errorf("%s holds %.100q (%v)", name, got, err)
	}
}

// manyFindings is a module of packages, each with one file and in it so many
// findings that can be mended.
func manyFindings(packages, each int) map[string]string {
	m := map[string]string{"go.mod": "module example.com/app\n\ngo 1.26\n"}
	for n := range packages {
		var b strings.Builder
		fmt.Fprintf(&b, "package f%d\n\nimport (\n\t\"os\"\n\t\"os/signal\"\n)\n", n)
		for i := range each {
			fmt.Fprintf(&b, "\nfunc f%d(c chan os.Signal) {\n\tsignal.Notify(c, os.Interrupt, os.Kill)\n\t<-c\n}\n", i)
		}
		m[fmt.Sprintf("f%d/f.go", n)] = b.String()
	}
	return m
}

// mended is what -fix makes of such a file.
func mended(text string) string {
	return strings.ReplaceAll(strings.ReplaceAll(text, "os.Kill)", "syscall.SIGTERM)"), "\t\"os/signal\"\n", "\t\"os/signal\"\n\t\"syscall\"\n")
}

// Without the go command, or with one that fails in any way, the sender files
// are judged, and one line says what is missing.
func TestSickGo(t *testing.T) {
	for name, c := range map[string]struct{ script, want string }{
		"missing":  {"", `siglint: .*exec: "go": executable file not found in \$PATH`},
		"fails":    {"echo it is broken >&2; exit 7", `siglint: go (list|env): it is broken`},
		"is mute":  {"exit 7", `siglint: go (list|env): exit status 7`},
		"dies":     {"kill -9 $$", `siglint: go (list|env): signal: killed`},
		"babbles":  {"echo no JSON", `siglint: decode the output of go (list|env): .*`},
		"stops":    {`echo '{"ImportPath": "x", '`, `siglint: decode the output of go (list|env): .*`},
		"is quiet": {"exit 0", `siglint: decode the output of go env: .*`},
		"is evil":  {`printf '\033[31mred\n::error::x\n' >&2; exit 1`, `siglint: go (list|env): \\x1b\[31mred ::error::x`},
	} {
		t.Run(name, func(t *testing.T) {
			p := newPatient(t, nil)
			write(t, p.dir, "deploy/b.sh", "pkill -HUB appd\n")
			bin := p.path("path")
			if err := os.Mkdir(bin, 0o755); err != nil {
				t.Fatal(err)
			}
			if c.script != "" {
				write(t, bin, "go", "#!/bin/sh\n"+c.script+"\n")
				if err := os.Chmod(filepath.Join(bin, "go"), 0o755); err != nil {
					t.Fatal(err)
				}
			}
			p.env = append(p.env, "PATH="+bin)
			r := p.run("./...")
			r.expect(t, name, 3, `deploy/b.sh:1:7: unknown signal "HUB"; did you mean HUP\? \[stalesender\]`, c.want)
			if n := strings.Count(r.err, "\n"); n > 2 {
				t.Errorf("%d lines of complaints:\n%s", n, r.err)
			}
		})
	}
}

// Without git everything but a comparison with a revision works.
func TestNoGit(t *testing.T) {
	p := newPatient(t, nil)
	write(t, p.dir, ".git/HEAD", "ref: refs/heads/main\n")
	p.env = append(p.env, "PATH="+filepath.Dir(mustFind(t, "go")))
	if _, err := os.Stat(filepath.Join(filepath.Dir(mustFind(t, "go")), "git")); err == nil {
		t.Skip("git lies beside go")
	}
	p.run("./...").expect(t, "check", 1, stale, "")
	p.run("diff", "-base", "HEAD").expect(t, "diff", 3, "", `siglint: -base needs git, which is not installed`)
}

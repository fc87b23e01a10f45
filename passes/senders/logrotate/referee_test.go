package logrotate

import (
	"errors"
	"flag"
	"fmt"
	"math/rand"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var (
	refereeBin    = flag.String("referee", "logrotate", "the logrotate that referees")
	refereeRounds = flag.Int("referee.rounds", 150, "random configurations to try")
	refereeSeed   = flag.Int64("referee.seed", 1, "seed of the random configurations")
)

// A verdict is what logrotate makes of a configuration.
type verdict struct {
	accepted bool
	runtime  bool     // an error came later than reading; the exit status tells nothing
	sections []string // patterns, white space at the end dropped
	scripts  []string // kind and body, sorted, each once
}

// TestReferee runs the real logrotate in debug mode, in which it changes
// nothing and runs no script.
func TestReferee(t *testing.T) {
	r := newReferee(t)
	for _, c := range conformance {
		r.compare(t, c.config)
	}
	rnd := rand.New(rand.NewSource(*refereeSeed))
	for n := range *refereeRounds {
		if config := randomConfig(rnd); n%2 == 0 {
			r.compare(t, config)
		} else {
			r.compareIncluding(t, config, []string{randomConfig(rnd), randomConfig(rnd), randomConfig(rnd)})
		}
		if t.Failed() {
			return
		}
	}
}

// A referee is an installed logrotate.
type referee struct {
	bin string
	old bool // 3.21 or before
	dir string
}

func newReferee(t testing.TB) *referee {
	t.Helper()
	bin, err := exec.LookPath(*refereeBin)
	if err != nil {
		t.Skipf("no logrotate to referee: %v", err)
	}
	out, _ := exec.Command(bin, "--version").CombinedOutput()
	r := &referee{bin: bin, dir: t.TempDir(), old: regexp.MustCompile(`\b3\.(1\d|20|21)\b`).Match(out)}
	for c := 'A'; c <= 'H'; c++ {
		if err := os.WriteFile(filepath.Join(r.dir, string(c)+".log"), []byte("x\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return r
}

// differs matches what 3.21 reads in another way; see the notes of older.
var differs = regexp.MustCompile(
	`minutes|monthly[ \t=]*[^ \t\n]|["'] *root|(rotate|action|remove)[ \t=]*endscript|\\[\s]*\{|[^\n]$|create[^\n]*\d\d\d\d\d|` +
		`su[ \t=][^\n]*["']|create[^\n]*["'89]`)

var unknownUser = regexp.MustCompile(`unknown (user|group) '[^:]`)

// compareIncluding is compare with a folder of other configurations, included
// before, amidst or behind the lines of the first.
func (r *referee) compareIncluding(t *testing.T, config string, others []string) {
	t.Helper()
	dir := filepath.Join(r.dir, "d")
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	for n, other := range others {
		if r.old && differs.MatchString(other) {
			return
		}
		name := filepath.Join(dir, []string{"1", "2.conf", "3.bak"}[n])
		if err := os.WriteFile(name, []byte(r.logs(other)), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	lines := strings.SplitAfter(config, "\n")
	for n, what := range []string{"include " + dir + "\n", "include = " + filepath.Join(dir, "3.bak") + "\n"} {
		if at := len(config) * (n + 1) % (len(lines) + 1); n == 0 || len(config)%3 == 0 {
			lines = slices.Insert(lines, at, what)
		}
	}
	r.compare(t, strings.Join(lines, ""))
}

// logs puts in the names of logs that exist.
func (r *referee) logs(config string) string {
	return regexp.MustCompile(`@[A-H]`).ReplaceAllStringFunc(config, func(s string) string {
		return filepath.Join(r.dir, s[1:]+".log")
	})
}

// compare lets logrotate and Parse read the configuration, in which @A to @H
// stand for logs that exist.
func (r *referee) compare(t *testing.T, config string) {
	t.Helper()
	if r.old && differs.MatchString(config) {
		return
	}
	config = r.logs(config)
	want, raw := r.run(t, config)
	if unknownUser.MatchString(raw) || strings.Contains(raw, "error verifying") {
		return // that depends on the machine
	}
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	f, err := Parse("referee.conf", []byte(config), Options{Files: os.DirFS("/"), Dir: strings.TrimPrefix(here, "/"), Whole: true, AsRoot: os.Getuid() == 0})
	if f.Template {
		return // braces by chance
	}
	if (err == nil) != f.Accepted {
		t.Errorf("accepted %v, error %v", f.Accepted, err)
	}
	if slices.ContainsFunc(append(f.Sections, f.Dropped...), func(s *Section) bool { return s.Bereft }) {
		return // logrotate's list of sections is then in disorder
	}
	for _, s := range f.Sections {
		for _, p := range s.Paths {
			if _, err := os.Stat(p.Text); err != nil {
				want.runtime = true // what is done with a log that is not there is another matter
			}
		}
	}
	for _, s := range f.Scripts {
		if strings.Contains(s.Body, "\"\n") {
			want.runtime = true // where such a body ends cannot be told from the output
		}
	}
	got := verdictOf(f)
	if !want.runtime && got.accepted != want.accepted ||
		!slices.Equal(got.sections, want.sections) || !want.runtime && !slices.Equal(got.scripts, want.scripts) {
		t.Errorf("configuration %q:\n got %+v\nwant %+v\nproblems %v\n%s", config, got, want, f.Problems, raw)
	}
}

func verdictOf(f *File) verdict {
	v := verdict{accepted: f.Accepted}
	for _, s := range f.Sections {
		v.sections = append(v.sections, strings.TrimRight(s.Pattern, " \t\r\n\v\f"))
		for _, script := range s.Scripts {
			if script != nil && s.hasFiles() && script.Kind != Preremove {
				v.scripts = append(v.scripts, script.Kind.String()+" "+script.Body)
			}
		}
	}
	v.scripts = distinct(v.scripts)
	return v
}

func distinct(list []string) []string {
	slices.Sort(list)
	return slices.Compact(list)
}

var (
	patternLine = regexp.MustCompile(`(?s)\nrotating pattern: (.*?) (?:forced from command line|empty log files|\()`)
	scriptLines = regexp.MustCompile(`(?s)running (\w+)( action)? script\nrunning script with args? .*?: "(.*?)"\n(?:removing old|running |not running|set default|considering|\nrotating|disposeName|switching|Creating|error|compressing|$|[a-z])`)
)

func (r *referee) run(t *testing.T, config string) (verdict, string) {
	t.Helper()
	name := filepath.Join(r.dir, "referee.conf")
	if err := os.WriteFile(name, []byte(config), 0o644); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(r.bin, "-d", "-f", "-s", filepath.Join(r.dir, "state"), name)
	cmd.Env = append(os.Environ(), "LC_ALL=C.UTF-8")
	out, err := cmd.CombinedOutput()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	text := string(out)
	v := verdict{accepted: err == nil}
	_, later, _ := strings.Cut(text, "\nHandling ")
	v.runtime = strings.Contains(later, "\nerror: ") || strings.Contains(later, "does not exist -- skipping") || strings.Contains(later, "since no logs w")
	for _, m := range patternLine.FindAllStringSubmatch(later, -1) {
		v.sections = append(v.sections, strings.TrimRight(m[1], " \t\r\n\v\f"))
	}
	for rest := later; ; {
		at := scriptLines.FindStringSubmatchIndex(rest)
		if at == nil {
			break
		}
		m := scriptLines.FindStringSubmatch(rest)
		rest = rest[at[7]:] // the next one may start where this one's end was seen
		kind := m[1]
		if m[2] != "" {
			kind += "action"
		}
		v.scripts = append(v.scripts, kind+" "+m[3])
	}
	v.scripts = distinct(v.scripts)
	return v, text
}

// fragments are what random configurations are made of: good lines, and lines
// that go wrong in each of logrotate's ways.
var fragments = []string{
	"@A {\n", "@B @C{\n", "@D\n@E\n{\n", "\"@F\" {\n", "# note {\n", "@A \n# } {\n@G {", "}\n", "}\n", "  }\n", "} # end\n", "}} \n", "{\n",
	"daily\n", "weekly\n", "weekly 3\n", "weekly x\n", "monthly\n", "monthly 4\n", "missingok\n", "missingok notifempty\n", "compress # c\n",
	"sharedscripts\n", "nosharedscripts\n", "copytruncate\n", "rotate 5\n", "rotate\n", "rotate=3\n", "rotate 5 # c\n", "rotate x\n", "rotate }\n",
	"size 5M\n", "size 5T\n", "size\n", "minutes 5\n", "create 640 root root\n", "create\n", "create a b c d\n", "create 9\n", "create 640 \"root\" root\n",
	"su root root\n", "su root\n", "su\n", "olddir .\n", "olddir\n", "mail root\n", "mail a b\n", "tabooext + .x\n", "include\n", "errors root\n",
	"extension .x\n", "compressoptions -9\n", "compressoptions\n", "dateformat -%Y\n", "start 1\n", "maxage -1\n", "shredcycles 0x3\n",
	"postrotate\necho one\nendscript\n", "prerotate\necho two\n  endscript\n", "firstaction echo three\nendscript\n", "lastaction\nendscript\n",
	"postrotate\n}\n@H {\necho }\n\tendscript compress\n", "postrotate\n", "prerotate\n", "endscript\n", "endscript }\n", "endscript}\n", "endscripts\n",
	"postrotate endscript\n", "echo x\n", "kill -HUP 1\n", "[ -f /x ]\n", "ignoreduplicates\n", "compress;\n", "Postrotate\n", "\r\n", "\n", " \t", "\\\n",
	"$x\n", "addextension .y\n", "noolddir nomail\n", "preremove\necho five\nendscript\n", "renamecopy\n", "\"", "'", "=", "hourly=daily\n",
}

func randomConfig(r *rand.Rand) string {
	var b strings.Builder
	for range 1 + r.Intn(14) {
		b.WriteString(fragments[r.Intn(len(fragments))])
	}
	text := []byte(b.String())
	for range r.Intn(3) {
		at := r.Intn(len(text))
		if text[at] == '@' || at > 0 && text[at-1] == '@' {
			continue // the logs are to exist
		}
		const bytes = "{}\n \t#\\\"'=\r/~;x1\v"
		switch r.Intn(3) {
		case 0:
			text = slices.Delete(text, at, at+1)
		case 1:
			text = slices.Insert(text, at, bytes[r.Intn(len(bytes))])
		case 2:
			text[at] = bytes[r.Intn(len(bytes))]
		}
		if len(text) == 0 {
			text = []byte("\n")
		}
	}
	return string(text)
}

// FuzzReferee puts configurations together of pieces, changes single bytes in
// them, and holds Parse against the real logrotate.
func FuzzReferee(f *testing.F) {
	for n := range fragments {
		f.Add([]byte{0, byte(n), byte(n / 2), 6}, []byte{})
	}
	r := newReferee(f)
	f.Fuzz(func(t *testing.T, pieces, changes []byte) {
		var b strings.Builder
		for _, n := range pieces[:min(len(pieces), 20)] {
			b.WriteString(fragments[int(n)%len(fragments)])
		}
		text := []byte(b.String())
		for ; len(changes) >= 2; changes = changes[2:] { // where, and what to put there
			at := int(changes[0])
			if at >= len(text) || text[at] == '@' || at > 0 && text[at-1] == '@' || changes[1] == '@' {
				continue // the logs are to exist
			}
			text[at] = changes[1]
		}
		if config := string(text); !dangerous(config) {
			r.compare(t, config)
		}
	})
}

// dangerous tells what logrotate is not to be asked, for the answer depends on
// the machine: other files, other users, and bytes that its output shows otherwise.
func dangerous(config string) bool {
	return len(config) == 0 || strings.Contains(config, "include") || strings.ContainsFunc(config, func(r rune) bool { return r >= 0x7f || r < ' ' && !strings.ContainsRune("\n\t\r\v\f", r) })
}

func ExampleParse() {
	f, err := Parse("app.conf", []byte("/var/log/app.log {\n\trotate 5 # five\n}\n"), Options{})
	fmt.Println(f.Accepted, err)
	fmt.Println(f.Problems[0].Message)
	// Output:
	// false app.conf:2:9: rotate takes a number, not "5 # five"
	// rotate takes a number, not "5 # five"; logrotate drops the section
}

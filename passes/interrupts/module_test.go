package interrupts

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func TestLocalNames(t *testing.T) {
	for _, tc := range []struct {
		src  string
		want []string
	}{
		{`import "m/poll-v2"`, []string{"poll"}},
		{`import p "m/poll-v2"`, []string{"p"}},
		{"import (\n\t\"m/poll-v2\"\n)", []string{"poll"}},
		{"import (\n\t\"os\"\n\twait \"m/poll-v2\" // why\n)", []string{"wait"}},
		{`import ("os"; p "m/poll-v2")`, []string{"p"}},
		{`import . "m/poll-v2"`, []string{""}},
		{`import _ "m/poll-v2"`, nil},
		{"package x\n\nimport(\"m/poll-v2\")", []string{"poll"}},
		{"import (\n\t\"m/poll-v2\"\n\tp \"m/poll-v2\"\n)", []string{"poll", "p"}},
	} {
		if got := localNames([]byte(tc.src), "m/poll-v2", "poll"); !slices.Equal(got, tc.want) {
			t.Errorf("%s: the names are %q, want %q", tc.src, got, tc.want)
		}
	}
}

func TestSelects(t *testing.T) {
	for _, tc := range []struct {
		src, qualifier, name string
		want                 bool
	}{
		{"poll.Wait(fd)", "poll", "Wait", true},
		{"x = poll.Wait", "poll", "Wait", true},
		{"unix.Wait(fd)", "poll", "Wait", false},
		{"mypoll.Wait(fd)", "poll", "Wait", false},
		{"s.poll.Wait(fd)", "poll", "Wait", false},
		{"poll.Waiter", "poll", "Wait", false},
		{"poll.Waiter; poll.Wait", "poll", "Wait", true},
		{"s.poll.Wait(fd)", "", "Wait", true},
		{"s.Waiter", "", "Wait", false},
	} {
		if got := selects([]byte(tc.src), tc.qualifier, tc.name); got != tc.want {
			t.Errorf("selects(%q, %q, %q) = %v", tc.src, tc.qualifier, tc.name, got)
		}
	}
}

// An edit changes the digest when it may change who handles EINTR for whom,
// and not otherwise.
func TestModuleDigest(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	const poll = "package poll\n\nfunc Wait() error { return nil }\n"
	const use = "package use\n\nimport \"m/poll\"\n\nvar err = poll.Wait()\n"
	write("go.mod", "module m\n")
	write("poll/poll.go", poll)
	write("use/use.go", use)
	old := ModuleDigest(dir)
	if old == "" || ModuleDigest(filepath.Join(dir, "use")) != old {
		t.Fatal("a folder of the module has another digest")
	}
	for _, tc := range []struct {
		name, text string
		same       bool
	}{
		{"use/use.go", use + "\nvar more = 1\n", true},
		{"poll/poll.go", poll + "\nfunc also() {}\n", true},
		{"use/use_test.go", use + "\n// EINTR\n", true},
		{"use/use.go", use + "\n// EINTR\n", false},
		{"use/use.go", use + "\nvar f = poll.Sleep\n", false},
		{"use/use.go", "package use\n\nimport poll \"m/poll\"\n\nvar err = poll.Wait()\n", false},
		{"other/other.go", "package other\n\nimport _ \"m/poll\"\n", false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			write(tc.name, tc.text)
			if same := ModuleDigest(dir) == old; same != tc.same {
				t.Errorf("with %q the digest is the same: %v", tc.text, same)
			}
			write("poll/poll.go", poll)
			write("use/use.go", use)
			os.RemoveAll(filepath.Join(dir, "other"))
		})
	}
}

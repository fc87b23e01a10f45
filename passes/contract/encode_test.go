package contract

import (
	"bytes"
	"errors"
	"github.com/siglint/siglint/passes/fuzztest"
	"strings"
	"testing"

	"github.com/siglint/siglint/passes/signals"
)

func sample() *File {
	return &File{
		Schema: Schema, Module: "example.com/m", GOOS: "linux", Go: "1.26",
		Programs: []Program{
			{Package: "example.com/m/b", Binary: "b", Names: []string{"b"}, Signals: map[string]Entry{
				"SIGHUP":  {Disposition: signals.Caught, Effect: signals.Continues, Action: "reloads (cfg.Reload) <now>", Registered: []string{"b/main.go:3"}},
				"SIGTERM": {Disposition: signals.DefaultAction, Effect: signals.Terminates},
			}},
			{Package: "example.com/m/a", Binary: "a", Names: []string{"a"}, Signals: map[string]Entry{}},
		},
	}
}

func TestEncode(t *testing.T) {
	var first bytes.Buffer
	if err := Encode(&first, sample()); err != nil {
		t.Fatal(err)
	}
	for range 50 {
		var again bytes.Buffer
		if err := Encode(&again, sample()); err != nil || !bytes.Equal(first.Bytes(), again.Bytes()) {
			t.Fatalf("the same contract gave other bytes: %v\n%s\n%s", err, &first, &again)
		}
	}
	if s := first.String(); strings.Index(s, "m/a") > strings.Index(s, "m/b") || !strings.Contains(s, "<now>") {
		t.Errorf("programs are not sorted, or text is escaped:\n%s", s)
	}
	f, err := Decode("c.json", first.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	var back bytes.Buffer
	if err := Encode(&back, f); err != nil || !bytes.Equal(first.Bytes(), back.Bytes()) {
		t.Errorf("decoded and encoded, it is another: %v\n%s", err, &back)
	}
}

func TestDecode(t *testing.T) {
	const ok = `{"schema": "siglint-contract/1", "module": "m", "goos": "linux", "go": "1.26", "programs": [
  {"package": "m", "binary": "m", "names": ["m"], "signals": {"SIGHUP": {"disposition": "caught", "effect": "continues"}}}]}`
	if _, err := Decode("c.json", []byte(ok)); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ old, new, want string }{
		{`"caught"`, `"trapped"`, `c.json: m: SIGHUP: unknown disposition "trapped"`},
		{`"continues"`, `"goes on"`, `c.json: m: SIGHUP: unknown effect "goes on"`},
		{`SIGHUP`, `SIGHUB`, `c.json: m: SIGHUB: unknown signal; did you mean SIGHUP?`},
		{`"SIGHUP"`, `"HUP"`, `c.json: m: HUP: the signal is spelled SIGHUP`},
		{`contract/1`, `contract/9`, `c.json: schema is "siglint-contract/9", not "siglint-contract/1"`},
		{`"binary": "m"`, `"binary": ""`, `c.json: program 1 has no package or no binary`},
		{`"binary"`, `"binaries"`, `c.json:2:`},
		{`["m"]`, `"m"`, `c.json:2:47: programs.names takes a []string, not a string`},
		{`}}}]}`, `}}}]`, `the contract ends too early`},
		{`}}}]}`, `}}}]} {}`, `the contract is followed by something else`},
		{ok, ``, `c.json:1:1: the contract ends too early`},
	} {
		_, err := Decode("c.json", []byte(strings.Replace(ok, test.old, test.new, 1)))
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("with %q for %q: got %v, want %s", test.new, test.old, err, test.want)
		}
	}
}

func FuzzDecode(f *testing.F) {
	var buf bytes.Buffer
	if err := Encode(&buf, sample()); err != nil {
		f.Fatal(err)
	}
	f.Add(buf.Bytes())
	f.Fuzz(func(t *testing.T, src []byte) {
		var got *File
		var err error
		fuzztest.Bounded(t, len(src), func() { got, err = Decode("fuzz.json", src) })
		if (got == nil) == (err == nil) {
			t.Fatalf("Decode gave %v and %v", got, err)
		}
		var bad *Error
		lines := bytes.Split(src, []byte("\n"))
		switch {
		case err == nil:
			again(t, got)
		case !errors.As(err, &bad) || bad.Text == "":
			t.Errorf("no *Error: %v", err)
		case bad.Line != 0 && (bad.Line < 1 || bad.Line > len(lines) || bad.Column < 1 || bad.Column > len(lines[bad.Line-1])+1):
			t.Errorf("stands outside of %q: %v", src, err)
		}
	})
}

// again holds that what was read can be written and read again.
func again(t *testing.T, f *File) {
	t.Helper()
	var one, two bytes.Buffer
	if err := Encode(&one, f); err != nil {
		t.Fatal(err)
	}
	back, err := Decode("again.json", one.Bytes())
	if err != nil {
		t.Fatalf("%v in\n%s", err, one.Bytes())
	}
	if err := Encode(&two, back); err != nil || !bytes.Equal(one.Bytes(), two.Bytes()) {
		t.Errorf("%s became\n%s (%v)", one.Bytes(), two.Bytes(), err)
	}
}

package interrupts

import (
	"bytes"
	"cmp"
	"encoding/gob"
	"fmt"
	"slices"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"
)

func TestFacts(t *testing.T) {
	analysistest.Run(t, analysistest.TestData(), Analyzer, "facts", "usefacts")
}

// What is exported encodes to the same bytes each time.
func TestDeterministic(t *testing.T) {
	encode := func() []byte {
		var buf bytes.Buffer
		enc := gob.NewEncoder(&buf)
		for _, r := range analysistest.Run(t, analysistest.TestData(), Analyzer, "facts") {
			facts := r.Action.AllObjectFacts()
			slices.SortFunc(facts, func(a, b analysis.ObjectFact) int {
				return cmp.Or(cmp.Compare(a.Object.Name(), b.Object.Name()), cmp.Compare(fmt.Sprint(a.Fact), fmt.Sprint(b.Fact)))
			})
			for _, f := range facts {
				if err := enc.Encode(f.Object.Name()); err != nil {
					t.Fatal(err)
				}
				if err := enc.Encode(f.Fact); err != nil {
					t.Fatal(err)
				}
			}
		}
		return buf.Bytes()
	}
	first := encode()
	if len(first) == 0 {
		t.Fatal("no facts")
	}
	for range 2 {
		if !bytes.Equal(first, encode()) {
			t.Fatal("facts encode differently")
		}
	}
}

func TestFactStrings(t *testing.T) {
	for _, test := range []struct {
		fact analysis.Fact
		want string
	}{
		{&interrupted{Call: "unix.Poll", Tier: Default}, "interrupted(unix.Poll, default)"},
		{&tests{Params: []int{0, 2}}, "tests(0, 2)"},
		{&retries{Params: []int{1}, Handles: []int{2}}, "retries(1, 2)"},
		{&forwards{Flows: []flow{{From: 0, To: 1}}}, "forwards(0 to 1)"},
		{&speaks{}, "speaks"},
	} {
		if got := test.fact.(interface{ String() string }).String(); got != test.want {
			t.Errorf("got %s, want %s", got, test.want)
		}
	}
}

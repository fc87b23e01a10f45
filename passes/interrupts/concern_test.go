package interrupts

import (
	"testing"

	"golang.org/x/tools/go/analysis"
)

// A fact of an interruptible wrapper matters to its own module only.
func TestAudienceOf(t *testing.T) {
	for _, test := range []struct {
		fact analysis.Fact
		want Audience
	}{
		{&interrupted{Module: "m"}, Namers},
		{&interrupted{Module: "other"}, Nobody},
		{&tests{}, Namers},
		{&retries{}, Namers},
		{&forwards{}, Namers},
		{&speaks{}, Nobody},
		{new(unknown), Everybody},
	} {
		if got := AudienceOf(test.fact, "m"); got != test.want {
			t.Errorf("AudienceOf(%T) = %d, want %d", test.fact, got, test.want)
		}
	}
}

type unknown struct{}

func (*unknown) AFact() {}

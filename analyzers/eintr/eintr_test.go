package eintr

import (
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/siglint/siglint/passes/interrupts"
	"github.com/siglint/siglint/passes/passtest"
)

func Test(t *testing.T) {
	analysistest.Run(t, analysistest.TestData(), Analyzer, "a", "nonblock", "silent", "variants")
}

// The tiers add to each other.
func TestTier(t *testing.T) {
	set(t, interrupts.Strict)
	analysistest.Run(t, analysistest.TestData(), Analyzer, "tiers", "silent")
}

func TestFix(t *testing.T) {
	analysistest.RunWithSuggestedFixes(t, analysistest.TestData(), Analyzer, "fix", "helper")
	passtest.Fixed(t, Analyzer, "fix", "helper")
}

// Two packages of a module, each judged with the facts of the other.
func TestModule(t *testing.T) {
	analysistest.Run(t, "testdata/module", Analyzer, "./...")
}

func TestTierFlag(t *testing.T) {
	set(t, interrupts.Default)
	if err := tier.Set("blocking"); err != nil || tier.String() != "blocking" {
		t.Errorf("Set(blocking) = %v, then %v", err, tier.String())
	}
	const want = `tier is default, blocking or strict, not "all"`
	if err := tier.Set("all"); err == nil || err.Error() != want {
		t.Errorf("Set(all) = %v, want %s", err, want)
	}
}

// set has a tier reported for the length of one test.
func set(t *testing.T, to interrupts.Tier) {
	old := tier
	tier = tierFlag(to)
	t.Cleanup(func() { tier = old })
}

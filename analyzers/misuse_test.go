package analyzers_test

import (
	"fmt"
	"slices"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/siglint/siglint/analyzers"
)

// thirty holds small programs that misuse signals, and every finding there is
// to be. A check that is off by default is on where it is named.
var thirty = map[string][]string{
	"n01": {"unconsumed unread"},
	"n02": {"unbuffered"},
	"n03": {"unbuffered"},
	"n04": {"unbuffered"},
	"n05": {"unbuffered"},
	"n06": {"unbuffered"},
	"n07": {"unbuffered"},
	"n08": nil, // a deliberate way to swallow a signal
	"n09": {"uncatchable killed", "uncatchable stopped"},
	"n10": {"uncatchable killed"},
	"n11": {"uncatchable killed"},
	"n12": {"uncatchable killed"},
	"n13": {"loststop discarded"},
	"n14": {"loststop path"},
	"n15": {"catchall"},
	"n16": {"catchall"},
	"n17": {"closedchannel"},
	"n18": {"reloadsignal reload", "reloadsignal reload"},
	"n19": {"unconsumed unhandled"},
	"n20": {"unconsumed unregistered"},
	"n21": {"eintr unhandled"},
	"n22": {"eintr closeretry"},
	"n23": {"eintr unhandled"},
	"n24": {"leakedchannel"},
	"n25": {"inheritedignore"},
	"n26": {"uncatchable profiled"},
	"n27": {"libraryhandler"},
	"n28": {"skippeddefer"},
	"n29": {"catchall"},
	"n30": {"unconsumed once"},
}

func TestThirty(t *testing.T) {
	var patterns []string
	for i := range 30 {
		patterns = append(patterns, fmt.Sprintf("n%02d", i+1))
	}
	got := make(map[string][]string)
	for _, f := range find(t, "testdata", analyzers.All, patterns...) {
		if isDefault(f.check) || slices.Contains(thirty[f.pkg], f.kind()) {
			got[f.pkg] = append(got[f.pkg], f.kind())
		}
	}
	for _, name := range patterns {
		slices.Sort(got[name])
		if !slices.Equal(got[name], thirty[name]) {
			t.Errorf("%s: found %q, want %q", name, got[name], thirty[name])
		}
	}
}

func isDefault(name string) bool {
	return slices.ContainsFunc(analyzers.Default, func(a *analysis.Analyzer) bool { return a.Name == name })
}

package unconsumed

import (
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"
)

func Test(t *testing.T) {
	analysistest.Run(t, analysistest.TestData(), Analyzer, "a", "b", "unread", "unhandled", "compared", "unregistered", "once", "across", "shown", "heldoff")
}

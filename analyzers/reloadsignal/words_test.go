package reloadsignal

import (
	"testing"

	"github.com/siglint/siglint/passes/consumers"
)

func TestCategory(t *testing.T) {
	for name, want := range map[string]string{
		"reload":                "reload",
		"s.reloadTLSConfig":     "reload",
		"cfg.Load":              "reload",
		"manager.ApplyConfig":   "reload",
		"loadCerts":             "reload",
		"server.RefreshSecrets": "reload",
		"logger.Reopen":         "reopen",
		"openLog":               "reopen",
		"f.rotate":              "reopen",
		"RotateLogs":            "reopen",
		"config.Read":           "reload",
		"config.Checksum":       "other", // of the configuration, but not a reload
		"dumpState":             "other",
		"pprof.Lookup":          "other",
		"download":              "other", // "load" is no word of it
		"upgrader.Upgrade":      "other",
		"workload.Start":        "other",
	} {
		if got := category(consumers.Act{Name: name}); got != want {
			t.Errorf("%s is %s, want %s", name, got, want)
		}
	}
}

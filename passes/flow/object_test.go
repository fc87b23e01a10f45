package flow

import (
	"strings"
	"testing"
)

func TestObject(t *testing.T) {
	for name, want := range map[string]string{
		"ReopenLogFile":     "reopens the log file",
		"LoadAllPrograms":   "loads all programs",
		"reloadTLSConfig":   "reloads the TLS configuration",
		"loadRelabelConfig": "loads the relabel configuration",
		"Reload":            "reloads",
		"reloadIfChanged":   "reloads",
		"reloading":         "calls x.reloading",
		"preload":           "calls x.preload",
		"flushOnce":         "flushes",
		"readConfig":        "reads the configuration",
		"reloadconfig":      "reloads the configuration",
		"loadconf":          "loads the configuration",
		"OpenLogFile":       "opens a log",
		"applySettings":     "applies the settings",
		"apply":             "calls x.apply",
		"WriteHeapProfile":  "profiles",
		"setupConfig":       "applies the configuration",
		"upload":            "calls x.upload",
		"dumpHTTP2Stats":    "dumps state",
	} {
		a := &Act{Name: "x." + name, Kind: Work}
		if got, _, _ := strings.Cut(a.words(), " ("); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

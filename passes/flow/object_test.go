package flow

import (
	"strings"
	"testing"
)

func TestObject(t *testing.T) {
	for name, want := range map[string]string{
		"ReopenLogFile":     "reopens the log file",
		"LoadAllPrograms":   "loads all programs",
		"reloadTLSConfig":   "reloads the TLS config",
		"loadRelabelConfig": "loads the relabel config",
		"Reload":            "reloads",
		"reloadIfChanged":   "reloads",
		"reloading":         "reloads",
		"flushOnce":         "flushes",
		"readConfig":        "reads the configuration",
	} {
		a := &Act{Name: "x." + name, Kind: Work}
		if got, _, _ := strings.Cut(a.words(), " ("); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

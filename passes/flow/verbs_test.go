package flow

import "testing"

func TestSort(t *testing.T) {
	for name, want := range map[string]Sort{
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
		"WriteHeapProfile":      "other",
		"download":              "other", // "load" is no word of it
		"upgrader.Upgrade":      "other",
		"workload.Start":        "other",
		"sdnotify.Reloading":    "other", // a state, to tell of
		"preload":               "other",
		"generateKeyAndCert":    "other", // makes one
		"setConfig":             "reload",
		"config.Set":            "reload",
		"updateListeners":       "other",
		"updateCerts":           "reload",
		"s.printConfiguration":  "other", // shows it
		"s.dumpConfiguration":   "other",
	} {
		if got := (&Act{Name: name, Kind: Work}).Sort(); got != want {
			t.Errorf("%s is %s, want %s", name, got, want)
		}
	}
}

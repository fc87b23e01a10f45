package checkdoc

import "testing"

func TestExtract(t *testing.T) {
	const doc = "// Package x is.\n//\n// # Analyzer x\n//\n// x: report it\n//\n// More of it:\n//\n//\tcode\n//\n// # Other\n//\n// not of x\npackage x\n"
	got, err := Extract(doc, "x")
	if want := "report it\n\nMore of it:\n\n\tcode"; err != nil || got != want {
		t.Errorf("got %q, %v; want %q", got, err, want)
	}
	for name, bad := range map[string]string{
		"no comment": "package x\n",
		"no heading": "// Package x is.\npackage x\n",
		"no name":    "// # Analyzer x\n//\n// report it\npackage x\n",
		"no Go":      "packag x\n",
	} {
		if got, err := Extract(bad, "x"); err == nil {
			t.Errorf("%s: got %q, want an error", name, got)
		}
	}
}

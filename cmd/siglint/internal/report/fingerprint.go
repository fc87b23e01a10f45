package report

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path/filepath"
	"strings"
)

// Fingerprints returns a name for each finding that stays the same when lines
// above it come and go, and wherever the tree below root lies: a hash of what
// is said, in which file, about which text. Alike findings are counted.
func (r *Report) Fingerprints(root string) []string {
	root, _ = filepath.Abs(root)
	sources := make(map[string][]byte)
	seen := make(map[string]int)
	prints := make([]string, len(r.Findings))
	for i := range r.Findings {
		f := &r.Findings[i]
		src, ok := sources[f.Path]
		if !ok {
			src = f.text()
			sources[f.Path] = src
		}
		key := fmt.Sprintf("%q %q %q %q %q", f.Check, f.Category, below(root, f), f.Message, strings.Join(strings.Fields(line(src, f.Line)), " "))
		sum := sha256.Sum256(fmt.Appendf(nil, "%s %d", key, seen[key]))
		seen[key]++
		prints[i] = hex.EncodeToString(sum[:16])
	}
	return prints
}

// below returns the file of a finding relative to root.
func below(root string, f *Finding) string {
	if rel, err := filepath.Rel(root, f.Path); err == nil && f.Path != "" {
		return filepath.ToSlash(rel)
	}
	return f.File
}

package stalesender

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"

	"github.com/siglint/siglint/passes/inventory"
)

// Digest is a hash of what findings depend on besides Go code: the sender files
// around dir, and the contracts. A driver that keeps results must keep them by
// this, too. What it reads is read once; the Analyzer finds it there.
func Digest(dir string) string {
	root, modDir := inventory.FindRoot(dir, "")
	if root == "" {
		root, modDir = dir, dir // a workspace, or no module at all
	}
	h := sha256.New()
	if t := treeAt(root, modDir); t != nil {
		fmt.Fprintf(h, "%s\n", t.inv.Digest())
		for _, name := range t.contracts() {
			src, err := os.ReadFile(name)
			fmt.Fprintf(h, "%t %x\n", err == nil, sha256.Sum256(src))
		}
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

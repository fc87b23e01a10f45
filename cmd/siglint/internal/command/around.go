package command

import (
	"fmt"

	"github.com/siglint/siglint/analyzers/stalesender"
	"github.com/siglint/siglint/cmd/siglint/internal/cache"
	"github.com/siglint/siglint/cmd/siglint/internal/tree"
	"github.com/siglint/siglint/passes/config"
)

// surroundings returns a function that hashes what the check of senders reads
// besides Go code: the sender files around the modules, what .siglint.yaml says
// there, and contracts.
func (j *judging) surroundings(around func() (*tree.Tree, error)) func(modules []string) cache.Key {
	return func(modules []string) cache.Key {
		h := cache.NewHash("around")
		t, err := around()
		if t == nil || err != nil {
			return h.Sum() // nobody asks, or nothing can be read
		}
		own, _ := config.Find(t.ModDir)
		h.Add(t.Root, t.ModDir, t.Inventory.Digest())
		addConfig(h, own)
		for _, name := range append(j.contracts(own), j.contracts(j.cfg)...) {
			addFile(h, name)
		}
		for _, dir := range modules {
			if dir != t.ModDir {
				other, _ := config.Find(dir)
				h.Add(dir, stalesender.Digest(dir))
				addConfig(h, other)
			}
		}
		return h.Sum()
	}
}

func addConfig(h *cache.Hash, cfg *config.Config) {
	if cfg != nil && cfg.File != "" {
		addFile(h, cfg.File)
	}
}

func addFile(h *cache.Hash, name string) {
	k, err := cache.HashFile(name)
	h.Add(name, fmt.Sprint(err == nil))
	h.Key(k)
}

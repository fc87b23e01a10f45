package tree

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/siglint/siglint/cmd/siglint/internal/cache"
	"github.com/siglint/siglint/passes/inventory"
)

// maxStamped bounds the files that are looked at to tell whether a tree has
// changed: with more of them, reading its sender files may be less work.
const maxStamped = 200_000

// settled is how old a file must be for its time to tell of any later change.
const settled = 2 * time.Second

// readInventory reads the sender files of a tree. In a tree of which no file
// has changed, they were read before.
func readInventory(root string, opts inventory.Options) (*inventory.Inventory, error) {
	key, kept := stamp(root, opts)
	store := cache.Default()
	if !kept || store == nil {
		return inventory.Read(root, opts)
	}
	inv := new(inventory.Inventory)
	if data, ok := store.Get(key); ok && json.Unmarshal(data, inv) == nil && inv.Root == root {
		return inv, nil
	}
	inv, err := inventory.Read(root, opts)
	if err == nil {
		if data, err := json.Marshal(inv); err == nil {
			store.Put(key, data)
		}
	}
	return inv, err
}

// stamp hashes names, sizes and times of everything in a tree. It reports false
// where these do not tell all: where something changes at this moment, leads
// elsewhere, or lies outside.
func stamp(root string, opts inventory.Options) (key cache.Key, ok bool) {
	tool, err := os.Executable()
	if err != nil || len(opts.Senders) > 0 {
		return key, false
	}
	h := cache.NewHash("inventory")
	own, err := os.Stat(tool)
	if err != nil {
		return key, false
	}
	h.Add(root, fmt.Sprintf("%q %d %d %#v", tool, own.Size(), own.ModTime().UnixNano(), opts))
	start, n := time.Now(), 0
	err = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && d.Name() == ".git" {
			return fs.SkipDir
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		if info.Mode()&fs.ModeSymlink != 0 {
			if info, err = os.Stat(path); err != nil {
				h.Add(path, "leads nowhere")
				return nil
			}
			if info.IsDir() {
				return fs.ErrInvalid
			}
		}
		if n++; n > maxStamped || start.Sub(info.ModTime()) <= settled {
			return fs.ErrInvalid
		}
		h.Add(path, fmt.Sprint(info.Mode(), info.Size(), info.ModTime().UnixNano()))
		return nil
	})
	for dir := root; err == nil; dir = filepath.Dir(dir) { // of the modules above
		if info, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			h.Add(dir, fmt.Sprint(info.Size(), info.ModTime().UnixNano()))
		}
		if dir == filepath.Dir(dir) {
			break
		}
	}
	if info, err := os.Stat(filepath.Join(root, ".git", "info", "exclude")); err == nil {
		h.Add(fmt.Sprint(info.Size(), info.ModTime().UnixNano()))
	}
	return h.Sum(), err == nil
}

package inventory

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"github.com/siglint/siglint/passes/regular"
)

// maxStore bounds a stored inventory.
const maxStore = 1 << 30

// Digest is a hash of what findings about sender files depend on besides Go
// code: the files, and what the programs are called. go vet replays old
// findings unless the tool's identity carries it.
func (inv *Inventory) Digest() string {
	h := sha256.New()
	for _, f := range inv.Files {
		fmt.Fprintf(h, "%q %s\n", f.Path, f.Hash)
	}
	for _, m := range inv.Mains {
		fmt.Fprintf(h, "%q %q\n", m.Path, m.Dir)
	}
	for _, b := range inv.Builds {
		fmt.Fprintf(h, "%q %q %q\n", b.Dir, b.Package, b.Name)
	}
	for _, p := range inv.Problems {
		fmt.Fprintf(h, "%q %q\n", p.File, p.Message)
	}
	for _, ign := range inv.Ignores { // also those of Go files, of which else only the sends count
		fmt.Fprintf(h, "%q %v %q %t\n", ign.File, ign.Pos, ign.Names, ign.Reason == "")
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// Save leaves the inventory where Load finds it, if it is the same executable
// that asks, under the same name. That it cannot be written is no mistake: whoever wants it then
// walks the tree.
func (inv *Inventory) Save(tool string, opts Options) {
	name, err := storeName(inv.Root, tool, opts)
	if err != nil {
		return
	}
	data, err := json.Marshal(inv)
	if err != nil || os.MkdirAll(filepath.Dir(name), 0o777) != nil {
		return
	}
	temp, err := os.CreateTemp(filepath.Dir(name), "inventory-*")
	if err != nil {
		return
	}
	_, err = temp.Write(data)
	if closing := temp.Close(); err == nil {
		err = closing
	}
	if err == nil {
		err = os.Rename(temp.Name(), name)
	}
	if err != nil {
		os.Remove(temp.Name())
	}
}

// Load finds the inventory that Save left, or nil if there is none or if the
// tree has changed: a sender file, or the entries of a folder.
func Load(root, tool string, opts Options) *Inventory {
	root, err := filepath.Abs(root)
	if err != nil {
		return nil
	}
	name, err := storeName(root, tool, opts)
	if err != nil {
		return nil
	}
	data, err := regular.Read(name, maxStore)
	if err != nil {
		return nil
	}
	inv := new(Inventory)
	if json.Unmarshal(data, inv) != nil || inv.Root != root || !inv.current() {
		return nil
	}
	return inv
}

// current reports whether the files and folders are as they were read.
func (inv *Inventory) current() bool {
	for _, list := range [][]File{inv.Files, inv.Dirs} {
		for _, f := range list {
			name := f.Path
			if !filepath.IsAbs(name) {
				name = filepath.Join(inv.Root, filepath.FromSlash(name))
			}
			info, err := os.Stat(name)
			if err != nil || stateOf(f.Path, info) != (File{f.Path, f.Size, f.ModTime, ""}) {
				return false
			}
		}
	}
	return true
}

// storeName is the file that holds the inventory of a root as this executable sees it.
func storeName(root, tool string, opts Options) (string, error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	executable, err := os.Executable()
	if err != nil {
		return "", err
	}
	info, err := os.Stat(executable)
	if err != nil {
		return "", err
	}
	key := sha256.Sum256(fmt.Appendf(nil, "%q %q %v %#v", root, tool, stateOf(executable, info), opts))
	return filepath.Join(cache, "siglint", "inventory-"+hex.EncodeToString(key[:16])+".json"), nil
}

package vet

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"golang.org/x/mod/modfile"

	"github.com/siglint/siglint/analyzers/stalesender"
	"github.com/siglint/siglint/cmd/siglint/internal/settings"
	"github.com/siglint/siglint/passes/config"
	"github.com/siglint/siglint/passes/inventory"
	"github.com/siglint/siglint/passes/regular"
)

// identify prints what go vet keeps results by, besides Go code: the tool, the
// sender files of the tree and what .siglint.yaml says. go vet asks once, in
// the folder of its caller; what was found is left for the processes to come.
func identify(w io.Writer, dir string) error {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return err
	}
	h := sha256.New()
	if err := hashFile(h, executable()); err != nil {
		return fmt.Errorf("read the executable: %w", err)
	}
	root, modDir := inventory.FindRoot(dir, "")
	if root == "" {
		root, modDir = dir, dir // a workspace, or no module at all
		workspace(h, dir)
	}
	cfg, err := settings.Load(modDir)
	if err != nil {
		return err
	}
	if cfg.File != "" {
		if err := hashFile(h, cfg.File); err != nil {
			return err
		}
	}
	opts := stalesender.SenderOptions(modDir, cfg)
	inv, err := inventory.Read(root, opts)
	if err != nil {
		return err
	}
	inv.Save("siglint", opts)
	fmt.Fprintf(h, "senders %s\n", inv.Digest())
	for _, file := range cfg.Contracts {
		if err := hashFile(h, cfg.Path(file)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	nested(h, inv, cfg.File)
	_, err = fmt.Fprintf(w, "siglint version devel buildID=%s\n", hex.EncodeToString(h.Sum(nil)))
	return err
}

// nested adds the settings that hold in folders of the tree, and what these
// make siglint read. Mistakes in them are told where they count.
func nested(w io.Writer, inv *inventory.Inventory, known string) {
	for _, dir := range inv.Dirs {
		file := filepath.Join(inv.Root, filepath.FromSlash(dir.Path), config.Name)
		if _, err := os.Lstat(file); err != nil || file == known {
			continue
		}
		fmt.Fprintf(w, "settings %q\n", dir.Path)
		cfg, err := config.Load(file)
		hashFile(w, file)
		if err == nil && len(cfg.Senders)+len(cfg.Contracts)+len(cfg.Exclude) > 0 {
			fmt.Fprintf(w, "%s\n", stalesender.Digest(filepath.Dir(file)))
		}
	}
}

// workspace adds the sender files around the modules of the workspace that dir
// lies in: their repository may be larger than the workspace.
func workspace(w io.Writer, dir string) {
	var roots []string
	for at := dir; ; at = filepath.Dir(at) {
		src, err := os.ReadFile(filepath.Join(at, "go.work"))
		if err == nil {
			work, err := modfile.ParseWork("go.work", src, nil)
			if err != nil {
				return // the go command says why
			}
			for _, use := range work.Use {
				mod := filepath.FromSlash(use.Path)
				if !filepath.IsAbs(mod) {
					mod = filepath.Join(at, mod)
				}
				if root, _ := inventory.FindRoot(mod, ""); root != "" && !slices.Contains(roots, root) {
					roots = append(roots, root)
					fmt.Fprintf(w, "module %q %s\n", use.Path, stalesender.Digest(mod))
				}
			}
			return
		}
		if at == filepath.Dir(at) {
			return
		}
	}
}

// executable returns the path of this program; reading it fails where there is none.
func executable() string {
	path, _ := os.Executable()
	return path
}

// maxFile bounds what is hashed, this program among it.
const maxFile = 1 << 30

func hashFile(w io.Writer, path string) error {
	src, err := regular.Read(path, maxFile)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "%x\n", sha256.Sum256(src))
	return nil
}

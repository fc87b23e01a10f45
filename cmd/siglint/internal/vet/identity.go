package vet

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/siglint/siglint/analyzers/stalesender"
	"github.com/siglint/siglint/cmd/siglint/internal/settings"
	"github.com/siglint/siglint/passes/inventory"
)

// identify prints what go vet keeps results by, besides Go code: the tool, the
// sender files of the tree and what .siglint.yaml says. go vet asks once, in
// the folder of its caller; what was found is left for the processes to come.
func identify(w io.Writer, dir string) error {
	h := sha256.New()
	if err := hashFile(h, executable()); err != nil {
		return fmt.Errorf("read the executable: %w", err)
	}
	root, modDir := inventory.FindRoot(dir, "")
	if root == "" {
		root, modDir = dir, dir // a workspace, or no module at all
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
	_, err = fmt.Fprintf(w, "siglint version devel buildID=%s\n", hex.EncodeToString(h.Sum(nil)))
	return err
}

// executable returns the path of this program; reading it fails where there is none.
func executable() string {
	path, _ := os.Executable()
	return path
}

func hashFile(w io.Writer, path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = io.Copy(w, f)
	return err
}

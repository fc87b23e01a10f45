// Package vet is the face of siglint that go vet calls, once for each package.
package vet

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/unitchecker"
)

// Wanted reports whether the arguments are those of go vet: the last one asks
// for the tool's identity or flags, or names the description of a package.
func Wanted(args []string) bool {
	if len(args) == 0 {
		return false
	}
	last := args[len(args)-1]
	return last == "-V=full" || last == "-flags" || strings.HasSuffix(last, ".cfg")
}

// Main answers go vet and does not return.
func Main(analyzers []*analysis.Analyzer) {
	if os.Args[len(os.Args)-1] == "-V=full" {
		if err := identify(os.Stdout); err != nil {
			fmt.Fprintf(os.Stderr, "siglint: %v\n", err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	unitchecker.Main(analyzers...)
}

// identify prints what go vet caches results by.
func identify(w io.Writer) error {
	h := sha256.New()
	if err := hashExecutable(h); err != nil {
		return err
	}
	_, err := fmt.Fprintf(w, "siglint version devel buildID=%s\n", hex.EncodeToString(h.Sum(nil)))
	return err
}

func hashExecutable(w io.Writer) error {
	path, err := os.Executable()
	if err != nil {
		return fmt.Errorf("find the executable: %w", err)
	}
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = io.Copy(w, f)
	return err
}

package report

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"

	"github.com/siglint/siglint/cmd/siglint/internal/whole"
	"github.com/siglint/siglint/passes/regular"
)

// maxBaseline bounds the file: a hundred thousand findings.
const maxBaseline = 64 << 20

// A baseline is the findings that a project has accepted for the time being.
// Only the fingerprint counts; the rest is for the reader.
type baseline struct {
	Version  int        `json:"version"`
	Findings []accepted `json:"findings"`
}

type accepted struct {
	Fingerprint string `json:"fingerprint"`
	Check       string `json:"check"`
	File        string `json:"file"`
	Line        int    `json:"line"`
	Message     string `json:"message"`
}

// Baseline drops the findings that the file accepts. Where there is no file,
// it is written, and accepts all; the result then tells how many.
func (r *Report) Baseline(file, root string) (written int, err error) {
	b, err := readBaseline(file)
	if errors.Is(err, fs.ErrNotExist) {
		return r.writeBaseline(file, root)
	}
	if err != nil {
		return 0, err
	}
	known := make(map[string]bool, len(b.Findings))
	for _, a := range b.Findings {
		known[a.Fingerprint] = true
	}
	var fresh []Finding
	for i, print := range r.Fingerprints(root) {
		if !known[print] {
			fresh = append(fresh, r.Findings[i])
		}
	}
	r.Findings = fresh
	return 0, nil
}

func readBaseline(file string) (*baseline, error) {
	src, err := regular.Read(file, maxBaseline)
	if err != nil {
		return nil, fmt.Errorf("read baseline %s: %w", file, err)
	}
	b, err := parseBaseline(src)
	if err != nil {
		return nil, fmt.Errorf("read baseline %s: %w", file, err)
	}
	return b, nil
}

func parseBaseline(src []byte) (*baseline, error) {
	b := new(baseline)
	dec := json.NewDecoder(bytes.NewReader(src))
	dec.DisallowUnknownFields()
	if err := dec.Decode(b); err != nil {
		return nil, err
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("something follows the baseline")
	}
	if b.Version != 1 {
		return nil, fmt.Errorf("version %d is not known; 1 is", b.Version)
	}
	return b, nil
}

func (r *Report) writeBaseline(file, root string) (int, error) {
	b := baseline{Version: 1, Findings: []accepted{}}
	for i, print := range r.Fingerprints(root) {
		f := &r.Findings[i]
		b.Findings = append(b.Findings, accepted{print, f.Check, below(root, f), f.Line, f.Message})
	}
	slices.SortStableFunc(b.Findings, func(x, y accepted) int {
		return bytes.Compare([]byte(x.File+x.Fingerprint), []byte(y.File+y.Fingerprint))
	})
	var buf bytes.Buffer
	if err := WriteJSON(&buf, b); err != nil {
		return 0, err
	}
	if err := whole.Write(file, buf.Bytes(), 0o666); err != nil {
		return 0, fmt.Errorf("write baseline: %w", err)
	}
	r.Findings = nil
	return len(b.Findings), nil
}

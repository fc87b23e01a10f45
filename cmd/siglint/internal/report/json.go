package report

import (
	"bytes"
	"encoding/json"
	"io"
	"slices"
)

// JSON prints findings and troubles as the format of findings promises.
func (r *Report) JSON(w io.Writer, version string) error {
	return WriteJSON(w, struct {
		Version  string    `json:"version"`
		Findings []Finding `json:"findings"`
		Errors   []Trouble `json:"errors"`
	}{version, nonNil(r.Findings), nonNil(slices.Concat(r.Troubles, r.Notices))})
}

// WriteJSON prints a value as every command here does: indented, and with
// characters as they are.
func WriteJSON(w io.Writer, value any) error {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetIndent("", " ")
	enc.SetEscapeHTML(false)
	if err := enc.Encode(value); err != nil {
		return err
	}
	_, err := w.Write(buf.Bytes())
	return err
}

// nonNil makes an empty list of none: [] and not null.
func nonNil[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

package contract

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/siglint/siglint/passes/signals"
)

// Encode writes a contract. The same contract gives the same bytes: programs
// by package, signals by name, lists as the File holds them.
func Encode(w io.Writer, f *File) error {
	sorted := *f
	sorted.Programs = slices.Clone(f.Programs)
	slices.SortStableFunc(sorted.Programs, func(a, b Program) int { return strings.Compare(a.Package, b.Package) })
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(&sorted); err != nil {
		return fmt.Errorf("encode contract: %w", err)
	}
	_, err := w.Write(buf.Bytes())
	return err
}

// An Error describes a part of a contract that is not valid.
type Error struct {
	File         string // as given to Decode
	Line, Column int    // from 1; 0 where a part is wrong that stands in no one place
	Text         string // lower case, without a final period
}

func (e *Error) Error() string {
	if e.Line == 0 {
		return e.File + ": " + e.Text
	}
	return fmt.Sprintf("%s:%d:%d: %s", e.File, e.Line, e.Column, e.Text)
}

// Decode reads a contract strictly: unknown fields and values are errors, and
// every error is an *Error.
func Decode(name string, src []byte) (*File, error) {
	dec := json.NewDecoder(bytes.NewReader(src))
	dec.DisallowUnknownFields()
	var f File
	if err := dec.Decode(&f); err != nil {
		return nil, placed(name, src, dec.InputOffset(), err)
	}
	if _, err := dec.Token(); err != io.EOF {
		return nil, at(name, src, dec.InputOffset(), "the contract is followed by something else")
	}
	if err := Validate(name, &f); err != nil {
		return nil, err
	}
	return &f, nil
}

// placed finds the place of an error of encoding/json.
func placed(name string, src []byte, offset int64, err error) *Error {
	var syntax *json.SyntaxError
	var mistyped *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return at(name, src, syntax.Offset, syntax.Error())
	case errors.As(err, &mistyped):
		return at(name, src, mistyped.Offset, fmt.Sprintf("%s takes a %v, not a %s", mistyped.Field, mistyped.Type, mistyped.Value))
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return at(name, src, int64(len(src)), "the contract ends too early")
	}
	return at(name, src, offset, strings.TrimPrefix(err.Error(), "json: "))
}

// at places a text at a byte offset.
func at(name string, src []byte, offset int64, text string) *Error {
	before := src[:min(max(offset, 0), int64(len(src)))]
	line := 1 + bytes.Count(before, []byte("\n"))
	column := len(before) - bytes.LastIndexByte(before, '\n')
	return &Error{name, line, column, text}
}

// dispositions and effects are all that an entry may say.
var (
	dispositions = []signals.Disposition{signals.Caught, signals.Ignored, signals.DefaultAction, signals.UnknownDisposition}
	effects      = []signals.Effect{signals.Continues, signals.Terminates, signals.Dumps, signals.Stops, signals.Nothing, signals.UnknownEffect}
)

// Validate reports the first thing in a contract that it may not say.
func Validate(name string, f *File) error {
	if f.Schema != Schema {
		return &Error{File: name, Text: fmt.Sprintf("schema is %q, not %q", f.Schema, Schema)}
	}
	for i, p := range f.Programs {
		if p.Package == "" || p.Binary == "" {
			return &Error{File: name, Text: fmt.Sprintf("program %d has no package or no binary", i+1)}
		}
		if err := validEntries(name, p.Package, p.Signals); err != nil {
			return err
		}
		for _, command := range slices.Sorted(maps.Keys(p.Commands)) {
			if err := validEntries(name, p.Package+" "+command, p.Commands[command]); err != nil {
				return err
			}
		}
	}
	return nil
}

func validEntries(name, of string, entries map[string]Entry) error {
	for _, sig := range slices.Sorted(maps.Keys(entries)) {
		e := entries[sig]
		bad := func(format string, args ...any) error {
			return &Error{File: name, Text: fmt.Sprintf("%s: %s: ", of, sig) + fmt.Sprintf(format, args...)}
		}
		switch canonical, near, ok := signals.Parse(sig); {
		case !ok && near != "":
			return bad("unknown signal; did you mean %s?", near)
		case !ok && !strings.HasPrefix(sig, "SIG"):
			return bad("unknown signal")
		case ok && canonical != sig:
			return bad("the signal is spelled %s", canonical)
		case !slices.Contains(dispositions, e.Disposition):
			return bad("unknown disposition %q", e.Disposition)
		case !slices.Contains(effects, e.Effect):
			return bad("unknown effect %q", e.Effect)
		}
	}
	return nil
}

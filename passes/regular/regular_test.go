package regular

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

func TestRead(t *testing.T) {
	name := filepath.Join(t.TempDir(), "f")
	for _, text := range []string{"", "a", "abcdefgh"} {
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		if got, err := Read(name, 8); err != nil || string(got) != text {
			t.Errorf("Read gave %q, %v; want %q", got, err, text)
		}
		if got, err := Head(name, 3); err != nil || string(got) != text[:min(3, len(text))] {
			t.Errorf("Head gave %q, %v", got, err)
		}
	}
	var large *TooLargeError
	if _, err := Read(name, 7); !errors.As(err, &large) || large.Limit != 7 {
		t.Errorf("of a file that is too large: %v", err)
	}
}

// What tells no size may still have no end.
func TestEndless(t *testing.T) {
	const name = "/proc/self/environ"
	if _, err := os.Stat(name); err != nil {
		t.Skip("no /proc here")
	}
	t.Setenv("NOTHING", "")
	var large *TooLargeError
	if _, err := Read(name, 1); !errors.As(err, &large) {
		t.Errorf("got %v", err)
	}
}

func TestIrregular(t *testing.T) {
	for _, name := range []string{t.TempDir(), os.DevNull} {
		if _, err := Read(name, 8); !errors.Is(err, ErrIrregular) {
			t.Errorf("Read(%s): %v", name, err)
		}
		if _, err := Head(name, 8); !errors.Is(err, ErrIrregular) {
			t.Errorf("Head(%s): %v", name, err)
		}
	}
	if _, err := Read(filepath.Join(t.TempDir(), "absent"), 8); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("of no file: %v", err)
	}
}

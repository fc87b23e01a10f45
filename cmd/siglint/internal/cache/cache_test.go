package cache

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

func key(name string) Key {
	h := NewHash("test")
	h.Add(name)
	return h.Sum()
}

func TestGetPut(t *testing.T) {
	c := Open(t.TempDir())
	if _, ok := c.Get(key("a")); ok {
		t.Error("found what was never kept")
	}
	c.Put(key("a"), []byte("text"))
	c.Put(key("b"), nil)
	if got, ok := c.Get(key("a")); !ok || string(got) != "text" {
		t.Errorf("got %q, %v", got, ok)
	}
	if got, ok := c.Get(key("b")); !ok || len(got) != 0 {
		t.Errorf("got %q, %v", got, ok)
	}
}

// A part ends where it ends, and a list is not its elements.
func TestHash(t *testing.T) {
	sum := func(f func(h *Hash)) Key { h := NewHash("x"); f(h); return h.Sum() }
	keys := []Key{
		sum(func(h *Hash) { h.Add("ab", "c") }),
		sum(func(h *Hash) { h.Add("a", "bc") }),
		sum(func(h *Hash) { h.Add("abc") }),
		sum(func(h *Hash) { h.List([]string{"ab"}); h.List([]string{"c"}) }),
		sum(func(h *Hash) { h.List([]string{"ab", "c"}) }),
	}
	for i, k := range keys {
		for _, other := range keys[:i] {
			if k == other {
				t.Errorf("key %d is that of another", i)
			}
		}
	}
}

func TestDefault(t *testing.T) {
	for value, want := range map[string]string{"off": "", "relative": "", "/x/y": "/x/y", "": "/c/siglint"} {
		t.Setenv("SIGLINTCACHE", value)
		t.Setenv("XDG_CACHE_HOME", "/c")
		got := ""
		if c := Default(); c != nil {
			got = c.dir
		}
		if got != want {
			t.Errorf("SIGLINTCACHE=%s: got %q, want %q", value, got, want)
		}
	}
}

// What is unused goes, and the oldest of what is too much; all else stays,
// and so does what is not the cache's own.
func TestTrim(t *testing.T) {
	c := Open(t.TempDir())
	now := time.Now()
	for name, age := range map[string]time.Duration{"old": 6 * 24 * time.Hour, "older": 60 * time.Hour, "new": time.Minute} {
		c.Put(key(name), make([]byte, 1000))
		os.Chtimes(c.file(key(name)), now.Add(-age), now.Add(-age))
	}
	own := filepath.Join(c.dir, "README")
	os.WriteFile(own, nil, 0o666)
	os.Chtimes(own, now.Add(-maxAge*2), now.Add(-maxAge*2))
	has := func(name string) bool { _, err := os.Stat(c.file(key(name))); return err == nil }
	c.trim(now, 1<<20)
	if has("old") || !has("older") || !has("new") {
		t.Error("by age")
	}
	c.trim(now, 1500)
	if has("older") || !has("new") {
		t.Error("by size")
	}
	if _, err := os.Stat(own); err != nil {
		t.Error("a file that is not the cache's own is gone")
	}
}

// Trim looks once a day; a nil cache has nothing to trim.
func TestTrimSeldom(t *testing.T) {
	c := Open(t.TempDir())
	c.Put(key("a"), nil)
	c.Trim()
	then := time.Now().Add(-2 * maxAge)
	os.Chtimes(c.file(key("a")), then, then)
	c.Trim()
	if _, ok := c.Get(key("a")); !ok {
		t.Error("trimmed twice a day")
	}
	(*Cache)(nil).Trim()
}

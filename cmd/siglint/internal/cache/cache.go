// Package cache keeps what was found out in files below the user's cache
// directory, each under a hash of everything that it depends on.
//
// A cache may cost time, and never a result: what cannot be read, or is not as
// it was written, is as if it were not there, and what cannot be written is
// found out again. Several processes may use the same folder at a time, for
// files appear whole, by being renamed.
package cache

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/siglint/siglint/passes/regular"
)

// maxEntry bounds one entry.
const maxEntry = 256 << 20

// A Key is the hash of all that an entry depends on.
type Key [sha256.Size]byte

// A Hash makes a Key of parts, of which it also knows where they end.
type Hash struct {
	sum hash.Hash
	buf []byte
}

// NewHash returns a Hash for entries of one kind.
func NewHash(kind string) *Hash {
	h := &Hash{sum: sha256.New()}
	h.Add(kind)
	return h
}

// Add adds parts.
func (h *Hash) Add(parts ...string) {
	for _, part := range parts {
		h.buf = appendLength(h.buf[:0], len(part))
		h.buf = append(h.buf, part...)
		h.sum.Write(h.buf)
	}
}

// List adds a list as one part.
func (h *Hash) List(parts []string) {
	h.buf = appendLength(h.buf[:0], len(parts))
	h.sum.Write(h.buf)
	h.Add(parts...)
}

// Key adds the key of something else.
func (h *Hash) Key(k Key) { h.sum.Write(k[:]) }

// Sum returns the key of all that was added.
func (h *Hash) Sum() (k Key) {
	h.sum.Sum(k[:0])
	return k
}

func appendLength(b []byte, n int) []byte {
	for ; n >= 0x80; n >>= 7 {
		b = append(b, byte(n)|0x80)
	}
	return append(b, byte(n))
}

// A Cache is a folder of entries. A nil *Cache has none and keeps none.
type Cache struct {
	dir string
}

// Default returns the cache of the user: what SIGLINTCACHE names, which may be
// off, or else a folder of the system's cache directory. It returns nil where
// there is none.
func Default() *Cache {
	dir := os.Getenv("SIGLINTCACHE")
	if dir == "off" {
		return nil
	}
	if dir == "" {
		base, err := os.UserCacheDir()
		if err != nil {
			return nil
		}
		dir = filepath.Join(base, "siglint")
	}
	return Open(dir)
}

// Open returns the cache in a folder, which is made when something is kept.
func Open(dir string) *Cache {
	if !filepath.IsAbs(dir) {
		return nil
	}
	return &Cache{dir}
}

// magic begins every entry; a checksum of the rest follows.
const magic = "siglint cache 1\n"

// Get returns what is kept under a key.
func (c *Cache) Get(key Key) ([]byte, bool) {
	if c == nil {
		return nil, false
	}
	file := c.file(key)
	data, err := regular.Read(file, maxEntry)
	if err != nil || !bytes.HasPrefix(data, []byte(magic)) || len(data) < len(magic)+sha256.Size {
		return nil, false
	}
	sum, payload := data[len(magic):len(magic)+sha256.Size], data[len(magic)+sha256.Size:]
	if sha256.Sum256(payload) != [sha256.Size]byte(sum) {
		return nil, false
	}
	c.touch(file)
	return payload, true
}

// Put keeps something under a key.
func (c *Cache) Put(key Key, payload []byte) {
	if c == nil || len(payload) > maxEntry/2 {
		return
	}
	sum := sha256.Sum256(payload)
	write(c.file(key), []byte(magic), sum[:], payload)
}

func (c *Cache) file(key Key) string {
	name := hex.EncodeToString(key[:])
	return filepath.Join(c.dir, name[:2], name)
}

// write makes a file whole or not at all.
func write(file string, parts ...[]byte) {
	dir := filepath.Dir(file)
	temp, err := os.CreateTemp(dir, "new-*")
	if os.IsNotExist(err) && os.MkdirAll(dir, 0o777) == nil {
		temp, err = os.CreateTemp(dir, "new-*")
	}
	if err != nil {
		return
	}
	for _, part := range parts {
		if err == nil {
			_, err = temp.Write(part)
		}
	}
	if closing := temp.Close(); err == nil {
		err = closing
	}
	if err == nil {
		err = os.Rename(temp.Name(), file)
	}
	if err != nil {
		os.Remove(temp.Name())
	}
}

// used is how exact the time of an entry's last use is: with every use written
// down, a warm run would write as much as it reads.
const used = time.Hour

// touch notes that an entry is in use.
func (c *Cache) touch(file string) {
	now := time.Now()
	if info, err := os.Stat(file); err == nil && now.Sub(info.ModTime()) > used {
		os.Chtimes(file, now, now)
	}
}

// HashFile returns the hash of a file's content.
func HashFile(name string) (Key, error) {
	f, err := os.Open(name)
	if err != nil {
		return Key{}, err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return Key{}, err
	}
	return Key(h.Sum(nil)), nil
}

package engine

import (
	"crypto/sha256"
	"encoding/binary"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/siglint/siglint/cmd/siglint/internal/cache"
	"github.com/siglint/siglint/passes/regular"
)

// An index remembers of files what reading them told, as long as size and time
// of modification are the same; so a warm run reads none of them. It also
// remembers which packages were found clean or without seeds, by their keys.
type index struct {
	cache *cache.Cache
	key   cache.Key
	seeds Seeds
	start time.Time

	old map[string]map[string]state // by folder and name

	mu      sync.Mutex
	dirs    map[string]map[string]state // those of this run
	marks   map[cache.Key]bool          // of the run before
	fresh   map[cache.Key]bool          // of this run
	changed bool
}

// A state is what is known of a file.
type state struct {
	size, time int64
	settled    bool // old enough for size and time to tell of a change
	seed       seen
	content    cache.Key // of all of it
	surface    cache.Key // of what is left without function bodies
}

// A seen says which seeds were seen in a file.
type seen struct{ own, foreign bool }

func (s Seeds) seen(src []byte) seen {
	return seen{s.Own(src), s.Foreign(src)}
}

// has reports whether one of them makes its package matter.
func (s seen) has(n *node) bool { return s.own && !n.foreign || s.foreign && n.foreign }

// settled is how old a file must be for its time to tell of any later change.
const settled = 2 * time.Second

func openIndex(c *cache.Cache, key cache.Key, seeds Seeds) *index {
	x := &index{
		cache: c, key: key, seeds: seeds, start: time.Now(),
		old: make(map[string]map[string]state), dirs: make(map[string]map[string]state),
		marks: make(map[cache.Key]bool), fresh: make(map[cache.Key]bool),
	}
	if data, ok := c.Get(key); ok {
		d := &decoder{rest: string(data)}
		x.decode(d)
		if d.bad || d.rest != "" {
			clear(x.old)
			clear(x.marks)
		}
	}
	return x
}

// file returns the state of a file, which is read if it is not known.
func (x *index) file(path string) (state, error) {
	info, err := os.Stat(path)
	if err != nil {
		return state{}, err
	}
	dir, name := filepath.Split(path)
	s, ok := x.old[dir][name]
	if !ok || s.size != info.Size() || s.time != info.ModTime().UnixNano() || !info.Mode().IsRegular() {
		src, err := regular.Read(path, maxSource)
		if err != nil {
			return state{}, err
		}
		s = state{size: info.Size(), time: info.ModTime().UnixNano(), seed: x.seeds.seen(src), content: sha256.Sum256(src)}
		s.surface = sha256.Sum256(surfaceOf(src))
		ok = false
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.dirs[dir] == nil {
		x.dirs[dir] = make(map[string]state)
	}
	s.settled = x.start.Sub(info.ModTime()) > settled
	x.dirs[dir][name] = s
	x.changed = x.changed || !ok
	return s, nil
}

// content returns the hash of what a file held when its key was taken.
func (x *index) content(path string) (cache.Key, bool) {
	x.mu.Lock()
	defer x.mu.Unlock()
	dir, name := filepath.Split(path)
	s, ok := x.dirs[dir][name]
	return s.content, ok
}

// mark remembers that something holds of a package with this key.
func (x *index) mark(k cache.Key, value bool) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if old, ok := x.marks[k]; !ok || old != value {
		x.changed = true
	}
	x.fresh[k] = value
}

// marked returns what is remembered of a key.
func (x *index) marked(k cache.Key) (value, ok bool) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if value, ok = x.marks[k]; ok {
		x.fresh[k] = value
	}
	return value, ok
}

// save keeps what this run used. A run that ended before it came to everything
// takes over what the one before knew.
func (x *index) save(complete bool) {
	if x.cache == nil || !x.changed {
		return
	}
	if !complete {
		for k, v := range x.marks {
			x.fresh[k] = v
		}
	}
	x.cache.Put(x.key, x.encode())
}

func (x *index) encode() []byte {
	var b []byte
	text := func(s string) { b = append(binary.AppendUvarint(b, uint64(len(s))), s...) }
	b = binary.AppendUvarint(b, uint64(len(x.dirs)))
	for _, dir := range slices.Sorted(maps.Keys(x.dirs)) {
		files := maps.Clone(x.dirs[dir])
		maps.DeleteFunc(files, func(_ string, s state) bool { return !s.settled })
		text(dir)
		b = binary.AppendUvarint(b, uint64(len(files)))
		for _, name := range slices.Sorted(maps.Keys(files)) {
			s := files[name]
			text(name)
			b = binary.AppendVarint(b, s.size)
			b = binary.AppendVarint(b, s.time)
			b = append(b, bit(s.seed.own), bit(s.seed.foreign))
			b = append(b, s.content[:]...)
			b = append(b, s.surface[:]...)
		}
	}
	b = binary.AppendUvarint(b, uint64(len(x.fresh)))
	for _, k := range slices.SortedFunc(maps.Keys(x.fresh), func(a, b cache.Key) int { return slices.Compare(a[:], b[:]) }) {
		b = append(append(b, k[:]...), bit(x.fresh[k]))
	}
	return b
}

func bit(v bool) byte {
	if v {
		return 1
	}
	return 0
}

func (x *index) decode(d *decoder) {
	for range d.count() {
		dir := d.text()
		files := make(map[string]state)
		for range d.count() {
			name := d.text()
			files[name] = state{size: d.varint(), time: d.varint(), seed: seen{d.bit(), d.bit()}, content: d.key(), surface: d.key()}
		}
		x.old[dir] = files
	}
	for range d.count() {
		k := d.key()
		x.marks[k] = d.bit()
	}
}

// A decoder reads what encode wrote. After a mistake it yields zeros.
type decoder struct {
	rest string
	bad  bool
}

func (d *decoder) take(n int) string {
	if n < 0 || n > len(d.rest) {
		d.bad, d.rest = true, ""
		return strings.Repeat("\x00", min(max(n, 0), len(cache.Key{})))
	}
	s := d.rest[:n]
	d.rest = d.rest[n:]
	return s
}

func (d *decoder) uvarint() uint64 {
	var v uint64
	for shift := 0; shift < 64; shift += 7 {
		c := d.take(1)[0]
		v |= uint64(c&0x7f) << shift
		if c < 0x80 {
			return v
		}
	}
	d.bad = true
	return 0
}

func (d *decoder) varint() int64 {
	u := d.uvarint()
	return int64(u>>1) ^ -int64(u&1)
}

// count is the number of things to follow, each at least one byte long.
func (d *decoder) count() int {
	n := d.uvarint()
	if n > uint64(len(d.rest)) {
		d.bad = true
		return 0
	}
	return int(n)
}

func (d *decoder) text() string { return d.take(d.count()) }
func (d *decoder) bit() bool    { return d.take(1) == "\x01" }

func (d *decoder) key() (k cache.Key) {
	copy(k[:], d.take(len(k)))
	return k
}

package cache

import (
	"cmp"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"
)

const (
	maxAge   = 5 * 24 * time.Hour // unused for so long, an entry goes
	maxSize  = 1 << 30            // of all entries together
	interval = 24 * time.Hour     // between two looks at all of them
)

// Trim drops what was not used for some days, and the oldest of what is too
// much. It looks at most once a day.
func (c *Cache) Trim() {
	if c == nil {
		return
	}
	now := time.Now()
	stamp := filepath.Join(c.dir, "trimmed")
	if info, err := os.Stat(stamp); err == nil && now.Sub(info.ModTime()) < interval && info.ModTime().Before(now.Add(interval)) {
		return
	}
	if _, err := os.Stat(c.dir); err != nil {
		return // nothing was ever kept
	}
	write(stamp)
	c.trim(now, maxSize)
}

// An entry is a file of the cache.
type entry struct {
	file string
	size int64
	used time.Time
}

func (c *Cache) trim(now time.Time, limit int64) {
	entries := c.entries()
	slices.SortFunc(entries, func(a, b entry) int { return cmp.Or(a.used.Compare(b.used), cmp.Compare(a.file, b.file)) })
	var total int64
	for _, e := range entries {
		total += e.size
	}
	for _, e := range entries {
		if now.Sub(e.used) <= maxAge && total <= limit {
			return // all that follow are younger
		}
		os.Remove(e.file)
		total -= e.size
	}
}

// entries lists what belongs to the cache, in folders named by two digits of
// a hash; what else lies in its folder is not its own.
func (c *Cache) entries() []entry {
	dirs, _ := filepath.Glob(filepath.Join(c.dir, "[0-9a-f][0-9a-f]"))
	var entries []entry
	for _, dir := range dirs {
		files, err := os.ReadDir(dir)
		if err != nil {
			continue
		}
		for _, f := range files {
			if info, err := f.Info(); err == nil && info.Mode()&fs.ModeType == 0 {
				entries = append(entries, entry{filepath.Join(dir, f.Name()), info.Size(), info.ModTime()})
			}
		}
	}
	return entries
}

package command

import (
	"fmt"
	"io"
	"os"
	"sync"
	"time"
)

// isTerminal reports whether what is written there is seen by a person.
func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0 && os.Getenv("TERM") != "dumb"
}

// colourful reports whether colours are wanted; see no-color.org.
func colourful(w io.Writer) bool { return os.Getenv("NO_COLOR") == "" && isTerminal(w) }

// A progress shows how far a run has come, on a terminal and only when it
// takes long enough for somebody to wonder.
type progress struct {
	mu    sync.Mutex
	w     io.Writer // nil where nobody looks
	start time.Time
	last  time.Time
	wait  time.Duration
	drawn bool
}

func newProgress(c *Context, wait time.Duration) *progress {
	p := &progress{start: time.Now(), wait: wait}
	if isTerminal(c.Stderr) {
		p.w = c.Stderr
	}
	return p
}

func (p *progress) show(done, all int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := time.Now()
	if p.w == nil || now.Sub(p.start) < p.wait || now.Sub(p.last) < 100*time.Millisecond {
		return
	}
	p.last, p.drawn = now, true
	fmt.Fprintf(p.w, "\r%d of %d packages\x1b[K", done, all)
}

// stop takes the line away.
func (p *progress) stop() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.drawn {
		fmt.Fprint(p.w, "\r\x1b[K")
	}
	p.w = nil
}

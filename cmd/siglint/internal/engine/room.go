package engine

import (
	"os"
	"sync"
)

// maxWeight bounds the bytes of Go text of the packages that have syntax and
// SSA at one time. Each byte stands for some hundred in memory, and so a
// package that is heavier is analysed alone.
const maxWeight = 2 << 20

// A room holds things up to a weight, or one that is heavier.
type room struct {
	mu    sync.Mutex
	left  *sync.Cond
	limit int64
	held  int64
	n     int
}

func newRoom(limit int64) *room {
	r := &room{limit: limit}
	r.left = sync.NewCond(&r.mu)
	return r
}

// enter waits until there is room; what it returns makes room again.
func (r *room) enter(weight int64) (leave func()) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for r.n > 0 && r.held+weight > r.limit {
		r.left.Wait()
	}
	r.held += weight
	r.n++
	return func() {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.held -= weight
		r.n--
		r.left.Broadcast()
	}
}

// weight is the size of the package's Go files.
func (n *node) weight() int64 {
	var sum int64
	for _, file := range n.pkg.Files() {
		if info, err := os.Stat(file); err == nil {
			sum += info.Size()
		}
	}
	return sum
}

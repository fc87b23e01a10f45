// Package spool keeps log lines in memory until they are handed on.
package spool

import "sync"

// A Spool holds lines in the order of their arrival. Its zero value is empty.
type Spool struct {
	mu    sync.Mutex
	lines [][]byte
	limit int
}

// New returns a Spool that drops the oldest lines beyond the limit.
func New(limit int) *Spool { return &Spool{limit: limit} }

// Add puts a line at the end.
func (s *Spool) Add(line []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.lines = append(s.lines, line)
	if n := len(s.lines) - s.limit; s.limit > 0 && n > 0 {
		s.lines = s.lines[n:]
	}
}

// Take empties the spool.
func (s *Spool) Take() [][]byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	lines := s.lines
	s.lines = nil
	return lines
}

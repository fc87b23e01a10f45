// Package keys has events of keys, and a screen to post them to.
package keys

// A Key is a key.
type Key int

// The keys.
const (
	KeyEnter Key = iota
	KeyExit
)

// An Event is that of a key.
type Event struct{ key Key }

// NewEvent makes one.
func NewEvent(k Key) *Event { return &Event{k} }

// A Screen takes events.
type Screen struct{ queue []*Event }

// Post posts one.
func (s *Screen) Post(e *Event) error {
	s.queue = append(s.queue, e)
	return nil
}

// Box has events by kinds that its user declares.
type Box struct{ kinds map[Kind]any }

// A Kind is one of them.
type Kind int

// Set sets one.
func (b *Box) Set(k Kind, v any) { b.kinds[k] = v }

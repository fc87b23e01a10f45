// Package groups runs functions, and has nothing to do with signals.
package groups

// A Group ends what it runs by a function that it makes when it begins.
type Group struct {
	end func()
	err error
}

// Wait waits for the end.
func (g *Group) Wait() error {
	c := make(chan struct{})
	g.end = func() { close(c) }
	<-c
	return g.err
}

// Done ends it, and returns an error if that went wrong.
func (g *Group) Done() error {
	if g.end != nil {
		g.end()
	}
	return nil
}

// Err returns what went wrong before.
func (g *Group) Err() error { return g.err }

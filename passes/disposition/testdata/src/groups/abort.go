package groups

// A Change is what is under way.
type Change struct{ ID string }

// Abort asks somebody to give up, and returns what is given up.
func (g *Group) Abort(id string) (*Change, error) { return &Change{id}, g.err }

// StopChan tells of the end.
func (g *Group) StopChan() <-chan bool { return nil }

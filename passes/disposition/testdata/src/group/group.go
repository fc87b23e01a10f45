// Package group runs actors until the first of them returns.
package group

// A Group is a set of actors.
type Group struct{ run, end []func(error) }

// Add adds an actor.
func (g *Group) Add(execute func() error, interrupt func(error)) {
	g.run = append(g.run, func(error) { execute() })
	g.end = append(g.end, interrupt)
}

// Run runs the actors.
func (g *Group) Run() {
	done := make(chan struct{})
	for _, f := range g.run {
		go func() { f(nil); done <- struct{}{} }()
	}
	<-done
	for _, f := range g.end {
		f(nil)
	}
}

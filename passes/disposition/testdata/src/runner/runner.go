// Package runner runs what it is given.
package runner

// A Service runs.
type Service interface{ Run() }

// Run runs s.
func Run(s Service) { s.Run() }

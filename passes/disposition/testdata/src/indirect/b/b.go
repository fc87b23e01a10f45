// Package b registers nothing, and shows the type of another package that does.
package b

import "indirect/a"

// A Runner runs.
type Runner interface{ Run() }

// Alias is the type by another name.
type Alias = a.T

// A Server embeds it.
type Server struct{ *a.T }

// A Box holds what runs.
type Box[R Runner] struct{ V R }

// Start runs what it holds.
func (b Box[R]) Start() { b.V.Run() }

// New makes the type.
func New() *a.T { return a.New() }

// NewServer makes one that embeds it.
func NewServer() *Server { return &Server{a.New()} }

// Start runs r.
func Start[R Runner](r R) { r.Run() }

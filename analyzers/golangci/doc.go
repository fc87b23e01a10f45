// Package golangci makes siglint a module plugin of golangci-lint, version 2.15
// or later. It registers the linter siglint when it is imported, as by a binary
// that golangci-lint custom builds; docs/golangci.md shows how.
//
// golangci-lint differs from other drivers in five ways, which this package
// answers so that its users get the same findings, each once:
//
//   - It drops findings in files that are not Go. A finding about a sender file
//     stands at the program's func main, with the sender's place in its text.
//   - It keeps results by the names of analyzers, by Go code and by its own
//     settings, but not by scripts. An analyzer that does nothing has a digest
//     of these in its name.
//   - It makes a finding of each piece of related information. There is none.
//   - It shows one finding a line. Those at one func main are joined into one.
//   - It cuts findings of equal text after three. Each names its function.
package golangci

// The test lets the analysis of this package fail.
package panics

func Watch() {}

type T struct{}

func (T) Watch() {}

// Package lists has nothing to do with signals.
package lists

// Map returns what a function makes of the elements of a list.
func Map[T, R any](list []T, made func(T, int) R) []R {
	var out []R
	for i, v := range list {
		out = append(out, made(v, i))
	}
	return out
}

// Filter returns the elements that are wanted.
func Filter[T any](list []T, wanted func(T) bool) []T {
	var out []T
	for _, v := range list {
		if wanted(v) {
			out = append(out, v)
		}
	}
	return out
}

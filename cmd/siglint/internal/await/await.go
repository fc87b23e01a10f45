// Package await leaves work that cannot be interrupted when a signal asks for
// the end.
package await

import "context"

// Result returns what f returns, or why the context ended before f did. f then
// goes on, and nobody waits for it; it must only read.
func Result[T any](ctx context.Context, f func() (T, error)) (T, error) {
	type result struct {
		value T
		err   error
	}
	done := make(chan result, 1)
	go func() {
		value, err := f()
		done <- result{value, err}
	}()
	select {
	case r := <-done:
		return r.value, r.err
	case <-ctx.Done():
		var none T
		return none, context.Cause(ctx)
	}
}

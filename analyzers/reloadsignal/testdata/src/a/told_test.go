package a

import "testing"

func TestWaits(t *testing.T) {
	calls := 0
	Waits(func(string) error {
		calls++
		return nil
	})
	go Waits(func(string) error { return nil })
}

package usefacts // want package:"speaks"

import "facts"

// A wrapper of a wrapper names the call at the bottom.
func Wait(fd int) (n int, err error) {
	for range 2 {
		n, err = facts.Wait(fd)
	}
	return n, err
}

func Retry(f func() error) error { return facts.Retry(f) } // want Retry:`^retries\(0\)$`

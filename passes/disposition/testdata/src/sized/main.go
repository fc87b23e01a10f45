// Command sized waits for the size of its terminal, and works until it is told to
// end on its input.
//
//	SIGWINCH caught continues
//	SIGINT caught terminates
package main

import (
	"bufio"
	"os"

	"sizes"
)

type screen struct{ n int }

func (s *screen) Close() error { return os.Remove("screen") }

func main() {
	n, err := sizes.Wait()
	if err != nil {
		panic(err)
	}
	s := &screen{n}
	defer s.Close()
	for in := bufio.NewScanner(os.Stdin); in.Scan(); {
		os.WriteFile("x", in.Bytes(), 0o600)
	}
}

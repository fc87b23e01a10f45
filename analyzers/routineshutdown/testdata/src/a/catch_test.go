package a

import (
	"os"
	"testing"
)

func TestCatchAll(t *testing.T) {
	c := make(chan os.Signal, 1)
	CatchAll(c)
	s := <-c
	t.Log(s)
	os.Exit(1)
}

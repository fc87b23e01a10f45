package await

import (
	"context"
	"errors"
	"testing"
)

func TestResult(t *testing.T) {
	ctx, cancel := context.WithCancelCause(t.Context())
	wrong := errors.New("wrong")
	if got, err := Result(ctx, func() (int, error) { return 1, wrong }); got != 1 || err != wrong {
		t.Errorf("got %d, %v", got, err)
	}
	never := make(chan int)
	ended := errors.New("ended")
	cancel(ended)
	if got, err := Result(ctx, func() (int, error) { return <-never, nil }); got != 0 || err != ended {
		t.Errorf("got %d, %v", got, err)
	}
}

package listing

import (
	"context"
	"encoding/json"
	"fmt"
)

// An Env is what the go command takes for granted.
type Env struct {
	GOOS, GOARCH string
	GOVERSION    string // of the toolchain, as "go1.26.8"
	GOROOT       string
	GOMODCACHE   string
	GOMOD        string // path of go.mod, or the null device
	GOWORK       string
}

// Env asks the go command for its settings, as they are in the query's folder.
func (q Query) Env(ctx context.Context) (Env, error) {
	var env Env
	out, err := q.run(ctx, []string{"env", "-json", "GOOS", "GOARCH", "GOVERSION", "GOROOT", "GOMODCACHE", "GOMOD", "GOWORK"})
	if err != nil {
		return env, err
	}
	if err := json.Unmarshal(out, &env); err != nil {
		return env, fmt.Errorf("decode the output of go env: %w", err)
	}
	return env, nil
}

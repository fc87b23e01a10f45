package listing

import (
	"context"
	"encoding/json"
	"errors"
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
	Build        []string `json:"-"` // what else changes what is compiled, in the order of build
}

// build lists the settings in Build.
var build = []string{"GOAMD64", "GOARM", "GOARM64", "GOEXPERIMENT", "GOFLAGS", "CGO_ENABLED", "CC", "CXX",
	"CGO_CFLAGS", "CGO_CPPFLAGS", "CGO_CXXFLAGS", "CGO_LDFLAGS", "PKG_CONFIG"}

// Env asks the go command for its settings, as they are in the query's folder.
func (q Query) Env(ctx context.Context) (Env, error) {
	var env Env
	out, err := q.run(ctx, append([]string{"env", "-json", "GOOS", "GOARCH", "GOVERSION", "GOROOT", "GOMODCACHE", "GOMOD", "GOWORK"}, build...))
	if err != nil {
		return env, err
	}
	all := make(map[string]string)
	if err := errors.Join(json.Unmarshal(out, &env), json.Unmarshal(out, &all)); err != nil {
		return env, fmt.Errorf("decode the output of go env: %w", err)
	}
	for _, name := range build {
		env.Build = append(env.Build, all[name])
	}
	return env, nil
}

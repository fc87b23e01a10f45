// Package instead is on the page of reloadsignal.
package instead

import (
	"net/http"
	"os"
)

type config struct{ name string }

func (c *config) Reload() error {
	name, err := os.ReadFile("name")
	c.name = string(name)
	return err
}

var cfg config

func reload(w http.ResponseWriter, r *http.Request) {
	if err := cfg.Reload(); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}

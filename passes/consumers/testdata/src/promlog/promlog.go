// Package promlog makes loggers, so that others need not import slog.
package promlog

import "log/slog"

// New returns a logger.
func New() *slog.Logger { return slog.Default() }

// G returns a logger.
var G = New

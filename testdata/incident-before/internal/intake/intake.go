// Package intake receives log lines from devices.
package intake

import (
	"bytes"
	"context"
	"errors"
	"net"

	"example.com/logdevice/internal/spool"
)

// Serve puts every datagram that arrives into the spool, until ctx is done.
func Serve(ctx context.Context, conn net.PacketConn, to *spool.Spool) error {
	stop := context.AfterFunc(ctx, func() { conn.Close() })
	defer stop()
	buf := make([]byte, 64<<10)
	for {
		n, _, err := conn.ReadFrom(buf)
		if errors.Is(err, net.ErrClosed) {
			return nil // asked to end
		}
		if err != nil {
			return err
		}
		to.Add(bytes.Clone(bytes.TrimSpace(buf[:n])))
	}
}

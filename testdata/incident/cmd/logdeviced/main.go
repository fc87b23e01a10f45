// Logdeviced takes in the log lines of devices and spools them.
package main

import (
	"context"
	"flag"
	"log"
	"net"
	"os"
	"os/signal"
	"syscall"

	"example.com/logdevice/internal/intake"
	"example.com/logdevice/internal/spool"
)

func main() {
	addr := flag.String("listen", ":5514", "UDP address to listen on")
	flag.Parse()

	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()

	conn, err := net.ListenPacket("udp", *addr)
	if err != nil {
		log.Fatal(err)
	}
	log.Printf("listening on %s", conn.LocalAddr())
	if err := intake.Serve(ctx, conn, spool.New(100_000)); err != nil {
		log.Fatal(err)
	}
}

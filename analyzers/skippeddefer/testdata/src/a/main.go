// Command a exits where main has more to do.
package main

import (
	"log"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	defer os.Remove("a.pid")
	c := make(chan os.Signal, 1)
	signal.Notify(c, os.Interrupt)
	go func() {
		<-c
		os.Exit(0) // want `^os.Exit skips what main defers \(os.Remove\); let main return instead$`
	}()
	hup := make(chan os.Signal, 1)
	signal.Notify(hup, syscall.SIGHUP)
	go wait(hup)
	serve()
}

func wait(hup chan os.Signal) {
	log.Fatal(<-hup) // want `^log.Fatal skips what main defers`
}

func serve() {
	f, err := os.Open("a")
	if err != nil {
		return
	}
	defer func() { f.Close() }()
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGTERM)
	go func() {
		s := <-c
		log.Print(s)
		os.Exit(1) // want `^os.Exit skips what serve defers \(a function literal\); let serve return instead$`
	}()
	select {}
}

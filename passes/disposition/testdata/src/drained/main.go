// Command drained tells its work of an interrupt, and forgets those that came when
// there was none. SIGTERM ends it at the same place. SIGHUP is what a function waits
// for that others call to be told, and SIGUSR1 lets one return that does the work.
//
//	SIGINT caught continues
//	SIGTERM caught terminates
//	SIGHUP caught continues
//	SIGUSR1 caught terminates
package main

import (
	"bufio"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"
)

func main() {
	interrupted, over := relay(syscall.SIGINT), make(chan struct{}, 1)
	term := make(chan os.Signal, 1)
	signal.Notify(term, syscall.SIGTERM)
	go func() {
		for range term {
			over <- struct{}{}
		}
	}()
	hup, usr1 := relay(syscall.SIGHUP), relay(syscall.SIGUSR1)
	waits = append(waits, func() (string, error) {
		<-hup
		return "hangup", nil
	})
	works = append(works, func() error {
		<-usr1
		return nil
	})
	in := bufio.NewScanner(os.Stdin)
	for in.Scan() {
		select {
		case <-interrupted:
		default:
		}
		result := make(chan string)
		go func(q string) {
			time.Sleep(time.Second)
			result <- q
		}(in.Text())
		select {
		case r := <-result:
			fmt.Println(r)
		case <-interrupted:
			fmt.Println("^C")
		case <-over:
			return
		}
	}
}

var (
	waits []func() (string, error)
	works []func() error
)

func relay(sig os.Signal) chan struct{} {
	c, out := make(chan os.Signal, 1), make(chan struct{}, 1)
	signal.Notify(c, sig)
	go func() {
		for range c {
			select {
			case out <- struct{}{}:
			default:
			}
		}
	}()
	return out
}

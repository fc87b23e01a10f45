// Command drained tells its work of an interrupt, and forgets those that came when
// there was none. SIGTERM ends it at the same place.
//
//	SIGINT caught continues
//	SIGTERM caught terminates
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

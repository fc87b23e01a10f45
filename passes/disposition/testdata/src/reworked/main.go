// Command reworked cancels the context of its worker and starts another one.
//
//	SIGHUP caught continues
//	SIGTERM caught terminates
package main

import (
	"context"
	"log"
	"os"
	"os/signal"
	"syscall"
)

type mgr struct{}

func newMgr() (*mgr, error)              { _, err := os.ReadFile("c"); return &mgr{}, err }
func (m *mgr) serve(ctx context.Context) { <-ctx.Done() }

func main() {
	cur, err := newMgr()
	if err != nil {
		log.Fatal(err)
	}
	global, globalCancel := context.WithCancel(context.Background())
	defer globalCancel()
	quit := make(chan os.Signal, 1)
	signal.Notify(quit, syscall.SIGTERM)
	reload := make(chan os.Signal, 1)
	signal.Notify(reload, syscall.SIGHUP)
	run := func(m *mgr) (chan struct{}, context.CancelFunc) {
		stopped := make(chan struct{}, 1)
		ctx, cancel := context.WithCancel(global)
		go func() {
			defer close(stopped)
			m.serve(ctx)
		}()
		return stopped, cancel
	}
	done, cancel := run(cur)
Loop:
	for {
		select {
		case <-quit:
			globalCancel()
		case <-done:
			break Loop
		case <-reload:
			cancel()
			<-done
			n, err := newMgr()
			if err != nil {
				log.Print("reload failed: ", err)
			} else {
				cur = n
			}
			done, cancel = run(cur)
		}
	}
}

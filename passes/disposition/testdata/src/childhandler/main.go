// Command childhandler runs a command when it is asked to, nobody knows how often.
//
//	SIGINT caught unknown
package main

import (
	"context"
	"net/http"
	"os"
	"os/exec"
	"os/signal"
)

func main() {
	http.HandleFunc("/", run)
	http.ListenAndServe(":80", nil)
}

func run(http.ResponseWriter, *http.Request) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	c := make(chan os.Signal, 1)
	signal.Notify(c, os.Interrupt)
	go func() {
		select {
		case <-c:
			cancel()
		case <-ctx.Done():
		}
	}()
	exec.CommandContext(ctx, "true").Run()
}

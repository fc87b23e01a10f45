// Siglint finds Go code that misuses signals, and the forgotten kill in a
// logrotate file that takes a daemon down.
//
// Siglint help shows how it is called. It is also a tool for go vet:
//
//	go vet -vettool=$(which siglint) ./...
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"github.com/siglint/siglint/cmd/siglint/internal/command"
	"github.com/siglint/siglint/cmd/siglint/internal/vet"
)

func main() {
	if vet.Wanted(os.Args[1:]) {
		vet.Main()
	}
	os.Exit(run(os.Args[1:]))
}

// run calls the command with a context that SIGINT and SIGTERM cancel. The
// first of them ends the work in order; a second one ends the process.
func run(args []string) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop)
	c, err := command.New(ctx)
	if err != nil {
		fmt.Fprintf(os.Stderr, "siglint: %v\n", err)
		return command.Failed
	}
	return command.Main(c, args)
}

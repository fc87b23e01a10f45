// Command childcommands runs one command after another: a signal ends the one
// that runs.
//
//	SIGINT caught continues
//	SIGTERM caught continues
package main

import (
	"bufio"
	"context"
	"log"
	"os"
	"os/exec"
	"os/signal"
	"syscall"
)

func main() {
	in := bufio.NewScanner(os.Stdin)
	for in.Scan() {
		if err := run(in.Text()); err != nil {
			log.Print(err)
		}
	}
}

func run(line string) error {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	c := make(chan os.Signal, 1)
	signal.Notify(c, os.Interrupt, syscall.SIGTERM)
	go func() {
		select {
		case <-c:
			cancel()
		case <-ctx.Done():
		}
	}()
	cmd := exec.CommandContext(ctx, "sh", "-c", line)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	return cmd.Run()
}

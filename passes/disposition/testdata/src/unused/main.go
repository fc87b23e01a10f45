// Command unused drops its context.
//
//	SIGINT caught nothing
package main

import (
	"context"
	"os"
	"os/signal"
)

func main() {
	_, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	select {}
}

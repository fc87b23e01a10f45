package a

import (
	"context"
	"log"
	"os"
	"os/signal"

	"wrap"
)

func deferred() error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := load(); err != nil {
		return err
	}
	<-ctx.Done()
	return nil
}

func deferredInClosure() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer func() {
		log.Print("bye")
		stop()
	}()
	<-ctx.Done()
}

func onEachPath(b bool) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	if b {
		stop()
		return
	}
	<-ctx.Done()
	stop()
}

type server struct {
	ctx  context.Context
	stop context.CancelFunc
}

// Stored: whoever has the server calls it.
func stored() *server {
	s := new(server)
	s.ctx, s.stop = signal.NotifyContext(context.Background(), os.Interrupt)
	return s
}

func literal() *server {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	return &server{ctx, stop}
}

func returned() (context.Context, func()) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	return ctx, stop
}

func run(ctx context.Context, stop func()) {}

func passedOn() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	run(ctx, stop)
	run(signal.NotifyContext(context.Background(), os.Interrupt))
}

func afterFunc() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	context.AfterFunc(ctx, stop)
	<-ctx.Done()
}

// A goroutine calls it.
func goroutine() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	go func() {
		<-ctx.Done()
		stop()
	}()
}

// Paths that end the process need no stop.
func fatal() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	if err := load(); err != nil {
		log.Fatal(err)
	}
	if err := load(); err != nil {
		die(err)
	}
	if err := load(); err != nil {
		wrap.Fatal(err)
	}
	if err := load(); err != nil {
		panic(err)
	}
	<-ctx.Done()
	stop()
}

func die(err error) {
	log.Print(err)
	os.Exit(1)
}

// A loop without end has no return.
func forever() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	for {
		<-ctx.Done()
		if ctx.Err() == nil {
			stop()
		}
	}
}

var global context.CancelFunc

// A variable of the package may be called from anywhere.
func wider() {
	var ctx context.Context
	ctx, global = signal.NotifyContext(context.Background(), os.Interrupt)
	<-ctx.Done()
}

// Assigned under a condition, called after it.
func merged(b bool) {
	ctx, stop := context.WithCancel(context.Background())
	if b {
		ctx, stop = signal.NotifyContext(ctx, os.Interrupt)
	}
	defer stop()
	<-ctx.Done()
}

// Another package's wrapper: lostcancel's matter.
func wrapped() {
	ctx, stop := wrap.Context()
	defer stop()
	<-ctx.Done()
}

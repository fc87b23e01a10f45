// Command unconditional registers past branches that are no condition: errors,
// usage, versions, modes that only print, the platform, tests, state, loops,
// what is found out and not set, and flags that decide either way.
//
//	SIGHUP caught continues
//	SIGUSR1 caught continues
//	SIGUSR2 caught continues
//	SIGQUIT caught continues
//	SIGWINCH caught continues
//	SIGTTIN caught continues
//	SIGTERM caught terminates
package main

import (
	"errors"
	"flag"
	"fmt"
	"log"
	"os"
	"os/signal"
	"runtime"
	"syscall"
	"testing"
)

type config struct {
	Addr    string
	Workers int
	Fast    bool
}

type server struct {
	cfg     config
	Started bool
	conn    *os.File
}

var (
	version  = flag.Bool("version", false, "")
	list     = flag.Bool("list", false, "")
	verbose  = flag.Bool("verbose", false, "")
	once     bool
	terminal = isTerminal()
)

func isTerminal() bool {
	info, err := os.Stdin.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

func on(sig os.Signal) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, sig)
	go func() {
		for range c {
			os.Remove("cache")
		}
	}()
}

// An address that is missing is an error.
func (s *server) listen() error {
	if s.cfg.Addr == "" {
		return errors.New("no address")
	}
	if s.cfg.Workers < 1 {
		log.Print("no workers")
		return fmt.Errorf("%d workers", s.cfg.Workers)
	}
	on(syscall.SIGHUP)
	return nil
}

// What was done is no setting.
func (s *server) start() {
	if s.Started || once {
		return
	}
	s.Started, once = true, true
	if s.conn != nil {
		s.conn.Close()
	}
	if s.conn == nil {
		on(syscall.SIGUSR1)
	}
}

// One way or the other.
func (s *server) work() {
	if s.cfg.Fast {
		on(syscall.SIGUSR2)
		fmt.Println("fast")
	} else {
		on(syscall.SIGUSR2)
	}
	if *verbose {
		log.Print("started")
	}
	for i := 0; i < s.cfg.Workers; i++ {
		on(syscall.SIGQUIT)
	}
}

// A mode that prints and leaves.
func run() int {
	if *list {
		fmt.Println("nothing")
		return 0
	}
	if len(os.Args) > 7 {
		flag.Usage()
		return 2
	}
	on(syscall.SIGWINCH)
	return 0
}

func main() {
	flag.Parse()
	if *version {
		fmt.Println("1")
		os.Exit(0)
	}
	if flag.NArg() == 0 {
		flag.Usage()
		return
	}
	if runtime.GOOS == "windows" {
		log.Fatal("not here")
	}
	if testing.Testing() {
		return
	}
	s := new(server)
	if err := s.listen(); err != nil {
		log.Fatal(err)
	}
	s.start()
	s.work()
	if terminal {
		on(syscall.SIGTTIN)
	}
	os.Exit(end(run()))
}

func end(status int) int {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGTERM)
	<-c
	return status
}

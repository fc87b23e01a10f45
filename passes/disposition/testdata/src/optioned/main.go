// Command optioned registers under what a person sets: a flag that is parsed
// into a field, one flag or another, a part of a configuration, a predicate.
//
//	SIGHUP caught continues if -log.file is set
//	SIGUSR1 caught continues if -a is set or -b is set
//	SIGUSR2 caught continues if part.Watch is set
//	SIGQUIT caught continues if config.DrainTimeout is set
//	SIGWINCH caught continues if -mode is "x" or -mode is "y"
//	SIGTTIN caught continues if $TRACE is set and -level is not Quiet
//	SIGTTOU caught continues if config.File is set
//	SIGALRM caught continues if number of arguments > 1
//	SIGTERM caught terminates
package main

import (
	"errors"
	"flag"
	"log"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"
)

type driver interface{ Init() error }

type fileDriver struct{ dest string }

func (d *fileDriver) prepare() {
	flag.StringVar(&d.dest, "log.file", "", "")
}

func (d *fileDriver) Init() error {
	if d.dest == "" {
		return nil
	}
	if _, err := os.Stat(d.dest); err != nil {
		return err
	}
	on(syscall.SIGHUP)
	return nil
}

type level int

const (
	Quiet level = iota
	Loud
)

type config struct {
	DrainTimeout time.Duration
	Level        level
	File         *fileDriver
	Parts        []*part
}

type part struct {
	Watch bool `yaml:"watch"`
}

var (
	a    = flag.Bool("a", false, "")
	b    = flag.Bool("b", false, "")
	mode = flag.String("mode", "", "")
)

// on reloads at a signal.
func on(sig os.Signal) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, sig)
	go func() {
		for range c {
			os.Remove("cache")
		}
	}()
}

// either is called at two places, under different flags.
func either() { on(syscall.SIGUSR1) }

func watched(cfg *config) {
	found := false
	for _, c := range cfg.Parts {
		if c.Watch {
			found = true
			break
		}
	}
	if !found {
		log.Print("nothing is watched")
		return
	}
	on(syscall.SIGUSR2)
}

func serve(cfg *config, s *http.Server, ln net.Listener) error {
	if cfg.DrainTimeout == 0 {
		return s.Serve(ln)
	}
	on(syscall.SIGQUIT)
	return errors.New("done")
}

func tracing(cfg *config) bool {
	return os.Getenv("TRACE") != "" && level(*lvl) != Quiet
}

var lvl = flag.Int("level", 0, "")

func main() {
	var d driver
	file := &fileDriver{}
	file.prepare()
	d = file
	flag.Parse()
	cfg := new(config)
	if err := d.Init(); err != nil {
		log.Fatal(err)
	}
	if *a {
		either()
	}
	if *b {
		either()
	}
	watched(cfg)
	switch *mode {
	case "x", "y":
		on(syscall.SIGWINCH)
	}
	if tracing(cfg) {
		on(syscall.SIGTTIN)
	}
	if cfg.File != nil {
		on(syscall.SIGTTOU)
	}
	if flag.NArg() > 1 {
		on(syscall.SIGALRM)
	}
	serve(cfg, nil, nil)
	end := make(chan os.Signal, 1)
	signal.Notify(end, syscall.SIGTERM)
	<-end
}

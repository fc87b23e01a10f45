package a

import (
	"io"
	"log"
	"os"
	"os/exec"
	"os/signal"
	"runtime/pprof"
	"sync"
	"syscall"
)

// What is printed for people fails as little as a log does.
func stacks(out io.Writer) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGUSR2)
	for range c { // want `^SIGUSR2 runs pprof.Lookup\("goroutine"\).WriteTo, `
		pprof.Lookup("goroutine").WriteTo(out, 1)
		pprof.Lookup("heap").WriteTo(os.Stderr, 1)
	}
}

// A file may not be written.
func heap(f *os.File) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGUSR2)
	for range c { // want `^SIGUSR2 runs pprof.Lookup, `
		pprof.Lookup("heap").WriteTo(f, 1) // want `^the error of pprof.Lookup\("heap"\).WriteTo is dropped; `
	}
}

// What a child writes to is opened for it, and nothing is opened anew.
func window(logFile string) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGUSR1)
	for range c { // want `^SIGUSR1 runs cmd.Start, `
		cmd := exec.Command("window")
		out, err := os.OpenFile(logFile, os.O_APPEND, 0)
		if err != nil {
			continue
		}
		cmd.Stdout, cmd.Stderr = out, out
		if err := cmd.Start(); err != nil { // want `^the error of cmd.Start is dropped; `
			continue
		}
		out.Close()
	}
}

// The program's own log is.
func reopens(logFile string) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGUSR1)
	for range c { // want `^SIGUSR1 reopens by os.OpenFile, `
		out, err := os.OpenFile(logFile, os.O_APPEND, 0) // want `^the error of os.OpenFile is dropped; `
		if err != nil {
			continue
		}
		os.Stdout = out
	}
}

// One that does nothing stands for those that others give.
type reloader struct{ reloadFunc func([]byte) error }

func newReloader() *reloader {
	return &reloader{reloadFunc: func([]byte) error { return nil }}
}

func (r *reloader) Register(f func([]byte) error) { r.reloadFunc = f }

func (r *reloader) run(path string) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP)
	for range c { // want `^SIGHUP reloads by r.reloadFunc, `
		conf, err := os.ReadFile(path)
		if err != nil {
			panic(err)
		}
		if err := r.reloadFunc(conf); err != nil { // want `^the error of r.reloadFunc is dropped; `
			continue
		}
	}
}

// A function that has no name of its own has that of its variable.
type daemon struct{ conf string }

func (s *daemon) Kill()  { _ = os.Remove(s.conf) }
func (s *daemon) Purge() { _ = os.Remove(s.conf + "~") }

func handlers(s *daemon) {
	reconfigure := func() {
		conf, err := os.ReadFile(s.conf)
		if err != nil {
			panic(err)
		}
		s.Kill()
		s.conf = string(conf)
	}
	tell := func() {
		if _, err := os.Stdout.Write([]byte(s.conf)); err != nil {
			println(err)
		}
		s.Purge()
	}
	serve(map[os.Signal]func(){syscall.SIGHUP: reconfigure, syscall.SIGUSR1: tell}) // want `^SIGHUP reloads by reconfigure, ` `^SIGUSR1 runs `
}

func serve(handlers map[os.Signal]func()) {
	c := make(chan os.Signal, 1)
	for sig := range handlers {
		signal.Notify(c, sig)
	}
	for sig := range c {
		handlers[sig]()
	}
}

// The load is told of, not loaded; a store is.
func loads(s *daemon) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGUSR2)
	for range c { // want `^SIGUSR2 runs logServerLoad, `
		logServerLoad(s)
	}
}

func stores(s *daemon) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGUSR2)
	for range c { // want `^SIGUSR2 reloads by loadServer, `
		loadServer(s)
	}
}

func logServerLoad(s *daemon) { _ = os.Setenv("LOAD", s.conf) }

func loadServer(s *daemon) { _ = os.Setenv("LOAD", s.conf) }

// SIGALRM may ask for the same; with a signal that people end programs with, it
// is not the matter of either.
func alarm(f *os.File) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGALRM, syscall.SIGHUP)
	for range c { // want `^SIGHUP reopens by reopenFile, `
		reopenFile(f)
	}
}

func anySignal(f *os.File) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGINT, syscall.SIGHUP)
	for range c {
		reopenFile(f)
	}
}

// What the tests give says nothing of what the program does.
func Waits(reloader func(string) error) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP)
	for range c { // want `^SIGHUP reloads by reloader, `
		reloader("hup") // want `^the error of reloader is dropped; `
	}
}

// What is done before the program is begun anew is beside it.
type journal struct{}

func (journal) Flush() error { return os.Chdir("/") }

func reexec(j journal) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP)
	for range c { // want `^SIGHUP runs syscall.Exec, `
		j.Flush()
		if err := syscall.Exec(os.Args[0], os.Args, os.Environ()); err != nil {
			panic(err)
		}
	}
}

func flushes(j journal) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP)
	for range c { // want `^SIGHUP runs j.Flush, `
		j.Flush() // want `^the error of j.Flush is dropped; `
	}
}

// What is asked for the log does nothing about the error; a count does.
type logFile struct {
	mu     sync.Mutex
	name   string
	failed int
}

func (f *logFile) Name() string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.name
}

func (f *logFile) Reopen() error { return os.Chdir(f.name) }

func asks(f *logFile) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP)
	for range c { // want `^SIGHUP reopens by f.Reopen, `
		if err := f.Reopen(); err != nil { // want `^the error of f.Reopen is only logged; `
			log.Printf("reopen %s: %v", f.Name(), err)
		}
	}
}

func counts(f *logFile) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP)
	for range c { // want `^SIGHUP reopens by f.Reopen, `
		if err := f.Reopen(); err != nil {
			f.failed++
			log.Printf("reopen %s: %v", f.Name(), err)
		}
	}
}

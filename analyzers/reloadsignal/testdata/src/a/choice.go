package a

import (
	"log"
	"os"
	"os/signal"
	"runtime"
	"syscall"

	"manager"
)

var stats manager.Stats

type server struct{ name string }

func (s *server) rehash() { s.name += "#" }

func (s *server) swapOut() error { return os.Chdir(s.name) }

func (s *server) putBack() { s.name = "" }

func readDynamicConfig() (*config, error) { return &config{}, os.Chdir("/") }

// Status before, status after: what lies between is the work.
func bracketed(s *server) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGUSR1)
	for range c { // want `^SIGUSR1 runs s.swapOut, `
		manager.Status(1, "swapping")
		_ = s.swapOut() // want `^the error of s.swapOut is dropped; whoever sends SIGUSR1 never learns of it$`
		manager.Status(0, "ready")
	}
}

// A reload that is under way, or counted, is not the reload.
func told2(s *server) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP)
	for range c { // want `^SIGHUP reloads by s.rehash, `
		manager.Reloading()
		s.rehash()
	}
}

func counted() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP)
	for range c { // want `^SIGHUP reloads by readDynamicConfig, `
		dc, err := readDynamicConfig() // want `^the error of readDynamicConfig is only logged; `
		if err != nil {
			log.Print(err)
			continue
		}
		cfg = *dc
		stats.IncReload()
		stats.Set(1)
	}
}

// Nobody hears of what is only counted in the end.
func onlyCounted() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP)
	for range c {
		stats.IncReload()
	}
}

// What mends a failure is not what was wanted.
func mended(s *server) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGUSR2)
	for range c { // want `^SIGUSR2 runs s.swapOut, `
		if err := s.swapOut(); err != nil {
			log.Print(err)
			s.putBack()
		}
	}
}

// What is done for every signal is not what this one is for.
func prelude(s *server) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGTERM, syscall.SIGUSR1)
	for sig := range c {
		s.putBack()
		switch sig {
		case syscall.SIGTERM:
			return
		case syscall.SIGUSR1: // want `^SIGUSR1 runs s.pin, `
			s.pin()
		}
	}
}

func (s *server) pin() { s.name += "!" }

// The error goes to a helper that logs it: the work is what makes the error.
func loggedByHelper(s *server) {
	logError := func(err error) {
		if err != nil {
			log.Printf("E! %v", err)
		}
	}
	flush := make(chan os.Signal, 1)
	signal.Notify(flush, syscall.SIGUSR1)
	for range flush { // want `^SIGUSR1 runs s.swapOut, `
		logError(s.swapOut()) // want `^the error of s.swapOut is only logged; `
	}
}

// Numbers, printed.
func sizes() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGUSR2)
	for range c {
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		log.Printf("in use: %s", manager.Size(m.Alloc))
	}
}

// A goroutine is told, and does what its name says.
func toldToReload(s *server, wake chan bool) {
	go func() {
		for range wake {
			s.rehash()
		}
	}()
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP)
	for {
		select {
		case <-c: // want `^SIGHUP reloads by s.rehash, `
			wake <- true
		}
	}
}

// A function in a variable.
func inVariable(s *server) {
	reloadAll := func() error {
		s.rehash()
		return s.swapOut()
	}
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP)
	for range c { // want `^SIGHUP reloads by reloadAll, `
		if err := reloadAll(); err != nil { // want `^the error of reloadAll is only logged; `
			log.Print(err)
		}
	}
}

func (s *server) printConfiguration() { os.Stdout.WriteString(s.name) }

// A configuration that is shown is not read.
func shown(s *server) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGUSR1)
	for range c { // want `^SIGUSR1 runs s.printConfiguration, and its sender gets no answer; offer an admin request`
		s.printConfiguration()
	}
}

func (s *server) work() { s.pin() }

// How many there are to be is no work.
func workers(s *server) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGUSR1)
	for range c { // want `^SIGUSR1 runs s.work, `
		log.Print("all workers anew")
		for range runtime.NumCPU() {
			go s.work()
		}
	}
}

// What the loop does before it waits is not done for the signal that falls past.
func nextTurn(s *server, events chan bool) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP, syscall.SIGTERM)
	watching := false
	for {
		if !watching {
			s.pin()
			watching = true
		}
		select {
		case watching = <-events:
		case sig := <-c:
			switch sig {
			case syscall.SIGTERM:
				return
			}
		}
	}
}

// But one that says so is.
func again(s *server) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP, syscall.SIGTERM)
	for {
		if err := cfg.Reload(); err != nil { // want `^the error of cfg.Reload is only logged; `
			log.Print(err)
		}
		if <-c != syscall.SIGHUP { // want `^SIGHUP reloads by cfg.Reload, `
			return
		}
	}
}

// To close a channel is to tell somebody.
func sooner() chan bool {
	early := make(chan bool)
	go func() {
		c := make(chan os.Signal, 1)
		signal.Notify(c, syscall.SIGHUP)
		<-c
		signal.Stop(c)
		close(early)
	}()
	return early
}

// The error of what is read first is lost as well.
func readThenApply(s *server) {
	dc, err := readDynamicConfig() // want `^the error of readDynamicConfig is only logged; `
	if err != nil {
		log.Print(err)
		return
	}
	cfg = *dc
	s.rehash()
}

func applied(s *server) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP)
	for range c { // want `^SIGHUP reloads by s.rehash, `
		readThenApply(s)
	}
}

func (s *server) snapshot() string { s.name += "?"; return s.name }

// What is printed is no work of its own.
func printed(s *server) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGUSR1)
	for range c {
		log.Printf("state: %v", s.snapshot())
	}
}

var ending = []os.Signal{os.Interrupt, syscall.SIGTERM}

func isEnding(s os.Signal) bool {
	for _, e := range ending {
		if s == e {
			return true
		}
	}
	return false
}

// A function tells the signals apart, by a list.
func toldApart(s *server, done chan bool) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, append(ending, syscall.SIGHUP)...)
	for {
		select {
		case <-done:
			return
		case sig := <-c: // want `^SIGHUP reloads by s.rehash, `
			if isEnding(sig) {
				close(done)
				return
			}
			s.rehash()
		}
	}
}

// All is done anew by the next turn, unless another signal came.
func turns2(s *server) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGUSR2, syscall.SIGTERM)
	for {
		stats.Set(0)
		if err := s.swapOut(); err != nil {
			log.Fatal(err)
		}
		if sig := <-c; sig != syscall.SIGUSR2 { // want `^SIGUSR2 runs s.swapOut, `
			return
		}
	}
}

func (s *server) mustRestart() bool { s.name += "&"; return s.name == "" }

// To ask whether there is anything to do is not to do it.
func asked(s *server) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP)
	for range c { // want `^SIGHUP reloads by readDynamicConfig, `
		dc, err := readDynamicConfig() // want `^the error of readDynamicConfig is only logged; `
		if err != nil {
			log.Print(err)
			continue
		}
		if s.mustRestart() {
			cfg = *dc
		}
	}
}

// What prints is given as a parameter.
func printer(clear func(), print func(string, ...any)) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGUSR1)
	go func() {
		for {
			sig := <-c // want `^SIGUSR1 runs clear, `
			print("received %v", sig)
			go clear()
		}
	}()
}

func (s *server) Close() error { s.name = ""; return nil }

func openOutputFile(name string) (*server, error) { return &server{name}, os.Chdir(name) }

// Closed, and opened anew.
func output(o *server) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP)
	for range c { // want `^SIGHUP reopens by openOutputFile, `
		o.Close()
		anew, err := openOutputFile("out") // want `^the error of openOutputFile is only logged; `
		if err != nil {
			log.Print(err)
			continue
		}
		*o = *anew
	}
}

// Back to the start, where another arm reloads when asked to by a flag.
func backToStart(s *server, once bool, done chan bool) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP, syscall.SIGTERM)
start:
	s.pin()
	if once {
		cfg.Reload()
		return
	}
	switch <-c {
	case syscall.SIGHUP: // want `^SIGHUP runs s.pin, `
		goto start
	}
	close(done)
}

// One branch for two signals is one mistake, and so is what is lost there.
func sharedBranch(s *server) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP, syscall.SIGUSR1)
	for range c { // want `^SIGHUP reloads by cfg.Reload, `
		if err := cfg.Reload(); err != nil { // want `^the error of cfg.Reload is only logged; `
			log.Print(err)
		}
		if _, err := readDynamicConfig(); err != nil {
			log.Print(err)
		}
	}
}

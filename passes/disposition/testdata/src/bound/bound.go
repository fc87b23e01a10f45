// Registers and receives through bound methods.
//
// SIGHUP caught continues
// SIGINT caught terminates
// SIGTERM caught terminates
package main

import (
	"os"
	"os/signal"
	"syscall"
)

type hub struct{ c chan os.Signal }

func (h *hub) register(sigs ...os.Signal) { signal.Notify(h.c, sigs...) }

func (h *hub) unused(sigs ...os.Signal) { signal.Notify(h.c, sigs...) }

func (h *hub) loop(on map[os.Signal]func() bool) {
	for s := range h.c {
		if f, ok := on[s]; ok && f() {
			return
		}
	}
}

func main() {
	h := &hub{c: make(chan os.Signal, 4)}
	register := h.register
	register(syscall.SIGHUP)
	register(os.Interrupt, syscall.SIGTERM)
	h.loop(map[os.Signal]func() bool{
		syscall.SIGHUP:  func() bool { return os.Chdir("/") != nil && false },
		os.Interrupt:    func() bool { return true },
		syscall.SIGTERM: func() bool { return true },
	})
}

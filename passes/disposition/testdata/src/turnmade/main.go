// Command turnmade makes channels anew in each turn, which functions close that
// are given them. The one that is made before is closed for the end.
//
//	SIGHUP caught continues
//	SIGUSR2 caught terminates
package main

import (
	"os"
	"os/exec"
	"os/signal"
	"syscall"
)

func main() {
	hup, usr2 := make(chan os.Signal, 1), make(chan os.Signal, 1)
	signal.Notify(hup, syscall.SIGHUP)
	signal.Notify(usr2, syscall.SIGUSR2)
	over := make(chan struct{})
	go turn(hup)
	go func() {
		for range usr2 {
			ended := make(chan struct{})
			go shut(ended)
			go shut(over)
			<-ended
		}
	}()
	<-over
}

func turn(hup chan os.Signal) {
	for {
		child := exec.Command("sleep", "100")
		copied := make(chan struct{})
		go log(child, copied)
		done := make(chan error, 1)
		go func() {
			<-copied
			done <- child.Run()
		}()
		select {
		case <-done:
			os.Exit(0)
		case <-hup:
			child.Process.Signal(syscall.SIGTERM)
		}
	}
}

func log(child *exec.Cmd, done chan<- struct{}) {
	os.Stdout.WriteString(child.Path)
	close(done)
}

func shut(done chan<- struct{}) { close(done) }

// Command questioned asks another package which signal it is, and has that
// handle the others.
//
//	SIGHUP caught continues
//	SIGINT caught nothing
//	SIGTERM caught terminates
//	SIGUSR2 caught nothing
//	SIGCONT caught nothing
//	SIGTSTP caught continues
package main

import (
	"log"
	"os"

	"questions"
)

func main() {
	c := make(chan os.Signal, 1)
	questions.Register(c)
	for s := range c {
		switch {
		case questions.IsStop(s):
			if err := questions.Stop(); err != nil {
				log.Print(err)
			}
		case questions.IsUser(s):
			log.Print("ignored")
		default:
			if err := questions.Handle(s); err != nil {
				log.Print(err)
			}
		}
	}
}

// Command parameters tells functions of another package by their parameters what to
// do: what is constant is decided, and what is no setting is no condition.
//
//	SIGHUP caught continues if -mode is "daemon"
//	SIGUSR1 caught continues if -log is set and -service is set
//	SIGQUIT caught continues if $DUMP is set
//	SIGIO caught continues
//	SIGTTIN caught continues if -log is set
package main

import (
	"flag"
	"os"

	"parameters/logs"
)

var (
	mode    = flag.String("mode", "", "")
	log     = flag.String("log", "", "")
	service = flag.Bool("service", false, "")
)

func main() {
	flag.Parse()
	logs.Open(*log)
	logs.Reopen(*service, *log)
	logs.Dump(os.Getenv("DUMP") != "")
	new(logs.Server).Serve(*mode)
	logs.Never(false)
	logs.Once(len(os.Environ()) > 3)
}

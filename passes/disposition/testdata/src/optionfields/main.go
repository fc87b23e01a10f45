// Command optionfields gives options that it makes on the spot, or reads from a
// file.
//
//	SIGUSR1 caught continues if -clean is set
//	SIGUSR2 caught continues
//	SIGALRM caught continues if Options.Cleanup is set
//	SIGIO caught continues if FilledOptions.Clean is set
//	SIGQUIT caught continues if ReadOptions.Clean is set
//	SIGWINCH caught continues
//	SIGURG caught continues if LentOptions.Clean is set
//	SIGCONT caught continues if SetOptions.Clean is set
package main

import (
	"encoding/json"
	"flag"
	"os"

	"optionfields/agent"
)

func main() {
	clean := flag.Bool("clean", false, "")
	flag.Parse()
	agent.Listen(agent.Options{})
	agent.Listen(agent.Options{Addr: "x"})
	agent.Serve(&agent.Options{Addr: "x", Cleanup: *clean})
	agent.Start(agent.Options{Cleanup: true})
	opts := new(agent.Options)
	data, _ := os.ReadFile("options.json")
	json.Unmarshal(data, opts)
	agent.Run(opts)
	agent.Keep(agent.Options{Addr: "y"})
	agent.Read(agent.ReadOptions{})
	agent.Fill(agent.FilledOptions{})
	agent.Lend(agent.LentOptions{})
	agent.Set(agent.SetOptions{})
	select {}
}

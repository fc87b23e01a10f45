// Command optiondecoded leaves it to a decoder which signals it waits for.
//
//	SIGINT caught terminates
//	SIGTERM caught terminates
//	rest unknown unknown
package main

import (
	"encoding/json"
	"os"

	"options"
)

type config struct{ Waiter options.Waiter }

func main() {
	var c config
	data, _ := os.ReadFile("config.json")
	json.Unmarshal(data, &c)
	c.Waiter.Wait(nil)
}

// Command runvalue runs it by a method value.
//
//	SIGHUP caught terminates
package main

import (
	"cobra"
	"keeper"
)

func run(f func([]string)) { f(nil) }

func main() {
	root := &cobra.Command{Use: "root"}
	root.AddCommand(keeper.Keep)
	run(root.Execute)
}

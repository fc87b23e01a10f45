// Command fieldshown registers what a field holds that others may fill.
//
//	SIGHUP caught terminates
//	rest unknown unknown
package main

import "monitors"

func main() { monitors.NewShown().Run() }

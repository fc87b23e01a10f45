// Command fielddecoded registers what is read from a text.
//
//	SIGHUP caught terminates
//	rest unknown unknown
package main

import "monitors"

func main() { monitors.Decode([]byte("{}")) }

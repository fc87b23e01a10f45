// Appd is a daemon that handles no signal.
package main

func main() { select {} }

// Command plain handles nothing.
package main

import "os/signal"

func main() { signal.Ignored(nil) }

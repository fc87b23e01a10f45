// Runs an app with its own signals.
//
// SIGTERM caught terminates
// SIGINT caught terminates
package main

import "app"

func main() { app.New().Run() }

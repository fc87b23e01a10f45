//go:build !unix

package main

import "os"

var end = os.Interrupt

var reloads []os.Signal

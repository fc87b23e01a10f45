package main

import "os"

var hangups = make(chan os.Signal)

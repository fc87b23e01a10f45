package a

import "os"

var global = make(chan os.Signal)

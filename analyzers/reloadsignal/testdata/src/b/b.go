// Package b gets its signals from another package.
package b

import "hup"

var turns int

func reload() { turns++ }

func wait() {
	c := hup.Chan()
	for range c { // want `SIGHUP reloads by reload`
		reload()
	}
}

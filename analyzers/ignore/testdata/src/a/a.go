// Package a holds comments that are right and comments that are not.
package a

func loud()  {}
func quiet() {}

func reasons() {
	loud() //siglint:ignore shout the neighbours are away

	//siglint:ignore shout the neighbours are away
	loud()

	loud() //lint:ignore siglint/shout the neighbours are away

	// want+1 `^ignore comment for shout gives no reason; say why the finding may stand$`
	//siglint:ignore shout
	loud()

	//siglint:ignore shout // the neighbours are away
	loud()
}

// Comments that stand one below the other each reach the code below them.
func stacked() {
	//siglint:ignore shout the neighbours are away
	// They come back on Monday.
	loud()
}

func names() {
	// want+1 `^ignore comment names "shuot", which is no check; did you mean shout\?$`
	//siglint:ignore shuot they are away
	quiet()

	// want+1 `^ignore comment names "whispering", which is no check$`
	//siglint:ignore whispering they are away
	quiet()

	// want+1 `^ignore comment names no check; write siglint:ignore NAME and a reason$`
	//siglint:ignore
	quiet()
}

// The check resting does not run, so nothing is known of its comments.
func off() {
	quiet() //siglint:ignore resting it may wake up
}

// Comments for other tools, and those that golangci-lint judges.
func others() {
	quiet() //lint:ignore SA1016 not ours
	quiet() //nolint:siglint
	quiet() //nolint:errcheck
	loud()  //nolint:siglint
	quiet() // The word siglint:ignore in a sentence is no comment of ours.
}

// Command someall gives no signals to a function that asks for all then, and
// fills a list of others.
//
//	rest caught continues
package main

import (
	"os"

	"someasked"
)

func main() {
	someasked.Any(func() { os.WriteFile("state", nil, 0o600) })
	select {}
}

// Command runcalled calls its function itself.
//
//	SIGHUP caught terminates
package main

import (
	"keeper"
)

func main() {
	keeper.New().Run(nil, nil)
}

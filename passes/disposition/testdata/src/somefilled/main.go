// Command somefilled gives a list that is filled elsewhere.
//
//	rest unknown unknown
package main

import (
	"encoding/json"
	"os"
	"syscall"

	"someasked"
)

func main() {
	var list []syscall.Signal
	json.Unmarshal([]byte(os.Args[1]), &list)
	sigs := make([]os.Signal, len(list))
	for i := range list {
		sigs[i] = list[i]
	}
	someasked.Handle(func() { os.WriteFile("state", nil, 0o600) }, sigs...)
	select {}
}

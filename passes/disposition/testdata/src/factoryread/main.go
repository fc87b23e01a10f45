// Command factoryread has the functions of a list called.
//
//	SIGHUP caught continues
package main

import "factories"

func main() {
	if err := factories.Run(); err != nil {
		panic(err)
	}
	select {}
}

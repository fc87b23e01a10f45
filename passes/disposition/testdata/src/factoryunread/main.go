// Command factoryunread imports a package with a list of functions for its name.
package main

import "factories"

func main() {
	println(factories.Name)
	select {}
}

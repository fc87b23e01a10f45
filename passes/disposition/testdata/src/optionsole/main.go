// Command optionsole names none of the signals for which there is no default:
// all of them are meant.
//
//	rest caught continues
package main

import "options"

func main() { new(options.Waiter).Remove() }

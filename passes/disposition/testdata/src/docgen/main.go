// Command docgen writes the documentation of commands, and runs none.
//
//	SIGHUP default terminates
package main

import (
	"cobra"
	"cobra/doc"

	"coldroot"
	"keeper"
)

func main() {
	root := &cobra.Command{Use: "root"}
	root.AddCommand(keeper.Keep, keeper.New())
	doc.Write(root, "docs")
	doc.Write(keeper.Keep, "docs")
	doc.Write(coldroot.Root, "docs")
}

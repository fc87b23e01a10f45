// Golangci is golangci-lint with siglint compiled in, as golangci-lint custom
// builds it. The tests of siglint's plugin run it.
package main

import (
	"fmt"
	"os"

	"github.com/golangci/golangci-lint/v2/pkg/commands"
	"github.com/golangci/golangci-lint/v2/pkg/exitcodes"

	_ "github.com/siglint/siglint/analyzers/golangci"
)

func main() {
	info := commands.BuildInfo{GoVersion: "unknown", Version: "v2.15.0-custom-gcl-siglint", Commit: "?", Date: "unknown"}
	if err := commands.Execute(info); err != nil {
		fmt.Fprintf(os.Stderr, "The command is terminated due to an error: %v\n", err)
		os.Exit(exitcodes.Failure)
	}
}

// Package command is the face of siglint that people call: its flags, its
// subcommands, and what it prints.
package command

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/siglint/siglint/cmd/siglint/internal/report"
)

// The exit statuses of siglint.
const (
	Clean    = 0
	Findings = 1
	Usage    = 2
	Failed   = 3 // something could not be read or judged
)

// A Context is what a command works with.
type Context struct {
	context.Context
	Stdin  io.Reader
	Stdout io.Writer
	Stderr io.Writer
	Dir    string // the working directory, absolute
}

// A subcommand is one word after siglint.
type subcommand struct {
	name    string
	args    string // after the name, for the usage line
	summary string
	run     func(*Context, []string) int
}

// subcommands lists what siglint can do besides checking.
func subcommands() []subcommand {
	return []subcommand{
		{"senders", "[flags] [paths]", "list what sends signals, to whom, and what happens", runSenders},
		{"contract", "[flags] [packages]", "show what each program does with each signal", runContract},
		{"diff", "-base REV | OLD NEW", "say what a change breaks for those who send signals", runDiff},
		{"map", "[-o FILE.svg|.html|.dot]", "draw who signals whom, and what happens", runMap},
		{"config", "[flags]", "show what is in force, and where from", runConfig},
		{"help", "[check]", "show the page of a check, or the list of them", runHelp},
	}
}

// Main runs the command that the arguments name and returns the exit status.
func Main(c *Context, args []string) int {
	boundMemory()
	if len(args) > 0 {
		for _, sub := range subcommands() {
			if sub.name == args[0] {
				return sub.run(c, args[1:])
			}
		}
	}
	return runCheck(c, args)
}

// New returns the context of the process.
func New(ctx context.Context) (*Context, error) {
	dir, err := os.Getwd()
	if err != nil {
		return nil, fmt.Errorf("find the working directory: %w", err)
	}
	return &Context{ctx, os.Stdin, os.Stdout, os.Stderr, dir}, nil
}

// Say prints a line to standard error.
func (c *Context) Say(format string, args ...any) {
	fmt.Fprintf(c.Stderr, "siglint: %s\n", report.Plain(fmt.Sprintf(format, args...)))
}

// show prints what f writes, in one piece.
func (c *Context) show(f func(w io.Writer)) error {
	var buf bytes.Buffer
	f(&buf)
	_, err := c.Stdout.Write(buf.Bytes())
	return err
}

// parse reads flags, which come before everything else. When it returns false,
// the command is over, with the status.
func (c *Context) parse(flags *flag.FlagSet, args []string) (status int, ok bool) {
	flags.SetOutput(c.Stderr)
	switch err := flags.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		return Clean, false
	case err != nil:
		return Usage, false
	}
	for _, arg := range flags.Args() {
		if len(arg) > 1 && arg[0] == '-' {
			c.Say("%s: flags come before packages and files", arg)
			return Usage, false
		}
	}
	return Clean, true
}

// chdir makes dir, relative to the present one, the working directory.
func (c *Context) chdir(dir string) error {
	if dir == "" {
		return nil
	}
	if err := os.Chdir(dir); err != nil {
		return err
	}
	if !filepath.IsAbs(dir) {
		dir = filepath.Join(c.Dir, dir)
	}
	c.Dir = filepath.Clean(dir)
	return nil
}

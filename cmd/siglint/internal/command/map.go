package command

import (
	"flag"

	"github.com/siglint/siglint/cmd/siglint/internal/mapcmd"
	"github.com/siglint/siglint/cmd/siglint/internal/report"
	"github.com/siglint/siglint/cmd/siglint/internal/settings"
	"github.com/siglint/siglint/cmd/siglint/internal/tree"
	"github.com/siglint/siglint/passes/picture"
)

// runMap is siglint map.
func runMap(c *Context, args []string) int {
	l := new(loading)
	flags := flag.NewFlagSet("siglint map", flag.ContinueOnError)
	l.define(flags)
	out := flags.String("o", "", "draw into this `file`, which ends in .svg, .html or .dot")
	if status, ok := c.parse(flags, args); !ok {
		return status
	}
	err := l.prepare(c)
	if err == nil && *out != "" {
		err = mapcmd.Known(*out)
	}
	if err != nil {
		c.Say("%v", err)
		return Usage
	}
	if flags.NArg() > 0 {
		c.Say("map takes no arguments; -C chooses a folder, -senders files")
		return Usage
	}
	web, known, err := l.web(c)
	if err == nil && *out != "" {
		err = mapcmd.Write(web, c.path(*out), c.Dir)
	} else if err == nil {
		err = picture.Matrix(c.Stdout, web)
	}
	if err != nil {
		c.Say("%v", err)
		return Failed
	}
	if known == nil {
		return Clean
	}
	return c.problems(known)
}

// web reads what the picture shows.
func (l *loading) web(c *Context) (*picture.Web, *tree.Programs, error) {
	cfg, err := settings.Load(c.Dir)
	if err != nil {
		return nil, nil, err
	}
	t, err := tree.Read(c, c.Dir, cfg)
	if err != nil {
		return nil, nil, err
	}
	known, err := l.programs(c, t)
	if err != nil {
		return nil, nil, err
	}
	progs, err := t.Join(known, l.contracts(cfg))
	if err != nil {
		return nil, nil, err
	}
	return mapcmd.Web(t, known, progs, report.NewNamer(c.Dir)), known, nil
}

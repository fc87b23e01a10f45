package command

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"github.com/siglint/siglint/cmd/siglint/internal/report"
	"github.com/siglint/siglint/passes/senders/logrotate"
)

// maxConfig bounds a logrotate file; logrotate itself refuses one of 16 MB.
const maxConfig = 16 << 20

// runSections shows what logrotate keeps of its files: for people who wonder
// why a script never runs.
func runSections(c *Context, names []string, json bool) int {
	if len(names) == 0 {
		c.Say("senders -sections takes files")
		return Usage
	}
	root, err := os.OpenRoot(c.Dir) // includes are followed within it
	if err != nil {
		c.Say("%v", err)
		return Failed
	}
	defer root.Close()
	namer := report.NewNamer(c.Dir)
	list := []logrotate.FileSections{}
	status := Clean
	for _, name := range names {
		text, err := readBounded(c.path(name), maxConfig)
		if err != nil {
			c.Say("%s: cannot be read: %v", name, err)
			status = Failed
			continue
		}
		file := namer.Name(c.path(name))
		f, _ := logrotate.Parse(file, text, logrotate.In(root.FS(), c.Dir, file)) // what is wrong stands in its problems
		list = append(list, logrotate.Sections(f))
	}
	if json {
		err = report.WriteJSON(c.Stdout, map[string]any{"files": list})
	} else {
		err = c.show(func(w io.Writer) {
			for _, f := range list {
				sections(w, f)
			}
		})
	}
	if err != nil {
		c.Say("%v", err)
		return Failed
	}
	return status
}

// readBounded reads a regular file of a limited size.
func readBounded(path string, limit int64) ([]byte, error) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, fs.ErrInvalid
	case info.Size() > limit:
		return nil, fmt.Errorf("larger than %d bytes", limit)
	}
	return os.ReadFile(path)
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// sections prints one file for people.
func sections(w io.Writer, f logrotate.FileSections) {
	verdict := "logrotate accepts it"
	if !f.Accepted {
		verdict = "logrotate finds errors in it"
	}
	fmt.Fprintf(w, "%s: %s\n", report.Plain(f.File), verdict)
	for _, s := range f.Sections {
		fmt.Fprintf(w, "\t%sline %d: %s\n", included(s.File), s.Line, report.Plain(strings.Join(s.Paths, " ")))
		for _, script := range s.Scripts {
			fmt.Fprintf(w, "\t\t%sline %d: %s\n", included(script.File), script.Line, script.Kind)
			for line := range strings.Lines(script.Body) {
				if line = strings.TrimSpace(line); line != "" {
					fmt.Fprintf(w, "\t\t\t%s\n", report.Plain(line))
				}
			}
		}
	}
	for _, p := range f.Problems {
		fmt.Fprintf(w, "\t%sline %d: %s: %s\n", included(p.File), p.Line, p.Severity, report.Plain(p.Message))
	}
}

// included names the file of what does not stand in the file at hand.
func included(file string) string {
	if file == "" {
		return ""
	}
	return report.Plain(file) + ", "
}

// Package cobra runs commands by name.
package cobra

// A Command is one of them.
type Command struct {
	Use    string
	PreRun func(*Command, []string)
	Run    func(*Command, []string)
	kids   []*Command
}

// AddCommand adds subcommands.
func (c *Command) AddCommand(kids ...*Command) { c.kids = append(c.kids, kids...) }

// Execute runs the command that is asked for.
func (c *Command) Execute(args []string) {
	for _, k := range c.kids {
		if len(args) > 0 && k.Use == args[0] {
			k.Run(k, args[1:])
			return
		}
	}
	c.Run(c, args)
}

// Package cli runs commands that are made of structs.
package cli

// A Command may have others.
type Command struct {
	Name           string
	Action         func() error
	Commands       []*Command
	DefaultCommand string
}

// Run runs the command that is asked for, or the default one.
func (c *Command) Run(args []string) error {
	name := c.DefaultCommand
	if len(args) > 1 {
		name = args[1]
	}
	for _, sub := range c.Commands {
		if sub.Name == name {
			return sub.Action()
		}
	}
	return nil
}

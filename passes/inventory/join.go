package inventory

import (
	"github.com/siglint/siglint/passes/senders/systemd"
)

// A unitFile is a unit and the file it was read from.
type unitFile struct {
	file *file
	unit *systemd.Unit
}

// A scriptFile is a shell script of the tree.
type scriptFile struct {
	name string // path
	base string // base name without template endings
	init string // name of the service it starts and stops; empty for others
}

func (s *scriptFile) context() string {
	if s.init != "" {
		return "init"
	}
	return "shell"
}

// initName is the service whose init script the file is, if it is one.
func initName(f *file) string { return "" }

// join puts together what no file says alone.
func (w *walker) join() {
	for _, u := range w.parts.units {
		w.inv.Sends = append(w.inv.Sends, u.unit.Sends()...)
	}
}

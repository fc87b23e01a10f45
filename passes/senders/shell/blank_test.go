package shell

import (
	"testing"

	"github.com/siglint/siglint/passes/senders"
)

// A command in quotes that holds a hole stands at its own first word.
func TestHoleInQuotes(t *testing.T) {
	for _, text := range []string{`sh -c 'kill -HUP {{ .Pid }}'`, `sh -c "kill -HUP {{ .Pid }}"`, `sh -c 'kill -HUP {{ .Pid }} 7'`} {
		sends, _ := Sends(senders.Script{File: "x", Text: Blank(text)})
		if len(sends) != 1 || sends[0].Pos != (senders.Position{Line: 1, Column: 8}) || sends[0].End.Column < 17 || sends[0].Signal != "SIGHUP" {
			t.Errorf("%s: %+v", text, sends)
		}
	}
}

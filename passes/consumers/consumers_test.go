package consumers_test

import (
	"fmt"
	"go/ast"
	"go/token"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/siglint/siglint/passes/consumers"
)

func TestChannels(t *testing.T) {
	for _, r := range analysistest.Run(t, analysistest.TestData(), consumers.Analyzer, "a") {
		channels := r.Result.(*consumers.Result).Channels
		for _, decl := range r.Pass.Files[0].Decls {
			fn, ok := decl.(*ast.FuncDecl)
			if !ok || fn.Doc == nil {
				continue
			}
			var got []string
			for _, c := range channels {
				if fn.Pos() <= place(c) && place(c) < fn.End() {
					got = append(got, spell(c))
				}
			}
			if want := strings.TrimSpace(fn.Doc.Text()); strings.Join(got, " / ") != want {
				t.Errorf("%s: got %q, want %q", fn.Name.Name, got, want)
			}
		}
	}
}

func place(c *consumers.Channel) token.Pos {
	if len(c.Notifies) > 0 {
		return c.Notifies[0].Pos
	}
	return c.Pos
}

// spell puts what is known of a channel in words.
func spell(c *consumers.Channel) string {
	var out []string
	say := func(is bool, what string) {
		if is {
			out = append(out, what)
		}
	}
	for _, m := range c.Makes {
		say(!c.Inline, fmt.Sprint("buffer ", m.Size))
	}
	say(c.Inline, "inline")
	say(len(c.Stops) > 0, "stopped")
	say(len(c.Closes) > 0, "closed")
	say(c.Escapes, "escapes")
	for _, r := range c.Receives {
		say(r.Loop, "loop")
		say(!r.Loop, "once")
		for _, b := range r.Branches {
			out = append(out, branch(b))
		}
	}
	return strings.Join(out, "; ")
}

func branch(b *consumers.Branch) string {
	s := b.Signal + " " + string(b.Effect)
	for _, x := range []struct {
		is   bool
		what string
	}{{b.Named, "named"}, {b.Default, "default"}, {b.Again, "again"}} {
		if x.is {
			s += " " + x.what
		}
	}
	i := slices.IndexFunc(b.Acts, func(a consumers.Act) bool { return a.Direct && a.Kind != consumers.Logs })
	if i >= 0 {
		s = strings.TrimSpace(s + " " + b.Acts[i].Name + " " + string(b.Acts[i].Error))
	}
	return s
}

package picture

import (
	"bytes"
	"fmt"
	"io"
	"strings"
)

// DOT writes the web for Graphviz.
func DOT(w io.Writer, web *Web) error {
	d := draw(web)
	var b bytes.Buffer
	p := pen{&b}
	p.f("digraph signals {")
	p.f("\tlabel=%s; labelloc=t;", quote("Who signals whom in "+web.Title))
	p.f("\trankdir=LR; ranksep=2; nodesep=0.1;")
	p.f("\tnode [fontname=\"monospace\" fontsize=10 shape=box style=rounded];")
	p.f("\tedge [fontname=\"monospace\" fontsize=9];")
	id := map[*line]string{}
	for i, g := range d.groups {
		p.f("\tsubgraph cluster_%d {", i)
		p.f("\t\tlabel=%s; color=\"#8a8f98\"; style=dashed;", quote(g.title))
		for j, l := range g.lines {
			id[l] = fmt.Sprintf("s%d_%d", i, j)
			p.f("\t\t%s [label=%s shape=plaintext%s];", id[l], quote(l.full), map[bool]string{true: ` fontname="monospace bold"`}[l.bad])
		}
		p.f("\t}")
	}
	program := map[*pill]string{}
	for i, c := range d.cards {
		name := fmt.Sprintf("p%d", i)
		label := c.title + "\n" + c.sub
		if c.program != nil {
			label = c.program.Binary + "\n" + c.program.Package
		}
		p.f("\t%s [label=%s%s];", name, quote(label), map[bool]string{true: " style=\"rounded,dashed\""}[c.program == nil])
		for _, q := range c.pills {
			program[q] = name
		}
	}
	for _, e := range d.edges {
		look := looks[e.outcome]
		p.f("\t%s -> %s [label=%s color=%q fontcolor=%q style=%s tooltip=%s];",
			id[e.from], program[e.to], quote(signalName(e.to.end.Signal)+": "+e.outcome.String()), look.color, look.color, look.style, quote(e.to.says))
	}
	p.f("}")
	_, err := w.Write(b.Bytes())
	return err
}

// looks are the colours of the light picture; the style of the line says the
// same again.
var looks = map[Outcome]struct{ color, style string }{
	Survives:  {"#1b6848", "solid"},
	ShutsDown: {"#865400", "dashed"},
	Dies:      {"#b0241c", "bold"},
	Nothing:   {"#47578f", "dotted"},
	Unknown:   {"#5b5f66", "dashed"},
}

// quote writes a string of the DOT language. Backslashes are doubled, for they
// would begin an escape of a label; line ends are kept as such.
func quote(s string) string {
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		lines[i] = strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(clean(l))
	}
	return `"` + strings.Join(lines, `\n`) + `"`
}

package picture

import (
	"bytes"
	_ "embed"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
)

//go:embed picture.css
var pictureCSS string

// SVG writes the picture as a file of its own.
func SVG(w io.Writer, web *Web) error {
	var b bytes.Buffer
	b.WriteString("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
	writeSVG(&b, draw(web), "<style>\n"+pictureCSS+"</style>\n")
	_, err := w.Write(b.Bytes())
	return err
}

// A pen writes elements, one a line.
type pen struct{ *bytes.Buffer }

func (p pen) f(format string, args ...any) { fmt.Fprintf(p.Buffer, format+"\n", args...) }

// esc escapes text for element content and for attributes in double quotes.
func esc(s string) string {
	var b strings.Builder
	if err := xml.EscapeText(&b, []byte(clean(s))); err != nil {
		panic(err) // a Builder does not fail
	}
	return b.String()
}

// writeSVG writes the svg element. Rows of senders are in data-rows, so that a
// page can dim what its table does not show.
func writeSVG(b *bytes.Buffer, d *drawing, style string) {
	p := pen{b}
	p.f(`<svg xmlns="http://www.w3.org/2000/svg" class="picture" role="img" aria-labelledby="picture-title picture-desc" viewBox="0 0 %d %d" width="%d" height="%d">`, d.width(), d.height, d.width(), d.height)
	p.f(`<title id="picture-title">Who signals whom in %s</title>`, esc(d.web.Title))
	p.f(`<desc id="picture-desc">%s</desc>`, esc(d.web.summary()))
	b.WriteString(style)
	p.f(`<rect class="paper" width="%d" height="%d"/>`, d.width(), d.height)
	legend(p, d)
	heads(p, d)
	for _, e := range d.edges {
		if e.outcome != Dies {
			edgePath(p, d, e)
		}
	}
	for _, e := range d.edges {
		if e.outcome == Dies {
			edgePath(p, d, e) // above the others
		}
	}
	for _, g := range d.groups {
		groupOf(p, d, g)
	}
	for _, c := range d.cards {
		cardOf(p, d, c)
	}
	if len(d.groups) == 0 || len(d.cards) == 0 {
		empty(p, d)
	}
	p.f(`</svg>`)
}

// legend explains colours, dashes and marks in one line.
func legend(p pen, d *drawing) {
	x := margin
	for _, o := range Outcomes {
		p.f(`<g class="%s"><path class="edge %s" d="M%d %dh34"/>`, o.class(), o.class(), x, margin)
		icon(p, o, x+48, margin)
		p.f(`<text class="says" x="%d" y="%d">%s</text></g>`, x+62, margin, o)
		x += 62 + 8*len(o.String()) + 26
	}
	p.f(`<text class="says bad" x="%d" y="%d">!</text><text class="says" x="%d" y="%d">a mistake</text>`, x+4, margin, x+16, margin)
	p.f(`<line class="rule" x1="%d" y1="%d" x2="%d" y2="%d"/>`, margin, margin+22, d.width()-margin, margin+22)
}

// heads names the sides.
func heads(p pen, d *drawing) {
	y := margin + legendH - 12
	if len(d.groups) > 0 {
		p.f(`<text class="side from" x="%d" y="%d">%s</text>`, d.portX, y, count(len(d.web.Senders), "sender"))
	}
	if len(d.cards) > 0 {
		p.f(`<text class="side" x="%d" y="%d">%s</text>`, d.textX(), y, count(len(d.web.Programs), "program"))
	}
}

func edgePath(p pen, d *drawing, e *edge) {
	x0, x1 := d.portX+8, d.pillX()
	bend := (x1 - x0) / 2
	p.f(`<path class="edge %s" data-rows="%s" d="M%d %dC%d %d %d %d %d %d"/>`,
		e.outcome.class(), numbers(e.from.rows), x0, e.from.y, x0+bend, e.from.y, x1-bend, e.to.y, x1, e.to.y)
}

func groupOf(p pen, d *drawing, g *group) {
	p.f(`<text class="kind" x="%d" y="%d">%s</text>`, d.portX, g.y+headH-12, esc(cutRight(g.title, titleCells)))
	for _, l := range g.lines {
		class, mark := "mono from", ""
		if l.bad {
			class, mark = "mono from bad", "! "
		}
		p.f(`<g data-rows="%s"><title>%s</title><text class="%s" x="%d" y="%d">%s</text><circle class="port" cx="%d" cy="%d" r="2.5"/></g>`,
			numbers(l.rows), esc(l.full), class, d.portX-8, l.y, mark+esc(l.text), d.portX+4, l.y)
	}
}

func cardOf(p pen, d *drawing, c *card) {
	class, full := "program", ""
	if c.program == nil {
		class += " elsewhere"
	}
	if c.full != "" {
		full = "<title>" + esc(c.full) + "</title>"
	}
	x := d.textX()
	p.f(`<g class="%s">%s<rect class="card" x="%d" y="%d" width="%d" height="%d" rx="3"/>`, class, full, d.cardX(), c.y, cardW, c.h)
	p.f(`<text class="name" x="%d" y="%d">%s</text>`, x, c.y+19, esc(c.title))
	p.f(`<text class="sub" x="%d" y="%d">%s</text>`, x, c.y+36, esc(c.sub))
	for _, q := range c.pills {
		pillOf(p, d, c, q)
	}
	if c.more > 0 {
		p.f(`<text class="more" x="%d" y="%d">and %s that nobody here sends</text>`, x, c.y+cardHeadH+pillH*len(c.pills)+lineH/2, count(c.more, "signal"))
	}
	p.f(`</g>`)
}

func pillOf(p pen, d *drawing, c *card, q *pill) {
	class, rows := q.outcome.class(), ""
	if len(q.rows) > 0 {
		rows = ` data-rows="` + numbers(q.rows) + `"`
	} else {
		class += " unsent"
	}
	says := q.says
	if c.program != nil {
		says = cutRight(says, saysCells)
	}
	p.f(`<g class="pill %s"%s><title>%s</title><rect x="%d" y="%d" width="%d" height="20" rx="10"/>`,
		class, rows, esc(signalName(q.end.Signal)+": "+q.outcome.String()+suffix(q.says)+sent(len(q.rows))), d.pillX(), q.y-10, pillW)
	icon(p, q.outcome, d.pillX()+14, q.y)
	p.f(`<text class="mono" x="%d" y="%d">%s</text></g>`, d.pillX()+26, q.y, esc(cutRight(clean(signalName(q.end.Signal)), pillCells)))
	if says != "" {
		p.f(`<text class="says" x="%d" y="%d">%s</text>`, d.textX(), q.y, esc(says))
	}
}

// signalName is what stands in a pill.
func signalName(sig string) string {
	if sig == "" {
		return "not said"
	}
	return sig
}

func suffix(says string) string {
	if says == "" {
		return ""
	}
	return " (" + says + ")"
}

func sent(n int) string {
	if n == 0 {
		return "; nobody here sends it"
	}
	return "; sent at " + count(n, "place")
}

// icon draws the mark of an outcome, about 12 pixels wide: colour is never
// the only cue.
func icon(p pen, o Outcome, x, y int) {
	switch o {
	case Survives: // a check mark
		p.f(`<path class="icon" d="M%d %dl3 3.5l6 -7.5"/>`, x-4, y)
	case ShutsDown: // a power button
		p.f(`<path class="icon" d="M%d %da4.5 4.5 0 1 0 5 0M%d %dv5"/>`, x-2, y-3, x, y-6)
	case Dies: // a cross
		p.f(`<path class="icon" d="M%d %dl8 8m0 -8l-8 8"/>`, x-4, y-4)
	case Nothing: // an empty ring
		p.f(`<circle class="icon" cx="%d" cy="%d" r="4.5"/>`, x, y)
	default: // a question mark
		p.f(`<path class="icon" d="M%d %da3 3 0 1 1 4.2 2.6q-1.2 .6 -1.2 2M%d %dv.1"/>`, x-3, y-3, x, y+5)
	}
}

// empty says what is missing, where the picture would be blank.
func empty(p pen, d *drawing) {
	text := "No file here sends a signal."
	switch {
	case len(d.groups) == 0 && len(d.cards) == 0:
		text = "No file here sends a signal, and no program is here to receive one."
	case len(d.groups) > 0:
		text = "No program is here to receive a signal."
	}
	if len(d.cards) == 0 && len(d.groups) > 0 {
		p.f(`<text class="side" x="%d" y="%d">%s</text>`, d.pillX(), d.height/2, text)
		return
	}
	p.f(`<text class="side" x="%d" y="%d">%s</text>`, margin, margin+legendH+24, text)
}

func numbers(rows []int) string {
	var b strings.Builder
	for i, r := range rows {
		if i > 0 {
			b.WriteByte(' ')
		}
		fmt.Fprint(&b, r)
	}
	return b.String()
}

// count writes "1 sender", "2 senders".
func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// phrases say of the program a sender means what happens to it.
var phrases = map[Outcome]string{
	Survives:  "IT survives",
	ShutsDown: "IT shuts down",
	Dies:      "IT dies",
	Nothing:   "nothing happens",
	Unknown:   "it is not known what happens",
}

// summary says in a sentence or two what the picture shows.
func (w *Web) summary() string {
	if len(w.Senders) == 0 {
		if len(w.Programs) == 0 {
			return "Nothing here sends a signal, and no program is here to receive one."
		}
		return "Nothing here sends a signal; " + count(len(w.Programs), "program") + " could receive one."
	}
	var n [Unknown + 1]int
	bad := 0
	for i := range w.Senders {
		n[w.Senders[i].outcome(w)]++
		if w.Senders[i].Bad {
			bad++
		}
	}
	text := count(len(w.Senders), "sender") + ", " + count(len(w.Programs), "program") + "."
	subject, sep := "the program", " At "
	for _, o := range Outcomes {
		if n[o] > 0 {
			text += fmt.Sprintf("%s%d %s", sep, n[o], strings.Replace(phrases[o], "IT", subject, 1))
			subject, sep = "it", ", at "
		}
	}
	text += "."
	switch bad {
	case 0:
		return text + " No mistake found."
	case 1:
		return text + " 1 sender is a mistake."
	}
	return fmt.Sprintf("%s %d senders are mistakes.", text, bad)
}

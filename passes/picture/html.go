package picture

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

var (
	//go:embed page.html
	pageHTML string
	//go:embed page.css
	pageCSS string
	//go:embed page.js
	pageJS string

	pageTemplate = template.Must(template.New("page").Parse(pageHTML))
)

// HTML writes one page that needs nothing else: the picture, and a table of
// the senders that filters and sorts. Its content security policy lets no
// script run but its own, and nothing be loaded.
func HTML(w io.Writer, web *Web) error {
	var svg bytes.Buffer
	if len(web.Senders)+len(web.Programs) > 0 {
		writeSVG(&svg, draw(web), "")
	}
	style := "\n" + pictureCSS + pageCSS
	pg := page{
		Title: clean(web.Title), Summary: web.summary(),
		Style: template.CSS(style), StyleHash: template.HTML(hash(style)),
		Script: template.JS(pageJS), ScriptHash: template.HTML(hash(pageJS)),
		Picture: template.HTML(svg.String()),
	}
	pg.fill(web)
	var b bytes.Buffer
	if err := pageTemplate.Execute(&b, pg); err != nil {
		return err
	}
	_, err := w.Write(b.Bytes())
	return err
}

// A page is what the template shows.
type page struct {
	Title, Summary        string
	Style                 template.CSS
	Script                template.JS
	StyleHash, ScriptHash template.HTML
	Picture               template.HTML
	Rows                  []row

	Kinds, Signals, Programs, Outcomes []option
}

// An option is one choice of a filter.
type option struct{ Value, Text string }

// A row is one sender of the table.
type row struct {
	Index                   int
	Class                   string // of the outcome
	Kind, Signals, Programs string // what the filters look at, by spaces
	Link, Key               string
	Place                   template.HTML
	Context, Signal         string
	Target, Program         string
	Icon                    template.HTML
	Outcome                 string
	Order                   int
	Bad                     bool
	Category, Reason        string
}

func (pg *page) fill(web *Web) {
	var kinds, signals, programs, outcomes choices
	for i := range web.Senders {
		s := &web.Senders[i]
		title, order := s.kind()
		kind := strings.ReplaceAll(title, " ", "-")
		kinds.add(kind, title, order)
		o := s.outcome(web)
		outcomes.add(o.class(), o.String(), int(o))
		r := row{
			Index: i, Class: o.class(), Kind: kind,
			Link: link(web.Base, s), Place: breakable(fmt.Sprintf("%s:%d", clean(s.File), s.Line)), Key: fmt.Sprintf("%s:%d:%d", clean(s.File), s.Line, s.Column),
			Context: clean(s.Context), Target: clean(s.Target),
			Icon: iconFor(o), Outcome: o.String(), Order: int(o),
			Bad: s.Bad, Category: clean(s.Category), Reason: clean(s.Reason),
		}
		var sigs, progs, sigValues, progValues []string
		for _, e := range s.ends() {
			sig := signalName(clean(e.Signal))
			sigs, sigValues = appendNew(sigs, sig), appendNew(sigValues, strings.ReplaceAll(sig, " ", "-"))
			signals.add(strings.ReplaceAll(sig, " ", "-"), sig, signalOrder(e.Signal))
			name, value, order := web.name(e.Program)
			progs, progValues = appendNew(progs, name), appendNew(progValues, value)
			programs.add(value, name, order)
		}
		r.Signal = strings.Join(sigs, ", ")
		if a := clean(s.Action); s.Signal == "" && a != "" {
			r.Signal = a + " → " + r.Signal
		}
		r.Signals, r.Programs = strings.Join(sigValues, " "), strings.Join(progValues, " ")
		r.Program = strings.Join(slices.DeleteFunc(progs, func(p string) bool { return p == elsewhere }), ", ")
		pg.Rows = append(pg.Rows, r)
	}
	pg.Kinds, pg.Signals, pg.Programs, pg.Outcomes = kinds.sorted(), signals.sorted(), programs.sorted(), outcomes.sorted()
}

// elsewhere stands for targets that are none of the programs.
const elsewhere = "elsewhere"

// name gives a program's name for people, a value for filters, and its place.
func (w *Web) name(pkg string) (text, value string, order int) {
	for i, p := range w.Programs {
		if p.Package == pkg && pkg != "" {
			return w.title(&w.Programs[i]), "p" + strconv.Itoa(i), i
		}
	}
	return elsewhere, elsewhere, len(w.Programs)
}

// title is the name of the binary, or the package where two have that name.
func (w *Web) title(p *Program) string {
	for i := range w.Programs {
		if q := &w.Programs[i]; q != p && q.Binary == p.Binary {
			return clean(p.Package)
		}
	}
	return clean(p.Binary)
}

// choices collects what a filter offers.
type choices map[option]int

func (c *choices) add(value, text string, order int) {
	if *c == nil {
		*c = choices{}
	}
	(*c)[option{value, text}] = order
}

func (c choices) sorted() []option {
	return slices.SortedFunc(maps.Keys(c), func(a, b option) int {
		return cmp.Or(cmp.Compare(c[a], c[b]), cmp.Compare(a.Text, b.Text))
	})
}

func appendNew(list []string, s string) []string {
	if slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}

// link is the address of a sender's file, relative to the page. It begins with
// a dot, so that no file name is taken for a scheme or a host.
func link(base string, s *Sender) string {
	parts := strings.Split(base+s.File, "/")
	for i, p := range parts {
		parts[i] = url.PathEscape(p)
	}
	return fmt.Sprintf("./%s#L%d", strings.Join(parts, "/"), s.Line)
}

// breakable lets a path break after its slashes.
func breakable(s string) template.HTML {
	return template.HTML(strings.ReplaceAll(template.HTMLEscapeString(s), "/", "/<wbr>"))
}

func iconFor(o Outcome) template.HTML {
	var b bytes.Buffer
	b.WriteString(`<svg viewBox="-7 -7 14 14" aria-hidden="true">`)
	icon(pen{&b}, o, 0, 0)
	b.WriteString("</svg>")
	return template.HTML(strings.ReplaceAll(b.String(), "\n", ""))
}

// hash is a source of a content security policy.
func hash(s string) string {
	sum := sha256.Sum256([]byte(s))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}

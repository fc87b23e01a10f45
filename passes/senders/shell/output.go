package shell

import (
	"path"
	"strings"

	"github.com/siglint/siglint/passes/senders"
)

// A capture takes what commands write to standard output.
type capture struct {
	values []value
	vague  bool // something not known was written, too
}

func (o *capture) add(v value) {
	if o != nil && len(o.values) < 100 {
		o.values = append(o.values, v)
	}
}

// addUnknown notes that a command of which nothing is known may have written.
func (o *capture) addUnknown() {
	if o != nil {
		o.vague = true
	}
}

func (o *capture) known() bool { return len(o.values) > 0 }

func (o *capture) merge(p *capture) {
	o.values = append(o.values, p.values...)
	o.vague = o.vague || p.vague
}

// either adds what the branches agree on.
func (o *capture) either(outs ...*capture) {
	var found *capture
	for _, p := range outs {
		o.vague = o.vague || p.vague
		switch {
		case !p.known():
		case found == nil:
			found = p
		case len(found.values) != 1 || len(p.values) != 1:
			o.vague = true
			return
		default:
			v, ok := agree(found.values[0], p.values[0])
			if !ok {
				o.vague = true
				return
			}
			found = &capture{values: []value{v}}
		}
	}
	if found != nil {
		o.values = append(o.values, found.values...)
	}
}

// agree returns what two answers have in common: the one that is known, or the
// processes of both.
func agree(v, w value) (value, bool) {
	_, okV := v.text()
	_, okW := w.text()
	g, h := v.only(), w.only()
	switch {
	case v.equal(w), okV && !okW && (h == nil || len(h.targets) == 0):
		return v, true
	case okW && !okV && (g == nil || len(g.targets) == 0):
		return w, true
	case g != nil && h != nil && len(g.targets) > 0 && len(h.targets) > 0 && len(g.targets) < 20:
		return processes(g.src, append(append([]target(nil), g.targets...), h.targets...)...), true
	}
	return nil, false
}

// alternative returns a capture of a branch's own, if there is one to be had.
func alternative(o, own *capture) *capture {
	if o == nil {
		return nil
	}
	return own
}

// text returns what was written; src is its text where it is not known.
func (o *capture) text(src string) value {
	src = strings.TrimSpace(src)
	if len(src) > 120 {
		src = src[:120]
	}
	var v value
	for i, w := range o.values {
		if i > 0 {
			v = append(v, part{text: "\n"})
		}
		v = append(v, w...)
	}
	if len(v) == 0 {
		return unknown(src)
	}
	if o.vague && len(o.values) == 1 {
		if h := v.only(); h == nil || len(h.targets) == 0 {
			return unknown(src)
		}
	}
	out := append(value(nil), v...)
	for i, p := range out {
		if h := p.hole; h != nil && h.src == "" {
			cp := *h
			cp.src = src
			out[i].hole = &cp
		}
	}
	return out
}

// fileText is what a file holds: the id of a process, if it is asked for one.
func fileText(name value, src string) value {
	path := name.String()
	if path == "/dev/null" {
		return certain("")
	}
	return processes(src, target{kind: senders.Pidfile, text: path})
}

// pathname computes the name of a file.
func (in *interp) pathname(fs []field, e *env, c ctx) []*env {
	base, _ := fs[0].text()
	args := fs[1:]
	for len(args) > 0 && strings.HasPrefix(args[0].prefix(), "-") {
		args = args[1:]
	}
	if len(args) == 0 {
		c.out.addUnknown()
		return []*env{e}
	}
	text, ok := args[0].text()
	switch base = path.Base(base); {
	case !ok:
		c.out.addUnknown()
	case base == "basename":
		name := path.Base(text)
		if len(args) > 1 {
			if suffix, ok := args[1].text(); ok {
				name = strings.TrimSuffix(name, suffix)
			}
		}
		c.out.add(constant(name))
	case base == "dirname":
		c.out.add(constant(path.Dir(text)))
	default:
		c.out.add(constant(text))
	}
	return []*env{e}
}

func (in *interp) tee(_ []field, e *env, c ctx) []*env {
	if c.in != nil {
		c.out.add(c.in)
	}
	return []*env{e}
}

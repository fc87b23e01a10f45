package container

import (
	"regexp"
	"strings"

	"github.com/siglint/siglint/passes/senders"
	"github.com/siglint/siglint/passes/senders/splice"
	"github.com/siglint/siglint/passes/senders/yamltext"
	"go.yaml.in/yaml/v3"
)

// A yamlReader reads Compose files and manifests.
type yamlReader struct {
	*reader
	file    *yamltext.File
	compose bool                // the document is a Compose file
	seen    map[*yaml.Node]bool // containers and services; aliases may name one many times
}

// maxNesting bounds the search for containers.
const maxNesting = 200

func (r *yamlReader) document(doc *yaml.Node) {
	if services := yamltext.Get(doc, "services"); services != nil && yamltext.Get(doc, "kind") == nil {
		r.compose = true
		yamltext.Pairs(services, func(name, service *yaml.Node) { r.service(name.Value, service) })
		r.compose = false
		return
	}
	if yamltext.Scalar(yamltext.Get(doc, "kind")) == "ConfigMap" {
		r.configMap(yamltext.Get(doc, "data"))
	}
	r.search(doc, 0)
}

// search looks for lists of containers, wherever the kind of object has them.
func (r *yamlReader) search(n *yaml.Node, depth int) {
	if depth > maxNesting || n == nil {
		return
	}
	if n.Kind == yaml.MappingNode {
		yamltext.Pairs(n, func(key, value *yaml.Node) {
			if key.Value == "containers" || key.Value == "initContainers" {
				for _, c := range yamltext.Items(value) {
					r.container(c)
				}
			}
		})
	}
	for _, c := range n.Content { // aliases are read where they point
		r.search(c, depth+1)
	}
}

// A hook is a place of a container that holds a command.
type hook struct {
	path   []string
	name   string
	intent senders.Intent
}

var hooks = []hook{
	{[]string{"lifecycle", "postStart"}, "postStart", senders.UnknownIntent},
	{[]string{"lifecycle", "preStop"}, "preStop", senders.End},
	{[]string{"livenessProbe"}, "livenessProbe", senders.UnknownIntent},
	{[]string{"readinessProbe"}, "readinessProbe", senders.UnknownIntent},
	{[]string{"startupProbe"}, "startupProbe", senders.UnknownIntent},
}

// container reads one container of a pod.
func (r *yamlReader) container(c *yaml.Node) {
	if r.again(c) {
		return
	}
	p := r.kubernetesProcess(c)
	words := append(yamltext.Items(yamltext.Get(c, "command")), yamltext.Items(yamltext.Get(c, "args"))...)
	r.list(words, "kubernetes command", senders.UnknownIntent, process{})
	for _, h := range hooks {
		if exec := yamltext.Get(yamltext.Get(c, h.path...), "exec", "command"); exec != nil {
			r.list(yamltext.Items(exec), "kubernetes "+h.name, h.intent, p)
		}
	}
	if stop := yamltext.Get(c, "lifecycle", "stopSignal"); stop != nil {
		r.stopSignal(stop, "kubernetes stopSignal", p)
	}
}

// again reports whether a node has been read before.
func (r *yamlReader) again(n *yaml.Node) bool {
	seen := r.seen[n]
	r.seen[n] = true
	return seen
}

// kubernetesProcess returns the first process of a container: its command, or
// its image where that has an entry point of its own.
func (r *yamlReader) kubernetesProcess(c *yaml.Node) process {
	if words := values(yamltext.Items(yamltext.Get(c, "command"))); len(words) > 0 {
		return started(append(words, values(yamltext.Items(yamltext.Get(c, "args")))...))
	}
	return process{name: imageName(yamltext.Scalar(yamltext.Get(c, "image")))}
}

func values(items []*yaml.Node) []string {
	var words []string
	for _, item := range items {
		words = append(words, yamltext.Scalar(item))
	}
	return words
}

// list reads a command given word by word. The script of a shell among them is
// read in its place.
func (r *yamlReader) list(items []*yaml.Node, context string, intent senders.Intent, p process) {
	words := values(items)
	if len(words) == 0 {
		return
	}
	t := splice.NewText(r.src)
	var args []string
	if i := shellScript(words); i > 0 {
		r.addTo(t, items[i], false)
		args = words[i+1:]
		if len(args) == 0 {
			args = []string{"sh"}
		}
	} else {
		for n, item := range items {
			if n > 0 {
				t.Put(" ", t.Offset(t.Len()), t.Offset(t.Len()))
			}
			r.addTo(t, item, true)
		}
	}
	s := t.Script(context, intent)
	if len(args) > 1 {
		s.Args = args
	}
	r.script(s, p)
}

// addTo adds a scalar to shell text: as it is, or as one word. What a template
// puts in later is a variable that nobody knows; Compose writes $$ for $.
func (r *yamlReader) addTo(t *splice.Text, n *yaml.Node, word bool) {
	if n == nil || n.Kind != yaml.ScalarNode {
		t.Put("${__unknown}", t.Offset(t.Len()), t.Offset(t.Len()))
		return
	}
	v := r.file.Value(n)
	if quoted := splice.Quote(n.Value); word && quoted != n.Value {
		t.Put(quoted, v.Offset(0), v.Offset(v.Len()))
		return
	}
	from := 0
	for _, at := range special.FindAllStringIndex(n.Value, -1) {
		put := "${__template}"
		switch dollars := n.Value[at[0]] == '$'; {
		case dollars && r.compose:
			put = "$"
		case dollars || !r.template:
			continue
		}
		t.Add(v, from, at[0])
		t.Put(put, v.Offset(at[0]), v.Offset(at[1]-1)+1)
		from = at[1]
	}
	t.Add(v, from, len(n.Value))
}

// special matches a hole of a template, and what Compose writes for a dollar.
var special = regexp.MustCompile(hole.String() + `|\$\$`)

// stopSignal reads a directive that names a signal.
func (r *yamlReader) stopSignal(n *yaml.Node, context string, p process) {
	if n.Kind != yaml.ScalarNode || n.Value == "" {
		return
	}
	v := r.file.Value(n)
	if off, end := v.Offset(0), v.Offset(v.Len()); !strings.ContainsAny(r.src.Text[off:end], "\n") && !hole.MatchString(n.Value) {
		r.stop(off, end, context, p)
	}
}

// configMap reads the scripts that a ConfigMap carries.
func (r *yamlReader) configMap(data *yaml.Node) {
	yamltext.Pairs(data, func(_, value *yaml.Node) {
		if value == nil || value.Kind != yaml.ScalarNode || !shebang.MatchString(value.Value) {
			return
		}
		t := splice.NewText(r.src)
		r.addTo(t, value, false)
		r.script(t.Script("kubernetes ConfigMap", senders.UnknownIntent), process{})
	})
}

var shebang = regexp.MustCompile(`^#![^\n]*\b(sh|ash|bash|dash|ksh)\b`)

// service reads one service of a Compose file.
func (r *yamlReader) service(name string, service *yaml.Node) {
	if r.again(service) {
		return
	}
	p := composeProcess(name, service)
	for _, key := range []string{"entrypoint", "command"} {
		r.composeCommand(yamltext.Get(service, key), "compose "+key, senders.UnknownIntent, process{})
	}
	test := yamltext.Get(service, "healthcheck", "test")
	if items := yamltext.Items(test); len(items) > 1 {
		switch yamltext.Scalar(items[0]) {
		case "CMD":
			r.list(items[1:], "compose healthcheck", senders.UnknownIntent, p)
		case "CMD-SHELL":
			r.composeLine(items[1], "compose healthcheck", senders.UnknownIntent, p)
		}
	} else {
		r.composeLine(test, "compose healthcheck", senders.UnknownIntent, p)
	}
	for _, h := range yamltext.Items(yamltext.Get(service, "post_start")) {
		r.composeCommand(yamltext.Get(h, "command"), "compose post_start", senders.UnknownIntent, p)
	}
	for _, h := range yamltext.Items(yamltext.Get(service, "pre_stop")) {
		r.composeCommand(yamltext.Get(h, "command"), "compose pre_stop", senders.End, p)
	}
	if stop := yamltext.Get(service, "stop_signal"); stop != nil {
		r.stopSignal(stop, "compose stop_signal", p)
	}
}

// composeCommand reads a command that is a list or a line.
func (r *yamlReader) composeCommand(n *yaml.Node, context string, intent senders.Intent, p process) {
	if items := yamltext.Items(n); items != nil {
		r.list(items, context, intent, p)
		return
	}
	r.composeLine(n, context, intent, p)
}

// composeLine reads a command line.
func (r *yamlReader) composeLine(n *yaml.Node, context string, intent senders.Intent, p process) {
	if n == nil || n.Kind != yaml.ScalarNode {
		return
	}
	t := splice.NewText(r.src)
	r.addTo(t, n, false)
	r.script(t.Script(context, intent), p)
}

// composeProcess returns the first process of a service: its command, its
// image, or what the service is called.
func composeProcess(name string, service *yaml.Node) process {
	var words []string
	for _, key := range []string{"entrypoint", "command"} {
		n := yamltext.Get(service, key)
		if items := yamltext.Items(n); items != nil {
			words = append(words, values(items)...)
		} else {
			words = append(words, strings.Fields(yamltext.Scalar(n))...)
		}
	}
	if len(words) > 0 && !strings.HasPrefix(words[0], "-") {
		if p := started(words); p.name != "" || p.inShell || yamltext.Get(service, "entrypoint") != nil {
			return p
		}
	}
	if image := imageName(yamltext.Scalar(yamltext.Get(service, "image"))); image != "" {
		return process{name: image}
	}
	return process{name: name}
}

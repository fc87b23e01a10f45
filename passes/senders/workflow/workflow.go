// Package workflow reads the shell steps of continuous integration: GitHub's
// workflows and composite actions, and GitLab's jobs.
package workflow

import (
	"regexp"
	"strings"

	"github.com/siglint/siglint/passes/senders"
	"github.com/siglint/siglint/passes/senders/shell"
	"github.com/siglint/siglint/passes/senders/splice"
	"github.com/siglint/siglint/passes/senders/yamltext"
	"go.yaml.in/yaml/v3"
)

// Read returns what the steps send.
func Read(file string, content []byte) ([]senders.Send, []senders.Problem) {
	r, problem := read(file, content)
	if problem != nil {
		r.problems = append(r.problems, *problem)
	}
	return r.sends, r.problems
}

// Builds returns the programs that the steps build under names of their own.
func Builds(file string, content []byte) []shell.Build {
	r, _ := read(file, content)
	return r.builds
}

// maxVars bounds the variables of a step that are heeded.
const maxVars = 200

type reader struct {
	seen     map[*yaml.Node]bool // steps; aliases may name one many times
	file     *yamltext.File
	sends    []senders.Send
	problems []senders.Problem
	builds   []shell.Build
}

func read(file string, content []byte) (*reader, *senders.Problem) {
	f, problem := yamltext.Parse(file, content)
	r := &reader{file: f, seen: make(map[*yaml.Node]bool)}
	for _, doc := range f.Docs {
		switch {
		case yamltext.Get(doc, "jobs") != nil:
			outer := environment(nil, doc)
			yamltext.Pairs(yamltext.Get(doc, "jobs"), func(_, job *yaml.Node) {
				r.steps(yamltext.Get(job, "steps"), environment(outer, job), defaultShell(job, defaultShell(doc, "")))
			})
		case yamltext.Get(doc, "runs", "steps") != nil:
			r.steps(yamltext.Get(doc, "runs", "steps"), nil, "")
		default:
			yamltext.Pairs(doc, func(_, job *yaml.Node) { r.gitlab(job) })
		}
	}
	return r, problem
}

// defaultShell returns the shell that steps run in when they name none.
func defaultShell(n *yaml.Node, outer string) string {
	if s := yamltext.Scalar(yamltext.Get(n, "defaults", "run", "shell")); s != "" {
		return s
	}
	return outer
}

// environment adds the variables of a workflow, job or step. One with an
// expression in it is not known.
func environment(outer map[string]string, n *yaml.Node) map[string]string {
	vars := make(map[string]string, len(outer))
	for name, value := range outer {
		vars[name] = value
	}
	yamltext.Pairs(yamltext.Get(n, "env"), func(name, value *yaml.Node) {
		if value != nil && value.Kind == yaml.ScalarNode && len(vars) < maxVars && !strings.Contains(value.Value, "${{") {
			vars[name.Value] = value.Value
		} else {
			delete(vars, name.Value)
		}
	})
	return vars
}

func (r *reader) steps(steps *yaml.Node, vars map[string]string, language string) {
	for _, step := range yamltext.Items(steps) {
		run := yamltext.Get(step, "run")
		if run == nil || run.Kind != yaml.ScalarNode || r.seen[step] {
			continue
		}
		r.seen[step] = true
		own := language
		if s := yamltext.Scalar(yamltext.Get(step, "shell")); s != "" {
			own = s
		}
		if !posix(own) {
			continue // PowerShell, Python and the like
		}
		r.script(run, "workflow run", environment(vars, step))
	}
}

// posix reports whether steps of that shell are in sh or bash, as they are by
// default on everything but Windows.
func posix(language string) bool {
	word, _, _ := strings.Cut(language, " ")
	return word == "" || word == "bash" || word == "sh" || strings.HasSuffix(word, "/bash") || strings.HasSuffix(word, "/sh")
}

// gitlab reads the scripts of a job, or of the file itself.
func (r *reader) gitlab(job *yaml.Node) {
	for _, key := range []string{"before_script", "script", "after_script"} {
		n := yamltext.Get(job, key)
		if n == nil || r.seen[n] {
			continue
		}
		r.seen[n] = true
		if n.Kind == yaml.ScalarNode {
			r.script(n, "workflow "+key, nil)
			continue
		}
		t := splice.NewText(r.file.Source)
		for _, item := range yamltext.Items(n) {
			if item != nil && item.Kind == yaml.ScalarNode {
				r.addTo(t, item)
				t.Put("\n", t.Offset(t.Len()), t.Offset(t.Len())) // one shell runs them all
			}
		}
		if t.Len() > 0 {
			r.read(t.Script("workflow "+key, senders.UnknownIntent))
		}
	}
}

func (r *reader) script(n *yaml.Node, context string, vars map[string]string) {
	t := splice.NewText(r.file.Source)
	r.addTo(t, n)
	s := t.Script(context, senders.UnknownIntent)
	s.Vars = vars
	r.read(s)
}

func (r *reader) read(s senders.Script) {
	found := shell.Read(s)
	r.sends = append(r.sends, found.Sends...)
	r.builds = append(r.builds, found.Builds...)
	for _, p := range found.Problems {
		if p.Category != "" { // a syntax error may be an expression's doing
			r.problems = append(r.problems, p)
		}
	}
}

// expression matches what the runner puts in before the shell sees the text.
var expression = regexp.MustCompile(`\$\{\{(?s:.*?)\}\}`)

// addTo adds the text of a scalar, with a variable that nobody knows in place
// of each expression.
func (r *reader) addTo(t *splice.Text, n *yaml.Node) {
	v := r.file.Value(n)
	from := 0
	for _, at := range expression.FindAllStringIndex(n.Value, -1) {
		t.Add(v, from, at[0])
		t.Put("${__expression}", v.Offset(at[0]), v.Offset(at[1]))
		from = at[1]
	}
	t.Add(v, from, len(n.Value))
}

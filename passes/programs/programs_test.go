package programs

import (
	"slices"
	"strings"
	"testing"

	"github.com/siglint/siglint/passes/inventory"
	"github.com/siglint/siglint/passes/senders"
)

func TestBinaryName(t *testing.T) {
	for pkg, want := range map[string]string{
		"example.com/x/cmd/appd": "appd",
		"example.com/app":        "app",
		"example.com/app/v2":     "app",
		"example.com/app/v1":     "v1", // no module path ends so
		"example.com/app/vault":  "vault",
		"example.com/app/v0":     "v0",
		"v2":                     "v2",
	} {
		if got := BinaryName(pkg); got != want {
			t.Errorf("%s: %s, want %s", pkg, got, want)
		}
	}
}

// tree is an inventory with main packages at the paths, in folders of their names.
func tree(paths ...string) *inventory.Inventory {
	inv := new(inventory.Inventory)
	for _, p := range paths {
		dir := "."
		if _, rest, ok := strings.Cut(p, "/x/"); ok {
			dir = rest
		}
		inv.Mains = append(inv.Mains, inventory.Main{Path: p, Dir: dir, Module: "example.com/x", ModuleDir: "."})
	}
	return inv
}

func TestNames(t *testing.T) {
	inv := tree("example.com/x", "example.com/x/cmd/a", "example.com/x/cmd/b", "example.com/x/sub/cmd/c")
	inv.Builds = []inventory.Build{
		{Dir: ".", Package: "./cmd/a", Name: "a"},
		{Dir: ".", Package: "./cmd/a", Name: "alpha"},
		{Dir: "build", Package: "./cmd/b", Name: "beta"},
		{Dir: "sub", Package: "./cmd/c/main.go", Name: "gamma"},
		{Dir: ".", Package: "$(PKG)/cmd/b", Name: "bee"},
		{Dir: ".", Package: "./cmd/absent", Name: "absent"},
		{Dir: ".", Package: "example.com/x", Name: "root"},
	}
	inv.Units = []inventory.Unit{
		{Name: "alpha.service", Exec: "/usr/sbin/alpha", PIDFile: "/run/alpha.pid"},
		{Name: "x-b.service", Exec: "/usr/bin/x-b", Args: []string{"--pid-file=/run/b", "-P", "/etc/b", "-pidfile", "/run/b2", "--pid", "$PID"}},
		{Name: "other.service", Exec: "/usr/sbin/other"},
	}
	progs := All(inv, []Config{{Package: "./sub/cmd/c", Dir: ".", Names: []string{"sea"}, Pidfiles: []string{"/run/c"}, Units: []string{"c"}}})
	var got []string
	for _, p := range progs {
		got = append(got, p.Package+" "+p.Binary+" "+strings.Join(p.Names, ",")+" "+strings.Join(p.Pidfiles, ",")+" "+strings.Join(p.Units, ","))
	}
	want := []string{
		"example.com/x root root,x  ",
		"example.com/x/cmd/a a a,alpha /run/alpha.pid alpha.service",
		"example.com/x/cmd/b beta beta,b,bee,x-b /run/b,/run/b2 x-b.service",
		"example.com/x/sub/cmd/c sea sea,c,gamma /run/c c.service",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// Distributions put words of the project before a name; other words do not fit.
func TestAlias(t *testing.T) {
	for _, test := range []struct {
		pkg, name string
		want      bool
	}{
		{"github.com/prometheus/node_exporter", "prometheus-node-exporter", true},
		{"github.com/prometheus/node_exporter", "node-exporter", true},
		{"github.com/owner/app/cmd/server", "app-server", true},
		{"github.com/owner/app/cmd/server", "owner-app-server", true},
		{"github.com/owner/app/cmd/server", "app-owner-server", false},
		{"github.com/owner/app/cmd/server", "other-server", false},
		{"github.com/owner/app/cmd/server", "appserver", false},
		{"github.com/owner/app/cmd/server", "app-server-2", false},
	} {
		inv := &inventory.Inventory{Mains: []inventory.Main{{Path: test.pkg, Dir: "."}}}
		if got := Named(All(inv, nil), test.name, "x.sh") != nil; got != test.want {
			t.Errorf("%s as %s: %v", test.pkg, test.name, got)
		}
	}
	two := All(tree("example.com/x/a/server", "example.com/x/b/server"), nil)
	if p := Named(two, "x-server", "deploy/x.sh"); p != nil {
		t.Errorf("a name that fits two programs: %s", p.Package)
	}
}

// A file at the root means the program of its own module, not that of one below.
func TestNearestModule(t *testing.T) {
	inv := tree("example.com/x/cmd/agent", "example.com/x/sub/cmd/agent")
	inv.Mains[1].Module, inv.Mains[1].ModuleDir = "example.com/x/sub", "sub"
	for file, want := range map[string]string{"deploy/agent.service": "example.com/x/cmd/agent", "sub/deploy/agent.service": "example.com/x/sub/cmd/agent"} {
		if p := Named(All(inv, nil), "agent", file); p == nil || p.Package != want {
			t.Errorf("%s: %v, want %s", file, p, want)
		}
	}
}

// Of several programs with a name, the file means the nearest.
func TestNearest(t *testing.T) {
	progs := All(tree("example.com/x/one/cmd/agent", "example.com/x/two/cmd/agent", "example.com/x/cmd/app", "example.com/x/test/app",
		"example.com/twice", "example.com/x/cmd/twice"), nil)
	progs[len(progs)-1].built = true
	for _, test := range []struct{ name, file, want string }{
		{"agent", "one/deploy/agent.service", "example.com/x/one/cmd/agent"},
		{"agent", "two/agent.service", "example.com/x/two/cmd/agent"},
		{"agent", "deploy/agent.service", ""},
		{"app", "deploy/app.service", "example.com/x/cmd/app"},
		{"twice", "deploy/twice.service", "example.com/x/cmd/twice"},
	} {
		got := ""
		if p := Named(progs, test.name, test.file); p != nil {
			got = p.Package
		}
		if got != test.want {
			t.Errorf("%s in %s: %q, want %q", test.name, test.file, got, test.want)
		}
	}
}

func TestHits(t *testing.T) {
	inv := tree("example.com/x/cmd/appd", "example.com/x/cmd/appd-agent", "example.com/x/cmd/averyveryverylongname")
	inv.Units = []inventory.Unit{
		{File: "deploy/app.service", Name: "app.service", Exec: "/usr/sbin/appd", Args: []string{"serve"}},
		{File: "deploy/tmpl@.service", Name: "tmpl@.service", Exec: "/usr/sbin/appd-agent"},
		{File: "deploy/nginx.service", Name: "nginx.service", Exec: "/usr/sbin/nginx"},
	}
	progs := All(inv, nil)
	progs[0].AddPidfiles("/var/run/app/pid")
	r := NewResolver(inv, progs)
	comm := func(expr string) *senders.Pattern { return &senders.Pattern{Regexp: expr, Comm: true} }
	for name, test := range map[string]struct {
		send senders.Send
		want string
	}{
		"the main process of a unit":     {senders.Send{File: "deploy/app.service", TargetKind: senders.MainPID, Unit: "app.service"}, "appd"},
		"that of a template":             {senders.Send{TargetKind: senders.Unit, Target: "tmpl@x.service"}, "appd-agent"},
		"a unit by its short name":       {senders.Send{TargetKind: senders.Unit, Target: "app"}, "appd"},
		"a unit of the program's name":   {senders.Send{TargetKind: senders.Unit, Target: "appd-agent"}, "appd-agent"},
		"a unit of another":              {senders.Send{TargetKind: senders.Unit, Target: "nginx"}, ""},
		"an unknown unit":                {senders.Send{TargetKind: senders.Unit, Target: "postgresql"}, ""},
		"a known pidfile":                {senders.Send{TargetKind: senders.Pidfile, Target: "/run/app/pid"}, "appd"},
		"a pidfile of its name":          {senders.Send{TargetKind: senders.Pidfile, Target: "/var/run/x/appd-agent.pid"}, "appd-agent"},
		"a pidfile of another":           {senders.Send{TargetKind: senders.Pidfile, Target: "/run/nginx.pid"}, ""},
		"a pidfile and a name":           {senders.Send{TargetKind: senders.Pidfile, Target: "/run/pid", Pattern: &senders.Pattern{Regexp: "appd", Literal: true, Comm: true}}, "appd"},
		"a process":                      {senders.Send{TargetKind: senders.ProcessName, Target: "/usr/sbin/appd"}, "appd"},
		"a process of another":           {senders.Send{TargetKind: senders.ProcessName, Target: "nginx"}, ""},
		"a pattern for two":              {senders.Send{TargetKind: senders.ProcessName, Pattern: comm("appd")}, "appd appd-agent*"},
		"an anchored pattern":            {senders.Send{TargetKind: senders.ProcessName, Pattern: comm("^appd$")}, "appd"},
		"half a name":                    {senders.Send{TargetKind: senders.ProcessName, Pattern: comm("d-ag")}, "appd-agent"},
		"a long name, cut":               {senders.Send{TargetKind: senders.ProcessName, Pattern: comm("averyveryverylo$")}, "averyveryverylongname"},
		"what the kernel cuts off":       {senders.Send{TargetKind: senders.ProcessName, Pattern: comm("longname")}, ""},
		"the whole command line":         {senders.Send{TargetKind: senders.ProcessName, Pattern: &senders.Pattern{Regexp: "appd serve", Full: true}}, "appd"},
		"killall with a long name":       {senders.Send{TargetKind: senders.ProcessName, Target: "averyveryverylongname", Pattern: &senders.Pattern{Regexp: "averyveryverylongname", Literal: true}}, "averyveryverylongname"},
		"--name with a long name":        {senders.Send{TargetKind: senders.ProcessName, Target: "averyveryverylongname", Pattern: &senders.Pattern{Regexp: "averyveryverylongname", Literal: true, Comm: true}}, ""},
		"everything":                     {senders.Send{TargetKind: senders.ProcessName, Pattern: comm("")}, ""},
		"a container":                    {senders.Send{TargetKind: senders.Container, Target: "registry/x/appd"}, "appd"},
		"a variable":                     {senders.Send{TargetKind: senders.PIDVar, Target: "$pid"}, ""},
		"a directive without a target":   {senders.Send{File: "deploy/app.service", Unit: "app.service", Via: "unit-directive"}, ""},
		"a directive and its own main":   {senders.Send{File: "deploy/app.service", Unit: "app.service", Via: "unit-directive", TargetKind: senders.UnknownTarget}, "appd"},
		"a number":                       {senders.Send{TargetKind: senders.PID, Target: "1"}, ""},
		"an empty target":                {senders.Send{TargetKind: senders.ProcessName}, ""},
		"an empty pidfile":               {senders.Send{TargetKind: senders.Pidfile}, ""},
		"a name with a hole in its path": {senders.Send{TargetKind: senders.Pidfile, Target: "$RUN/appd.pid"}, "appd"},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, hit := range r.Hits(&test.send) {
				mark := ""
				if hit.Also {
					mark = "*"
				}
				got = append(got, hit.Program.Binary+mark)
			}
			if got := strings.Join(got, " "); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

// What a pattern can match is weighed, not how long it is.
func TestUnmatchable(t *testing.T) {
	for expr, want := range map[string]bool{
		"prometheus-node-exporter":                             true,
		"fifteen-letters":                                      false,
		"sixteen-letters!":                                     true,
		"^(prometheus|node_exporter)":                          false,
		"(prometheus-node-exporter|prometheus-node-exporter2)": true,
		".*-very-very-long-name":                               true,
		"a{16}":                                                true,
		"(":                                                    false,
		"":                                                     false,
	} {
		if got := Unmatchable(&senders.Pattern{Regexp: expr, Comm: true}); got != want {
			t.Errorf("%q: %v", expr, got)
		}
		if Unmatchable(&senders.Pattern{Regexp: expr, Comm: true, Full: true}) {
			t.Errorf("%q: not with -f", expr)
		}
	}
	if !Unmatchable(&senders.Pattern{Regexp: "sixteen-letters!", Literal: true, Comm: true}) {
		t.Error("start-stop-daemon --name compares the cut name")
	}
	if Unmatchable(&senders.Pattern{Regexp: "sixteen-letters!", Literal: true}) {
		t.Error("killall compares the whole name")
	}
}

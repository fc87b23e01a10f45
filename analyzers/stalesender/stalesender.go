package stalesender

import (
	_ "embed"
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"golang.org/x/tools/go/analysis"

	"github.com/siglint/siglint/passes/checkdoc"
	"github.com/siglint/siglint/passes/config"
	"github.com/siglint/siglint/passes/disposition"
	"github.com/siglint/siglint/passes/ignores"
	"github.com/siglint/siglint/passes/inventory"
	"github.com/siglint/siglint/passes/programs"
)

//go:embed doc.go
var doc string

// Analyzer reports signals sent to a program that does not handle them.
var Analyzer = &analysis.Analyzer{
	Name:       "stalesender",
	Doc:        checkdoc.MustExtract(doc, "stalesender"),
	URL:        checkdoc.URL("stalesender"),
	Requires:   []*analysis.Analyzer{disposition.Analyzer},
	ResultType: ignores.ResultType,
	Run:        ignores.Run("stalesender", run),
}

// ReportAtMain makes the Analyzer report at func main, with the place in the
// sender file in the message. It is for drivers that drop findings in files
// that are not Go, and to be set before they run.
var ReportAtMain bool

// Settings, if set, takes the place of what .siglint.yaml says, for drivers
// that are configured otherwise. It is to be set before they run.
var Settings *config.Config

// flags of the Analyzer.
var (
	senderFlag   list
	contractFlag list
)

func init() {
	Analyzer.Flags.Var(&senderFlag, "senders", "comma-separated `paths` of sender files, instead of those found in the module")
	Analyzer.Flags.Var(&contractFlag, "contract", "comma-separated `files` with contracts of programs that live elsewhere")
}

// A list is a flag with several values, separated by commas.
type list []string

func (l *list) String() string { return strings.Join(*l, ",") }

func (l *list) Set(s string) error {
	for _, value := range strings.Split(s, ",") {
		if value = strings.TrimSpace(value); value != "" {
			*l = append(*l, value)
		}
	}
	return nil
}

func run(pass *analysis.Pass) (any, error) {
	prog := pass.ResultOf[disposition.Analyzer].(*disposition.Result).Program
	if prog == nil {
		return nil, nil // not a main package
	}
	t := treeOf(pass)
	if t == nil {
		return nil, nil // not in a module
	}
	progs, err := t.programs(pass.Pkg.Path(), folders(pass), prog)
	if err != nil {
		return nil, err
	}
	r := &reporter{pass: pass, root: t.inv.Root, main: prog.Main, files: make(map[string]*token.File)}
	for _, f := range Judge(t.inv, progs) {
		if f.Program == pass.Pkg.Path() || t.keeper(f) == pass.Pkg.Path() {
			r.report(f)
		}
	}
	return nil, nil
}

// A tree is what surrounds the packages of one module: sender files and settings.
type tree struct {
	modDir string
	inv    *inventory.Inventory
	conf   *config.Config
}

// trees remembers, per module folder, what was read; a driver may ask for each
// of a thousand main packages.
var trees sync.Map // string → func() *tree

// treeOf reads what surrounds the package, once per module and process.
func treeOf(pass *analysis.Pass) *tree {
	modPath := ""
	if pass.Module != nil {
		modPath = pass.Module.Path
	}
	for _, dir := range folders(pass) {
		if root, modDir := inventory.FindRoot(dir, modPath); root != "" {
			return treeAt(root, modDir)
		}
	}
	if dir, err := os.Getwd(); err == nil && len(senderFlag) > 0 {
		return treeAt(dir, dir) // a build system laid out the files that the flag names, and no go.mod
	}
	return nil
}

func treeAt(root, modDir string) *tree {
	read, _ := trees.LoadOrStore(modDir, sync.OnceValue(func() *tree { return readTree(root, modDir) }))
	return read.(func() *tree)()
}

// readTree takes the inventory that go vet's first process left, or makes one.
func readTree(root, modDir string) *tree {
	conf := Settings
	if conf == nil {
		conf, _ = config.Find(modDir) // the driver speaks of mistakes in it
	}
	opts := SenderOptions(modDir, conf)
	inv := inventory.Load(root, "siglint", opts)
	if inv == nil {
		var err error
		if inv, err = inventory.Read(root, opts); err != nil {
			return nil
		}
	}
	return &tree{modDir: modDir, inv: inv, conf: conf}
}

// SenderOptions says which sender files count for a module: those of the flag,
// else those of the settings, else what discovery finds. A driver that saves an
// inventory for later processes must read it with the same options.
func SenderOptions(modDir string, conf *config.Config) inventory.Options {
	var opts inventory.Options
	for _, name := range senderFlag {
		opts.Senders = append(opts.Senders, under(modDir, name))
	}
	if len(opts.Senders) == 0 {
		for _, name := range conf.Senders {
			opts.Senders = append(opts.Senders, under(conf.Root, name))
		}
		opts.Confined = true
	}
	opts.Exclude, opts.ExcludeDir = conf.Exclude, conf.Root
	return opts
}

func under(dir, name string) string {
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(dir, name)
}

// folders are where the package may lie: where its files are, and, since cgo
// puts them elsewhere, where their //line comments say they come from. These
// anybody may write, and so they count only where the first is in no module.
func folders(pass *analysis.Pass) []string {
	if len(pass.Files) == 0 {
		return nil
	}
	at := pass.Files[0].Package
	var dirs []string
	for _, adjusted := range []bool{false, true} {
		if name := pass.Fset.PositionFor(at, adjusted).Filename; name != "" {
			dirs = append(dirs, filepath.Dir(name))
		}
	}
	return dirs
}

// programs lists the programs of the tree and of contracts. What they do is
// known of the package at hand and of contracts.
func (t *tree) programs(pkg string, dirs []string, known *disposition.Program) ([]*Program, error) {
	var progs []*Program
	found := false
	for _, p := range programs.All(t.inv, Configs(t.inv.Root, t.conf)) {
		prog := &Program{Program: p}
		if p.Package == pkg {
			found = true
			prog = Known(p, known)
		}
		progs = append(progs, prog)
	}
	if !found { // in a folder that discovery passes over
		name := programs.BinaryName(pkg)
		p := &programs.Program{Package: pkg, Dir: t.below(dirs), Binary: name, Names: []string{name}}
		progs = append(progs, Known(p, known))
	}
	return WithContracts(progs, t.contracts())
}

// below is the first of the folders that lies in the tree, as seen from its root.
func (t *tree) below(dirs []string) string {
	for _, dir := range dirs {
		if rel, err := filepath.Rel(t.inv.Root, dir); err == nil && filepath.IsLocal(rel) {
			return filepath.ToSlash(rel)
		}
	}
	return "."
}

// contracts are the contract files that the flag and the settings name.
func (t *tree) contracts() []string {
	var files []string
	for _, name := range contractFlag {
		files = append(files, under(t.modDir, name))
	}
	for _, name := range t.conf.Contracts {
		files = append(files, under(t.conf.Root, name))
	}
	return files
}

// Configs turns what .siglint.yaml says of programs into what passes/programs takes.
func Configs(root string, conf *config.Config) []programs.Config {
	dir := "."
	if rel, err := filepath.Rel(root, conf.Root); err == nil {
		dir = filepath.ToSlash(rel)
	}
	var configs []programs.Config
	for _, p := range conf.Programs {
		configs = append(configs, programs.Config{Package: p.Package, Dir: dir, Names: p.Names, Pidfiles: p.Pidfiles, Units: p.Units})
	}
	return configs
}

// Known joins the names of a program and what is known of its signals.
func Known(p *programs.Program, d *disposition.Program) *Program {
	p.AddPidfiles(d.Pidfiles...)
	return &Program{Program: p, Signals: d.Signals, Commands: d.Commands, Main: Place{Pos: d.Main}}
}

// keeper is the main package that reports what belongs to no program of the
// tree: the first one of the module that the file lies in, or else of all. So
// every driver, with one process for each package or one for all, says it once.
func (t *tree) keeper(f Finding) string {
	for _, m := range t.inv.Mains {
		if m.Path == f.Program {
			return "" // its own package's business
		}
	}
	return Keeper(t.inv, f.File)
}

// Keeper is the main package that reports what is wrong with a file, whatever
// its programs do; empty if there is none.
func Keeper(inv *inventory.Inventory, file string) string {
	best, deepest := "", -1
	for _, m := range inv.Mains {
		depth := 0
		switch {
		case m.Tagged:
			continue // perhaps not built here
		case m.ModuleDir != "." && strings.HasPrefix(file, m.ModuleDir+"/"):
			depth = 1 + len(m.ModuleDir)
		case m.ModuleDir == ".":
			depth = 1
		}
		if depth > deepest {
			best, deepest = m.Path, depth
		}
	}
	return best
}

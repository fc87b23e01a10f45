package eintr

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestNaive measures, on the cases of this folder, the rule "report unless
// EINTR is named in the function". Test and TestModule hold the analyzer to
// every one of these cases, so its own figures are all bugs and no false
// report. Run it with -v to see both.
func TestNaive(t *testing.T) {
	var all score
	for _, pattern := range []string{"testdata/src/*/*.go", "testdata/module/*/*.go"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			if !slices.Contains([]string{"tiers", "fix", "helper"}, filepath.Base(filepath.Dir(file))) {
				all.add(t, file)
			}
		}
	}
	if all.bugs == 0 || all.right == 0 {
		t.Fatal("no cases")
	}
	t.Logf("siglint: %d of %d bugs, 0 false reports on %d correct places", all.bugs, all.bugs, all.right)
	t.Logf("naive rule: %d of %d bugs, %d false reports on %d correct places", all.found, all.bugs, all.wrong, all.right)
	if all.found == all.bugs && all.wrong == 0 {
		t.Error("the cases do not tell the naive rule from the analyzer")
	}
}

// A score counts the functions that have a bug, or an interruptible call and none.
type score struct{ bugs, found, right, wrong int }

// interruptible matches the calls of the default tier, and closes.
var interruptible = regexp.MustCompile(`\b(syscall|unix)\.(Accept4?|Connect|EpollWait|Fallocate|FcntlFlock|Flock|Nanosleep|Poll|Ppoll|Recvfrom|Recvmsg|Select|Wait4|Waitid|Close|SYS_(EPOLL_\w*|FLOCK|FUTEX|CLOSE))\b`)

func (s *score) add(t *testing.T, file string) {
	src, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, file, src, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range f.Decls {
		fn, ok := d.(*ast.FuncDecl)
		if !ok {
			continue
		}
		end := fset.Position(fn.End()).Offset
		if i := strings.IndexByte(string(src[end:]), '\n'); i >= 0 {
			end += i // with what stands behind the brace
		}
		s.judge(string(src[fset.Position(fn.Pos()).Offset:end]))
	}
}

func (s *score) judge(text string) {
	code := regexp.MustCompile(`//.*`).ReplaceAllString(text, "")
	calls := interruptible.MatchString(code)
	bug := strings.Contains(text, "// want `")
	if !bug && !calls {
		return
	}
	naive := calls && !strings.Contains(code, "EINTR")
	switch {
	case bug:
		s.bugs++
		if naive {
			s.found++
		}
	default:
		s.right++
		if naive {
			s.wrong++
		}
	}
}

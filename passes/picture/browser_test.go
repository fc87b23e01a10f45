package picture

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// pageOf writes a web as a page and returns its path.
func pageOf(t *testing.T, w *Web) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "map.html")
	if err := os.WriteFile(file, []byte(written(t, HTML, w)), 0o666); err != nil {
		t.Fatal(err)
	}
	return file
}

const shownRows = `[...document.querySelectorAll('tbody tr:not([hidden])')].map((r) => r.cells[0].textContent).join('\n')`

func column(i int) string {
	return `[...document.querySelectorAll('tbody tr:not([hidden])')].map((r) => r.cells[` + string(rune('0'+i)) + `].textContent).join('\n')`
}

// A real browser loads the pages without complaint, and without a network.
func TestPagesLoad(t *testing.T) {
	b := startBrowser(t)
	for name, web := range webs {
		w := web()
		b.open(pageOf(t, w))
		var n int
		b.eval(`document.querySelectorAll('tbody tr').length`, &n)
		if n != len(w.Senders) {
			t.Errorf("%s: %d rows for %d senders", name, n, len(w.Senders))
		}
		if got := b.str(`document.scripts.length`); got != "1" {
			t.Errorf("%s: %s scripts", name, got)
		}
	}
	for _, trouble := range b.troubles {
		t.Error(trouble)
	}
	for _, url := range b.requests {
		if !strings.HasPrefix(url, "file://") && !strings.HasPrefix(url, "data:") && url != "about:blank" {
			t.Errorf("the page asked for %s", url)
		}
	}
}

func TestFilter(t *testing.T) {
	b := startBrowser(t)
	w := many()
	b.open(pageOf(t, w))
	if got := b.str(`document.querySelector('[role=status]').textContent`); got != "All 59 shown" {
		t.Errorf("at first: %s", got)
	}
	set := func(js string) {
		b.eval(`document.forms[0].reset(); `+js+`; document.forms[0].dispatchEvent(new Event('input', {bubbles: true}))`, nil)
	}
	want := func(what string, keep func(*Sender) bool) {
		t.Helper()
		var files []string
		for i := range w.Senders {
			if keep(&w.Senders[i]) {
				files = append(files, w.Senders[i].File)
			}
		}
		got := strings.Split(b.str(shownRows), "\n")
		if len(got) != len(files) {
			t.Fatalf("%s: %d rows, want %d", what, len(got), len(files))
		}
		for i, f := range files {
			if !strings.HasPrefix(got[i], f+":") {
				t.Errorf("%s: row %d is %s, want %s", what, i, got[i], f)
			}
		}
	}
	set(`document.forms[0].words.value = 'gatherd INIT'`)
	want("words", func(s *Sender) bool { return s.File == "debian/gatherd.init" })
	set(`document.forms[0].signal.value = 'SIGUSR1'`)
	want("signal", func(s *Sender) bool { return s.Signal == "SIGUSR1" })
	set(`document.forms[0].outcome.value = 'dies'`)
	want("outcome", func(s *Sender) bool { return s.outcome(w) == Dies })
	set(`document.forms[0].kind.value = 'systemd-units'`)
	want("kind", func(s *Sender) bool { return strings.HasPrefix(s.Context, "systemd") })
	set(`document.forms[0].bad.checked = true`)
	want("mistakes", func(s *Sender) bool { return s.Bad })
	set(`document.forms[0].program.value = 'elsewhere'`)
	want("elsewhere", func(s *Sender) bool { return len(s.Ends) == 0 })
	// What the table does not show is dimmed in the picture.
	var edges, dimmed int
	b.eval(`document.querySelectorAll('.edge[data-rows]').length`, &edges)
	b.eval(`document.querySelectorAll('.edge.off').length`, &dimmed)
	if dimmed == 0 || dimmed >= edges {
		t.Errorf("%d of %d edges are dimmed", dimmed, edges)
	}
	set(`document.forms[0].words.value = 'no such thing'`)
	if got := b.str(`document.querySelector('.none').checkVisibility()`); got != "true" {
		t.Error("nothing is said where nothing is left")
	}
	for _, trouble := range b.troubles {
		t.Error(trouble)
	}
}

func TestSort(t *testing.T) {
	b := startBrowser(t)
	b.open(pageOf(t, many()))
	before := b.str(shownRows)
	sortOf := `document.querySelectorAll('th')[%].getAttribute('aria-sort')`
	press := func(i string) { b.eval(`document.querySelectorAll('th button')[`+i+`].click()`, nil) }
	press("2")
	if got := b.str(strings.Replace(sortOf, "%", "2", 1)); got != "ascending" {
		t.Errorf("aria-sort is %s", got)
	}
	if got := b.str(strings.Replace(sortOf, "%", "0", 1)); got != "null" {
		t.Errorf("aria-sort of the other column is %s", got)
	}
	up := strings.Split(b.str(column(2)), "\n")
	for i := 1; i < len(up); i++ {
		if strings.ToLower(up[i-1]) > strings.ToLower(up[i]) {
			t.Errorf("%s stands before %s", up[i-1], up[i])
		}
	}
	press("2")
	down := strings.Split(b.str(column(2)), "\n")
	if down[0] != up[len(up)-1] || b.str(strings.Replace(sortOf, "%", "2", 1)) != "descending" {
		t.Errorf("descending begins with %s", down[0])
	}
	// By place, :9 comes before :12, and the first order is back.
	press("0")
	if got := b.str(shownRows); got != before {
		if !strings.Contains(got, "billing-worker.service:9\ndeploy/units/billing-worker.service:12") {
			t.Errorf("by place:\n%s", got)
		}
	}
	// What happens is sorted by kind of outcome, not by its spelling.
	press("5")
	if got := strings.Split(b.str(column(5)), "\n"); got[0] != "survives" || got[len(got)-1] != "unknown" {
		t.Errorf("outcomes from %s to %s", got[0], got[len(got)-1])
	}
}

// The keyboard reaches everything, in an order that makes sense, and shows where it is.
func TestKeyboard(t *testing.T) {
	b := startBrowser(t)
	b.open(pageOf(t, incident()))
	var seen []string
	for range 16 {
		b.key("Tab", 9, "")
		seen = append(seen, b.str(`((e) => e.className || e.name || e.tagName + ' ' + e.textContent)(document.activeElement)`))
		if b.str(`getComputedStyle(document.activeElement).outlineStyle`) == "none" {
			t.Errorf("no focus ring on %s", seen[len(seen)-1])
		}
	}
	want := "skip scroll words kind signal program outcome bad"
	if got := strings.Join(seen, " "); !strings.HasPrefix(got, want) || !strings.Contains(got, "BUTTON Place BUTTON Kind BUTTON Signal") {
		t.Errorf("the tabulator goes %s", got)
	}
	// Return on a heading sorts.
	b.eval(`document.querySelectorAll('th button')[3].focus()`, nil)
	b.key("Enter", 13, "\r")
	if got := b.str(`document.querySelectorAll('th')[3].getAttribute('aria-sort')`); got != "ascending" {
		t.Errorf("aria-sort is %s", got)
	}
}

// The page fits its window at every size: only the picture scrolls. No text
// of the picture is laid over another.
func TestSizes(t *testing.T) {
	b := startBrowser(t)
	for name, web := range webs {
		file := pageOf(t, web())
		for _, width := range []int{1600, 1200, 900, 390} {
			b.look(width, 800, "light")
			b.open(file)
			var over int
			b.eval(`document.documentElement.scrollWidth - innerWidth`, &over)
			if over > 0 {
				t.Errorf("%s at %d pixels is %d too wide", name, width, over)
			}
		}
		if got := b.str(overlaps); got != "" {
			t.Errorf("%s: text over text: %s", name, got)
		}
		if got := b.str(outside); got != "" {
			t.Errorf("%s: text outside the picture: %s", name, got)
		}
	}
}

const overlaps = `(() => {
  const texts = [...document.querySelectorAll('.picture text')].map((t) => [t.getBBox(), t.textContent]);
  const hits = [];
  for (let i = 0; i < texts.length; i++) for (let j = i + 1; j < texts.length; j++) {
    const [a, s] = texts[i], [b, u] = texts[j];
    if (a.x < b.x + b.width - 1 && b.x < a.x + a.width - 1 && a.y < b.y + b.height - 3 && b.y < a.y + a.height - 3) hits.push(s + ' / ' + u);
  }
  return hits.slice(0, 5).join('; ');
})()`

const outside = `(() => {
  const v = document.querySelector('.picture')?.viewBox.baseVal; // an empty page has none
  return [...document.querySelectorAll('.picture text')].filter((t) => { const b = t.getBBox(); return b.x < 0 || b.y < 0 || b.x + b.width > v.width || b.y + b.height > v.height; }).map((t) => t.textContent).join('; ');
})()`

// Both schemes are drawn, each with its own ground.
func TestSchemes(t *testing.T) {
	b := startBrowser(t)
	file := pageOf(t, incident())
	ground := map[string]string{}
	for _, scheme := range []string{"light", "dark"} {
		b.look(1200, 800, scheme)
		b.open(file)
		ground[scheme] = b.str(`getComputedStyle(document.documentElement).backgroundColor + getComputedStyle(document.querySelector('.paper')).fill`)
	}
	if ground["light"] == ground["dark"] {
		t.Errorf("both are %s", ground["light"])
	}
}

// What a screen reader is told.
func TestAccessibility(t *testing.T) {
	b := startBrowser(t)
	b.open(pageOf(t, incident()))
	for js, want := range map[string]string{
		`document.documentElement.lang`:                                                                                      "en",
		`document.querySelectorAll('main, h1, caption').length`:                                                              "3",
		`[...document.querySelectorAll('th')].every((th) => th.scope === 'col')`:                                             "true",
		`[...document.querySelectorAll('input, select')].every((e) => e.labels.length === 1)`:                                "true",
		`document.querySelector('svg.picture').getAttribute('role')`:                                                         "img",
		`document.getElementById('picture-desc').textContent.includes('4 senders, 2 programs')`:                              "true",
		`new Set([...document.querySelectorAll('[id]')].map((e) => e.id)).size === document.querySelectorAll('[id]').length`: "true",
		`document.querySelector('.skip').hash`:                                                                               "#senders",
	} {
		if got := b.str(js); got != want {
			t.Errorf("%s is %s, not %s", js, got, want)
		}
	}
}

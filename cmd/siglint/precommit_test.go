package main

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// The hook for sender files takes those whose place or name tells what they
// are, and no others. testdata/script/precommit.txtar runs the hooks.
func TestHookFiles(t *testing.T) {
	text, err := os.ReadFile("../../.pre-commit-hooks.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var hooks []struct{ ID, Entry, Language, Files string }
	if err := yaml.Unmarshal(text, &hooks); err != nil {
		t.Fatal(err)
	}
	pattern := ""
	for _, hook := range hooks {
		if hook.Entry != "siglint" || hook.Language != "golang" {
			t.Errorf("hook %s runs %q, in %s", hook.ID, hook.Entry, hook.Language)
		}
		if hook.ID == "siglint-senders" {
			pattern = hook.Files
		}
	}
	verbose, ok := strings.CutPrefix(pattern, "(?x)")
	if !ok {
		t.Fatalf("pattern is %q", pattern)
	}
	files := regexp.MustCompile(strings.Join(strings.Fields(verbose), "")) // Go has no (?x)
	for name, want := range map[string]bool{
		"logrotate.d/app": true, "etc/logrotate.conf": true, "debian/app.logrotate": true, "deploy/app.logrotate.j2": true,
		"app.service": true, "app.service.in": true, "app.service.d/override.conf": true, "init.d/app": true,
		"cron.daily/app": true, "crontab": true, "app.crontab": true, "app.cron": true, "etc/newsyslog.conf.d/app.conf": true,
		"supervisord.conf": true, "Dockerfile": true, "build/Dockerfile.alpine": true, "build/app.Dockerfile": true,
		"compose.yaml": true, "deploy/docker-compose.prod.yml": true, "Makefile": true, "lib/a.mk": true,
		".github/workflows/ci.yml": true,

		"main.go": false, "README.md": false, "app.conf": false, "logrotate.md": false, "docs/logrotate.txt": false,
		"values.yaml": false, "services.txt": false, "microservice": false, "mycompose.yaml": false, "logrotated/main.go": false,
	} {
		if files.MatchString(name) != want {
			t.Errorf("%s: taken is %t, want %t", name, !want, want)
		}
	}
}

package logrotate

import (
	"fmt"
	"strings"
	"testing"
)

// BenchmarkSends reads a file of many sections, with the scripts in them.
func BenchmarkSends(b *testing.B) {
	var text strings.Builder
	for i := range 1000 {
		fmt.Fprintf(&text, "/var/log/app%d/*.log {\n\tdaily\n\trotate 7\n\tcompress\n\tmissingok\n\tpostrotate\n\t\tkill -HUP $(cat /run/app%d.pid)\n\tendscript\n}\n", i, i)
	}
	src := []byte(text.String())
	b.SetBytes(int64(len(src)))
	for b.Loop() {
		f, _ := Parse("app.conf", src, Options{})
		if sends, _ := Sends(f); len(sends) != 1000 {
			b.Fatalf("%d sends", len(sends))
		}
	}
}

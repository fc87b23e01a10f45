# make builds, tests and lints; nothing but Go need be installed.
GO    ?= go
TIME  ?= 10s
COUNT ?= 5
GOFILES = find cmd analyzers passes -name '*.go' -not -path '*/testdata/*'

all: build lint test

build:
	$(GO) build -o bin/siglint ./cmd/siglint

test:
	$(GO) test ./...

# Imports point one way, grammars know nothing of go/analysis, and siglint
# finds nothing in itself.
lint: build
	@unformatted=$$($(GOFILES) | xargs gofmt -l); test -z "$$unformatted" || { echo "not formatted: $$unformatted"; exit 1; }
	$(GO) vet ./...
	$(GO) mod tidy -diff
	@! $(GO) list -deps ./passes/... | grep -E '^github.com/siglint/siglint/(analyzers|cmd)'
	@! $(GO) list -deps ./analyzers/... | grep -E '^github.com/siglint/siglint/cmd'
	@! $(GO) list -deps ./passes/senders/... | grep -E '^golang.org/x/tools/go/analysis'
	./bin/siglint ./...

# What pages show is what siglint prints.
docs:
	UPDATE_DOCS=1 $(GO) test -count=1 -run 'TestReadme' ./cmd/siglint

# Every fuzz target, for TIME each: a duration, or a number of runs as 5000x.
fuzz:
	@set -e; for pkg in $$($(GOFILES) | xargs grep -l '^func Fuzz' | xargs -n1 dirname | sort -u); do \
		for target in $$(grep -ho '^func Fuzz[A-Za-z0-9_]*' $$pkg/*_test.go | cut -c6-); do \
			echo "$$pkg $$target"; $(GO) test ./$$pkg -run '^$$' -fuzz "^$$target\$$" -fuzztime $(TIME); \
		done; done

# For benchstat. BENCH='Module/.*/1000$$' chooses.
BENCH ?= .
bench:
	$(GO) test -run '^$$' -bench '$(BENCH)' -benchmem -count $(COUNT) $$($(GOFILES) | xargs grep -l '^func Benchmark' | xargs -n1 dirname | sort -u | sed 's|^|./|')

# Beside go vet, staticcheck and golangci-lint on the module in folder MODULE;
# EMPTY=1 also from an empty build cache, which takes long. See docs/performance.md.
RUNS ?= 3
compare:
	@test -n "$(MODULE)" || { echo "make compare MODULE=folder"; exit 2; }
	SIGLINT_COMPARE=$(abspath $(MODULE)) SIGLINT_COMPARE_RUNS=$(RUNS) SIGLINT_COMPARE_EMPTY=$(EMPTY) $(GO) test -count=1 -timeout 4h -run TestCompare -v ./cmd/siglint/internal/compare

# What works in parallel; the race detector needs a C compiler.
race:
	@if command -v $${CC:-cc} >/dev/null; then \
		$(GO) test -race -run 'TestOneTruth|TestCache|TestFacts|TestPanic' ./cmd/siglint/internal/engine && \
		$(GO) test -race ./cmd/siglint/internal/cache ./passes/inventory; \
	else echo "race: skipped, there is no C compiler"; fi

# The whole, also what compiles much: the real golangci-lint with siglint in it,
# for over a minute, and siglint as a new user fetches it.
ci: export SIGLINT_TEST_GOLANGCI = 1
ci: export SIGLINT_TEST_NEWUSER = 1
ci: build lint test race
	$(MAKE) fuzz TIME=5000x

.PHONY: all build test lint docs fuzz bench race compare ci

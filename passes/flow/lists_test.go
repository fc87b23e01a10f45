package flow

import (
	"maps"
	"slices"
	"strings"
	"testing"
)

// Each name that a judgement goes by has its reason here, and nothing else has.
func TestLists(t *testing.T) {
	var parts []string
	for _, v := range verbs {
		if !slices.Contains(parts, v.words[0]) {
			parts = append(parts, v.words[0])
		}
	}
	for name, list := range map[string]struct {
		got     []string
		reasons map[string]string
	}{
		"purePackages": {slices.Collect(maps.Keys(purePackages)), map[string]string{
			"computes on what it is given":                              "bytes cmp encoding/json errors maps math math/rand path path/filepath reflect regexp slices sort strconv strings unicode unicode/utf8",
			"looks something up":                                        "flag os/user runtime",
			"passes on, waits or locks; what is done is told elsewhere": "bufio context sync sync/atomic time",
			"registrations are followed by themselves":                  "os/signal",
		}},
		"exitNames": {slices.Collect(maps.Keys(exitNames)), map[string]string{
			"os, and what wraps it":        "Exit",
			"log, and nearly every logger": "Fatal Fatalf Fatalln Panic Panicf Panicln",
			"zap":                          "Fatalw Panicw",
			"glog, klog":                   "ExitDepth Exitf Exitln FatalContext FatalDepth",
		}},
		"logNames": {slices.Collect(maps.Keys(logNames)), map[string]string{
			"log, fmt":                         "Fprint Fprintf Fprintln Output Print Printf Println",
			"log/slog":                         "Debug DebugContext Error ErrorContext Info InfoContext Log LogAttrs Warn WarnContext",
			"logrus":                           "Debugf Debugln Errorf Errorln Infof Infoln Logf Trace Tracef Warnf Warning Warningf Warningln Warnln",
			"zap":                              "Debugw Errorw Infow Warnw",
			"klog":                             "ErrorS InfoS",
			"the levels of syslog":             "Alert Critical Criticalf Notice Noticef",
			"loggers with a verbose mode only": "Verbosef",
		}},
		"endWords": {endWords, map[string]string{
			"net/http, grpc: Shutdown, GracefulStop":        "Shutdown ShutDown Graceful",
			"services and servers of all kinds":             "Stop Close Quit Exit Terminate Halt",
			"contexts and jobs":                             "Cancel Abort Interrupt",
			"what tears down what main has set up":          "Teardown TearDown Destroy",
			"the opposite of to live, of loops and workers": "Die",
		}},
		"smallWords": {smallWords, map[string]string{
			"StopCPUProfile, StopTrace":                 "CPU Profil Trace",
			"StopTimer, StopTicker":                     "Ticker Timer",
			"StopSpinner, CloseBar: on a terminal":      "Bar Spinner",
			"CloseFile, CloseBody, CloseRows":           "Body File Rows",
			"CloseIdleConnections":                      "Idle",
			"CancelRequest, CancelQuery":                "Query Request",
			"StopNotify, CloseNotify, StopSignal: tell": "Notify Signal",
		}},
		"startWords": {startWords, map[string]string{
			"undoes Stop":                   "Start Restart Run Launch Spawn",
			"undoes Close":                  "Open Reopen Connect Listen Serve",
			"makes what was stopped anew":   "New Create Init Setup",
			"makes it from a configuration": "Load Reload",
		}},
		"fileTypes": {slices.Collect(maps.Keys(fileTypes)), map[string]string{
			"a file, or what is read and written like one": "os.File io.Closer io.ReadCloser io.WriteCloser io.ReadWriteCloser io.PipeReader io.PipeWriter bufio.Writer compress/gzip.Writer",
			"one connection of many":                       "net.Conn",
			"one result of many":                           "database/sql.Rows",
			"a clock":                                      "time.Timer time.Ticker",
		}},
		"askWords": {askWords, map[string]string{
			"messages of event loops and commands of control channels": "quit exit shutdown stop terminate halt",
		}},
		"verbs": {parts, map[string]string{
			"what signals to log writers are for":      "reopen rotate flush open openlog",
			"what signals to servers are for":          "reload rehash reread reparse reconfig refresh restart relaunch upgrade load update configure",
			"of a configuration or certificate":        "read parse apply sync set",
			"what signals for people who look are for": "dump stack profile toggle",
		}},
		"tellers": {tellers, map[string]string{
			"shows the configuration": "print log show list report write export emit publish",
			"keeps it":                "save send",
			"looks whether it is one": "check validate verify",
		}},
		"askers": {askers, map[string]string{
			"only looks":               "get has is last len should",
			"makes what is used later": "new with",
		}},
		"doubters": {doubters, map[string]string{"yes or no": "are can must need needs was"}},
		"counters": {counters, map[string]string{
			"metrics: prometheus, expvar, statsd": "inc incr increment dec count observe measure record track mark",
		}},
		"keepers": {keepers, map[string]string{
			"who is told how it went": "metric metrics stat stats counter counters gauge gauges histogram prometheus telemetry span progress",
			"the service manager":     "sdnotify systemd",
		}},
	} {
		var want []string
		for _, entries := range list.reasons {
			want = append(want, strings.Fields(entries)...)
		}
		slices.Sort(want)
		got := slices.Sorted(slices.Values(list.got))
		if !slices.Equal(got, want) {
			t.Errorf("%s has %v; reasons are given for %v", name, got, want)
		}
	}
}

package flow

// The names below go by custom; the test of the lists gives the reason for each.

// purePackages hold functions that do nothing a signal could be for.
var purePackages = map[string]bool{
	"bufio": true, "bytes": true, "cmp": true, "context": true, "encoding/json": true, "errors": true, "flag": true,
	"maps": true, "math": true, "math/rand": true, "os/signal": true, "os/user": true, "path": true, "path/filepath": true,
	"reflect": true, "regexp": true, "runtime": true, "slices": true, "sort": true, "strconv": true, "strings": true,
	"sync": true, "sync/atomic": true, "time": true, "unicode": true, "unicode/utf8": true,
}

// exitNames end the process, whoever offers them.
var exitNames = map[string]bool{
	"Exit": true, "ExitDepth": true, "Exitf": true, "Exitln": true,
	"Fatal": true, "FatalContext": true, "FatalDepth": true, "Fatalf": true, "Fatalln": true, "Fatalw": true,
	"Panic": true, "Panicf": true, "Panicln": true, "Panicw": true,
}

// logNames are what logging functions and methods are called.
var logNames = map[string]bool{
	"Alert": true, "Critical": true, "Criticalf": true,
	"Debug": true, "DebugContext": true, "Debugf": true, "Debugln": true, "Debugw": true,
	"Error": true, "ErrorContext": true, "ErrorS": true, "Errorf": true, "Errorln": true, "Errorw": true,
	"Fprint": true, "Fprintf": true, "Fprintln": true,
	"Info": true, "InfoContext": true, "InfoS": true, "Infof": true, "Infoln": true, "Infow": true,
	"Log": true, "LogAttrs": true, "Logf": true, "Notice": true, "Noticef": true, "Output": true,
	"Print": true, "Printf": true, "Println": true, "Trace": true, "Tracef": true, "Verbosef": true,
	"Warn": true, "WarnContext": true, "Warnf": true, "Warning": true, "Warningf": true, "Warningln": true,
	"Warnln": true, "Warnw": true,
}

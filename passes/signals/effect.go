package signals

// A Disposition is what a program does with a signal, as signal(7) uses the
// word, with Unknown where it cannot be told.
type Disposition string

// The dispositions, as contracts spell them.
const (
	Caught             Disposition = "caught"
	Ignored            Disposition = "ignored"
	DefaultAction      Disposition = "default"
	UnknownDisposition Disposition = "unknown"
)

// An Effect is what happens to a program when a signal arrives.
type Effect string

// The effects, as contracts spell them.
const (
	Continues     Effect = "continues"  // acts on the signal and goes on receiving
	Terminates    Effect = "terminates" // ends, by itself or by the signal
	Dumps         Effect = "dumps"      // writes a goroutine dump and exits with status 2
	Stops         Effect = "stops"      // is suspended until SIGCONT
	Nothing       Effect = "nothing"    // the signal is lost
	UnknownEffect Effect = "unknown"
)

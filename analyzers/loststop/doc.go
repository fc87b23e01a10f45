// Package loststop defines an Analyzer that reports stop functions of
// signal.NotifyContext that are not called.
//
// # Analyzer loststop
//
// loststop: report stop functions of signal.NotifyContext that are not called
//
// signal.NotifyContext registers signals and returns a function that gives
// them back. Until it is called, the first signal cancels the context and all
// further ones are swallowed: a second ^C does not end a shutdown that hangs.
// Cancelling the parent context does not give them back:
//
//	ctx, _ := signal.NotifyContext(ctx, os.Interrupt) // the stop function of signal.NotifyContext is discarded; further signals are swallowed
//
// Call it when the function returns, by defer, or as soon as the context is
// done, if what follows may take long. The flag -loststop.second asks for the
// latter.
//
// The analyzer is silent about a stop function that is stored, returned or
// passed on, and about paths through main itself, which end the process.
package loststop

package flow

import "testing"

func TestHandlersInC(t *testing.T) {
	for _, test := range []struct{ src, want string }{
		{"sigaction(SIGHUP, &sa, 0);", "SIGHUP"},
		{"if (sigaction ( SIGUSR1,\n &sa, NULL) < 0)", "SIGUSR1"},
		{"signal(SIGPIPE, SIG_IGN);", "SIGPIPE"},
		{"std::signal(SIGTERM, handler);", "SIGTERM"},
		{"sigaction(sigs[i], &sa, NULL);", "sigs[i]"},
		{"sigaction(s->nr, (struct sigaction *)sa, NULL);", "s->nr"},
		{"struct sigaction sa;", ""},
		{"pthread_cond_signal(&cond);", ""},
		{"emit_signal(SIGNAL_NAME, x);", ""},
		{"g_signal(obj);", ""},
	} {
		got := ""
		if m := handlersInC.FindStringSubmatch(test.src); m != nil {
			got = m[1] + m[2]
		}
		if got != test.want {
			t.Errorf("%s: got %q, want %q", test.src, got, test.want)
		}
	}
}

package flow

import "testing"

func TestCondition(t *testing.T) {
	a, b, c, d := when(Term{"-a", set, false}), when(Term{"-b", set, false}), when(Term{"-c", set, false}), when(Term{"-d", set, false})
	e, notA := when(Term{"-e", set, false}), when(Term{"-a", set, true})
	kcp, notWS := when(Term{"t", `"kcp"`, false}), when(Term{"t", `"ws"`, true})
	more, less := when(Term{"n", "> 0", false}), when(Term{"n", "<= 0", false})
	for _, tt := range []struct {
		name string
		got  Condition
		want string
	}{
		{"always", Condition{}, ""},
		{"or always", a.Or(Condition{}), ""},
		{"and always", Condition{}.And(a), "only if -a is set"},
		{"one or the other", a.Or(notA), ""},
		{"or the opposite comparison", more.Or(less), ""},
		{"and", b.And(a), "only if -a is set and -b is set"},
		{"or", b.Or(a), "only if -a is set or -b is set"},
		{"either", a.And(b).Or(a.And(c)), "only if -a is set and either -b is set or -c is set"},
		{"covered", a.Or(a.And(b)), "only if -a is set"},
		{"decided apart", a.And(b).Or(notA.And(b)), "only if -b is set"},
		{"decided before", a.Or(notA.And(b)), "only if -a is set or -b is set"},
		{"a value rules out others", notWS.And(kcp), `only if t is "kcp"`},
		{"two things of one name", a.And(notA).And(b), "only if -b is set"},
		{"many ways", a.And(e).Or(b.And(e)).Or(c.And(e)).Or(d.And(e)), "only if -e is set"},
		{"too many ways", a.Or(b).Or(c).Or(d), ""},
		{"too many terms", a.And(b).And(c).And(d).And(e), "only if -a is set and -b is set and -c is set and -d is set"},
	} {
		if got := tt.got.String(); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
}

package senders

import "testing"

func TestIntentOf(t *testing.T) {
	for name, want := range map[string]Intent{
		"reloadConfig": Survive, "logs-rotate": Survive, "ReloadAndStop": Survive, "stopAll": End, "killServer": End, "kill_server": UnknownIntent, "graceful-stop": End, "clean": End, "Shutdown": End, "down": End,
		"downloadFile": UnknownIntent, "killer": UnknownIntent, "run": UnknownIntent, "": UnknownIntent,
	} {
		if got := IntentOf(name); got != want {
			t.Errorf("IntentOf(%q) = %s, want %s", name, got, want)
		}
	}
}

func TestSort(t *testing.T) {
	sends := []Send{{File: "b"}, {File: "a", Pos: Position{2, 1}}, {File: "a", Pos: Position{1, 9}}, {File: "a", Pos: Position{1, 2}}}
	Sort(sends)
	if sends[0].Pos.Column != 2 || sends[2].Pos.Line != 2 || sends[3].File != "b" {
		t.Errorf("%+v", sends)
	}
}

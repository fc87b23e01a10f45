package senders

import "strings"

// longest is how long a message may be: it quotes files, whose words have no bound.
const longest = 500

// Clip returns a message that fits a line: of one that is too long, its start
// and its end, which mostly tells what is wrong.
func Clip(message string) string {
	if len(message) <= longest {
		return message
	}
	const gap, end = "…", 200
	return strings.ToValidUTF8(message[:longest-end-len(gap)], "") + gap + strings.ToValidUTF8(message[len(message)-end:], "")
}

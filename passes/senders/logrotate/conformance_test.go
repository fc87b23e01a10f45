package logrotate

// conformance holds configurations, in which @A to @H are logs, with what
// logrotate makes of them, as describe tells it. The real logrotate reads them
// as well, in TestReferee.
var conformance = []struct{ name, config, want string }{
	{"empty file", "", `
`},
	{"comment only", "# nothing here\n", `
`},
	{"plain section", "@A {\n\tdaily\n\tmissingok\n\tpostrotate\n\t\tkill -HUP 1\n\tendscript\n}\n", `
section 1:1-7:2 /A
  postrotate 4:2-6:11 "\n\t\tkill -HUP 1\n"
`},
	{"several paths, a comment between them with braces", "@A\n  # not { this\n@B\n{\nsharedscripts\n}\n", `
section 1:1-6:2 /A /B shared
`},
	{"quoted path", "\"@A\" '@B' {\n}\n", `
section 1:1-2:2 /A /B
`},
	{"escaped blank in a path", "/srv/my\\ app/log {\nmissingok\n}\n", `
section 1:1-3:2 /srv/my app/log
`},
	{"brace glued to the path", "@A{\n}\n", `
section 1:1-2:2 /A
`},
	{"all on one line", "@A { missingok compress }\n", `
section 1:1-1:26 /A
`},
	{"two directives and a comment in a line", "@A {\nmissingok notifempty # both\n}\n", `
section 1:1-3:2 /A
`},
	{"comment behind a value", "@A {\nrotate 7 # a week\npostrotate\nkill -HUP 1\nendscript\n}\n@B {\n}\n", `
refused
section 7:1-8:2 /B
2:8-2:18 error: rotate takes a number, not "7 # a week"; logrotate drops the section and its postrotate
`},
	{"comment behind weekly costs the file", "@A {\n}\n@B {\nweekly # on Sunday\n}\n@C {\n}\n", `
refused
section 1:1-2:2 /A
4:1-4:19 error: weekly takes a day, not "# on Sunday"; logrotate drops the section and the rest of the file
`},
	{"brace behind a value", "@A { rotate 5 }\n@B {\n}\n", `
refused
1:13-1:16 error: rotate takes a number, not "5 }"; logrotate drops the section and all that follows up to a } in the first column
`},
	{"value missing, the next brace is lost", "@A {\nrotate\n}\n@B {\n}\n@C {\n}\n", `
refused
section 6:1-7:2 /C
2:1-2:7 error: rotate takes a value; logrotate drops the section and all that follows up to a } in the first column
`},
	{"value missing where logrotate does not mind", "@A {\nsize\n}\n", `
section 1:1-3:2 /A
2:1-2:5 warning: size takes a value; logrotate ignores the line
`},
	{"equals sign", "@A {\nrotate=3\nsize = 5M\n}\n", `
section 1:1-4:2 /A
`},
	{"numbers as C reads them", "@A {\nrotate 0x10\nstart 010\nmaxage +3\n}\n", `
section 1:1-5:2 /A
`},
	{"no octal number", "@A {\nrotate 08\n}\n", `
refused
2:8-2:10 error: rotate takes a number, not "08"; logrotate drops the section
`},
	{"negative count", "@A {\nrotate -1\nmaxage -1\n}\n", `
refused
3:8-3:10 error: maxage takes a number, not "-1"; logrotate drops the section
`},
	{"unit", "@A {\nsize 5MB\n}\n", `
refused
2:6-2:9 error: size takes a size, not "5MB"; logrotate drops the section
`},
	{"keyword with a semicolon", "@A {\ncompress;\n}\n", `
refused
2:1-2:10 error: "compress" must be followed by a blank, not by ";"; logrotate drops the section
`},
	{"misspelt directive", "@A {\nnotifemty\ndelaycompres\nfoo bar\n}\n", `
section 1:1-5:2 /A
2:1-2:10 warning: unknown directive "notifemty"; did you mean notifempty?
3:1-3:13 warning: unknown directive "delaycompres"; did you mean delaycompress?
4:1-4:4 warning: unknown directive "foo"; logrotate skips the line
`},
	{"upper case script keyword", "@A {\nPostrotate\nkill -HUP 1\nendscript\n}\n", `
section 1:1-5:2 /A
2:1-2:11 warning: unknown directive "Postrotate"; did you mean postrotate?
3:1-3:5 warning: kill stands outside of a script; logrotate skips the line
4:1-4:10 warning: endscript closes no script; logrotate skips the line
`},
	{"command outside of a script", "@A {\n#postrotate\nkill -HUP 1\n#endscript\n}\n", `
section 1:1-5:2 /A
3:1-3:5 warning: kill stands outside of a script; logrotate skips the line
`},
	{"test outside of a script", "@A {\n[ -f @B ]\n}\n", `
refused
2:1-2:2 error: "[" starts neither a directive nor a path; logrotate drops the section
`},
	{"path inside of a section", "@A {\nmissingok\n\n@B {\npostrotate\nkill -HUP 2\nendscript\n}\n@C {\n}\n", `
refused
section 9:1-10:2 /C
4:1-4:5 error: the section of "/A" is not closed before the next one; logrotate drops both
`},
	{"relative path", "@A {\n}\nlog/app.log {\n}\n@B {\n}\n", `
refused
section 1:1-2:2 /A
3:1-3:5 error: "log" must be followed by a blank, not by "/"; logrotate does not read on
`},
	{"brace without path", "{\n}\n", `
refused
1:1-1:2 error: there is no path before {; logrotate drops the whole file
`},
	{"path list without brace", "@A {\n}\n@B\ndaily\n", `
refused
section 1:1-2:2 /A
3:1-3:3 error: a path list is not followed by {; logrotate drops the section and the rest of the file
`},
	{"closing brace in a path list", "@A }\n", `
refused
1:1-1:5 error: } stands in a path list without {; logrotate drops the section and the rest of the file
`},
	{"braces in a path end the list", "/var/log/{a,b}.log {\n}\n", `
refused
1:11-1:13 error: "a" must be followed by a blank, not by ","; logrotate drops the section
1:15-1:16 error: "." starts neither a directive nor a path; logrotate does not read on
`},
	{"too many closing braces", "@A {\n}\n}\n@B {\n}\n", `
refused
section 1:1-2:2 /A
3:1-3:2 error: } closes no section; logrotate does not read on
`},
	{"comment behind the closing brace", "@A {\n} # A\n@B {\n}\n", `
section 1:1-2:2 /A
section 3:1-4:2 /B
`},
	{"section behind the closing brace", "@A {\n} @B {\npostrotate\nkill -HUP 1\nendscript\n}\n@C {\n}\n", `
refused
section 1:1-2:2 /A
2:3-2:7 error: logrotate does not read on behind } in a line; the section that starts there is lost, and what stands in it holds for all that follow
6:1-6:2 error: } closes no section; logrotate does not read on
`},
	{"indented brace does not end a dropped section", "@A {\nrotate x\n  }\n@B {\n  }\n@C {\n}\n@D {\n}\n", `
refused
section 8:1-9:2 /D
2:8-2:9 error: rotate takes a number, not "x"; logrotate drops the section and all that follows up to a } in the first column
`},
	{"no brace in the first column: the section runs", "@A {\npostrotate\nkill -HUP 1\nendscript\nrotate x\n  }\n", `
refused
section 1:1-7:1 /A
  postrotate 2:1-4:10 "\nkill -HUP 1\n"
5:8-5:9 error: rotate takes a number, not "x"; logrotate finds no } in the first column below it, and runs the section without what follows
`},
	{"mistake at the end of the file goes unseen", "@A {\nrotate x", `
section 1:1-1:4 /A
2:8-2:9 error: rotate takes a number, not "x"; the file ends there, and logrotate keeps the section
`},
	{"section not closed", "@A {\npostrotate\nkill -HUP 1\nendscript\n", `
section 1:1-5:1 /A
  postrotate 2:1-4:10 "\nkill -HUP 1\n"
1:1-1:5 warning: the section of "/A" is not closed by }; logrotate keeps it
`},
	{"script not closed", "@A {\n}\n@B {\npostrotate\nkill -HUP 1\n}\n", `
refused
section 1:1-2:2 /A
4:1-4:11 error: postrotate is not closed by endscript; logrotate drops the section
`},
	{"script closed by the next section's endscript", "@A {\npostrotate\nkill -HUP 1\n}\n\n@B {\npostrotate\nkill -HUP 2\nendscript\n}\n", `
section 1:1-10:2 /A
  postrotate 2:1-9:10 "\nkill -HUP 1\n}\n\n/B {\npostrotate\nkill -HUP 2\n"
2:1-2:11 error: postrotate is not closed by endscript; its body runs on through the next section, which logrotate never sees
`},
	{"script closed by the next script's endscript", "@A {\nprerotate\ntrue\npostrotate\nkill -HUP 2\nendscript\n}\n", `
section 1:1-7:2 /A
  prerotate 2:1-6:10 "\ntrue\npostrotate\nkill -HUP 2\n"
2:1-2:10 error: prerotate is not closed by endscript; its body runs on into the postrotate below
`},
	{"endscript in the middle of a line", "@A {\npostrotate\nkill -HUP 1; endscript\nendscript\n}\n", `
section 1:1-5:2 /A
  postrotate 2:1-4:10 "\nkill -HUP 1; endscript\n"
`},
	{"endscript with something behind it", "@A {\npostrotate\nkill -HUP 1\nendscript2\nprerotate\ntrue\nendscript compress\n}\n", `
section 1:1-8:2 /A
  prerotate 5:1-7:10 "\ntrue\n"
  postrotate 2:1-4:10 "\nkill -HUP 1\n"
`},
	{"endscript and brace", "@A {\npostrotate\nkill -HUP 1\nendscript }\n@B {\npostrotate\nkill -HUP 1\nendscript}\n", `
section 1:1-4:12 /A
  postrotate 2:1-4:10 "\nkill -HUP 1\n"
section 5:1-9:1 /B
  postrotate 6:1-8:10 "\nkill -HUP 1\n"
5:1-5:5 warning: the section of "/B" is not closed by }; logrotate keeps it
8:10-8:11 warning: logrotate does not see a } right behind endscript; the section stays open
`},
	{"endscript in a here-document", "@A {\npostrotate\ncat <<EOF\nendscript\nEOF\nkill -HUP 1\nendscript\n}\n", `
section 1:1-8:2 /A
  postrotate 2:1-4:10 "\ncat <<EOF\n"
5:1-5:4 warning: unknown directive "EOF"; logrotate skips the line
6:1-6:5 warning: kill stands outside of a script; logrotate skips the line
7:1-7:10 warning: endscript closes no script; logrotate skips the line
`},
	{"endscript after a backslash", "@A {\npostrotate\nkill -HUP 1 \\\nendscript\n}\n", `
section 1:1-5:2 /A
  postrotate 2:1-4:10 "\nkill -HUP 1 \\\n"
`},
	{"script on the keyword's line", "@A {\npostrotate kill -HUP 1\nendscript\n}\n", `
section 1:1-4:2 /A
  postrotate 2:1-3:10 " kill -HUP 1\n"
`},
	{"endscript on the keyword's line", "@A {\npostrotate endscript\n}\n", `
section 1:1-3:2 /A
  postrotate 2:1-2:21 " "
2:12-2:21 note: endscript stands on the line of postrotate; logrotate up to 3.21 takes what follows for the script
`},
	{"braces in a script", "@A {\npostrotate\nf() {\n:\n}\nf\nendscript\n}\n", `
section 1:1-8:2 /A
  postrotate 2:1-7:10 "\nf() {\n:\n}\nf\n"
`},
	{"empty script", "@A {\nprerotate\nendscript\n}\n", `
section 1:1-4:2 /A
  prerotate 2:1-3:10 "\n"
`},
	{"script replaced by a later one", "@A {\npostrotate\nkill -HUP 1\nendscript\npostrotate\nkill -USR1 1\nendscript\n}\n", `
section 1:1-8:2 /A
  postrotate 5:1-7:10 "\nkill -USR1 1\n"
2:1-2:11 warning: postrotate is replaced by a later one; it never runs
`},
	{"stray endscript", "@A {\nmissingok\nendscript\n}\n", `
section 1:1-4:2 /A
3:1-3:10 warning: endscript closes no script; logrotate skips the line
`},
	{"script outside of sections", "@A {\n}\npostrotate\nkill -HUP 1\nendscript\n@B {\n}\n@C {\npostrotate\nkill -USR1 1\nendscript\n}\n", `
section 1:1-2:2 /A
section 6:1-7:2 /B
  postrotate 3:1-5:10 "\nkill -HUP 1\n"
section 8:1-12:2 /C
  postrotate 9:1-11:10 "\nkill -USR1 1\n"
`},
	{"global script replaced before any use", "postrotate\ntrue\nendscript\npostrotate\nkill -HUP 1\nendscript\n@A {\n}\n", `
section 7:1-8:2 /A
  postrotate 4:1-6:10 "\nkill -HUP 1\n"
1:1-1:11 warning: postrotate is replaced by a later one; it never runs
`},
	{"global script replaced after use", "postrotate\ntrue\nendscript\n@A {\n}\npostrotate\nkill -HUP 1\nendscript\n@B {\n}\n", `
section 4:1-5:2 /A
  postrotate 1:1-3:10 "\ntrue\n"
section 9:1-10:2 /B
  postrotate 6:1-8:10 "\nkill -HUP 1\n"
`},
	{"same log in two sections", "@A {\n}\n@A {\npostrotate\nkill -HUP 1\nendscript\n}\n", `
refused
section 1:1-2:2 /A
section 3:1-7:2 /A(refused)
  postrotate 4:1-6:10 "\nkill -HUP 1\n"
3:1-3:3 error: "/A" is in a section already; logrotate leaves it out here and exits with an error
`},
	{"same log, duplicates ignored", "@A {\nignoreduplicates\n}\n@A @B {\n}\n", `
section 1:1-3:2 /A
section 4:1-5:2 /A(refused) /B
`},
	{"same log after a dropped section", "@A {\nrotate x\n}\n@A {\n}\n", `
refused
section 4:1-5:2 /A
2:8-2:9 error: rotate takes a number, not "x"; logrotate drops the section
`},
	{"carriage returns", "@A {\r\ndaily\r\n}\r\n", `
refused
1:5-1:6 error: the line ends in a carriage return; logrotate drops the section
3:2-3:3 error: the line ends in a carriage return; logrotate does not read on
`},
	{"carriage returns in a script alone", "@A {\npostrotate\r\ntrue\r\nendscript\r\n}\n", `
section 1:1-5:2 /A
  postrotate 2:1-4:10 "\r\ntrue\r\n"
`},
	{"byte order mark", "\ufeff@A {\n}\n", `
refused
1:1-1:2 error: the text starts with a byte order mark; logrotate drops the whole file
`},
	{"NUL in a script", "@A {\npostrotate\ntrue\x00false\nendscript\n}\n", `
section 1:1-5:2 /A
  postrotate 2:1-4:10 "\ntrue"
`},
	{"NUL in a path list", "@A \x00 {\n}\n", `
refused
1:1-1:7 error: a NUL byte ends the path list before its {; logrotate drops the section and the rest of the file
`},
	{"su needs both", "@A {\nsu root\n}\n@B {\nsu root root\n}\n", `
refused
section 4:1-6:2 /B
2:1-2:8 error: su takes a user and a group; logrotate drops the section
`},
	{"create with too much", "@A {\ncreate 0640 root root more\n}\n@B {\ncreate rw root root\n}\n", `
refused
2:1-2:27 error: create takes at most 3 words, not "0640 root root more"; logrotate drops the section
5:1-5:20 error: create takes an octal mode, not "rw"; logrotate drops the section
`},
	{"quoted user", "@A {\ncreate 640 \"root\" root\n}\n", `
section 1:1-3:2 /A
`},
	{"tabooext in a section", "@A {\ntabooext + .x\n}\n@B {\n}\n", `
refused
section 4:1-5:2 /B
2:1-2:9 error: tabooext stands in a section; logrotate drops the section
`},
	{"monthly on a day", "@A {\nmonthly 3\n}\n", `
section 1:1-3:2 /A
2:1-2:10 note: monthly takes a day; logrotate up to 3.22 drops the section for it
`},
	{"no newline at the end of a value", "@A {\nrotate 5 ", `
section 1:1-1:4 /A
2:8-2:10 error: rotate takes a number, not "5"; the file ends there, and logrotate keeps the section
`},
	{"backslash before the brace", "@A \\\n{\n}\n", `
refused
1:1-2:2 error: there is no path before {; logrotate drops the section and the rest of the file
`},
	{"unclosed quote", "\"@A {\n}\n", `
section 1:1-2:2 /A
`},
	{"sharedscripts taken back", "@A @B {\nsharedscripts\nnosharedscripts\npostrotate\nkill -HUP 1\nendscript\n}\n", `
section 1:1-7:2 /A /B
  postrotate 4:1-6:10 "\nkill -HUP 1\n"
`},
	{"every kind of script", "@A @B {\nsharedscripts\nfirstaction\n1\nendscript\nprerotate\n2\nendscript\npostrotate\n3\nendscript\nlastaction\n4\nendscript\npreremove\n5\nendscript\n}\n", `
section 1:1-18:2 /A /B shared
  prerotate 6:1-8:10 "\n2\n"
  postrotate 9:1-11:10 "\n3\n"
  firstaction 3:1-5:10 "\n1\n"
  lastaction 12:1-14:10 "\n4\n"
  preremove 15:1-17:10 "\n5\n"
`},
}

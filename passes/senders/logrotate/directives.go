package logrotate

// A directive takes what belongs to it of the line and changes the settings.
// It reports false when logrotate gives up the file.
type directive func(m *machine, name string, from int) bool

// directives are the words logrotate knows, scripts apart.
var directives map[string]directive

func init() {
	directives = map[string]directive{
		"addextension":     needed,
		"compresscmd":      onePath,
		"compressext":      onePath,
		"compressoptions":  compressOptions,
		"copytruncate":     setting(func(s *settings) { s.CopyTruncate, s.RenameCopy = true, false }),
		"create":           create,
		"createolddir":     create,
		"dateformat":       optional(nil),
		"extension":        needed,
		"ignoreduplicates": setting(func(s *settings) { s.ignoreDuplicates = true }),
		"include":          include,
		"mail":             mail,
		"maxage":           counter,
		"maxsize":          optional(sizeMistake),
		"minage":           counter,
		"minsize":          optional(sizeMistake),
		"minutes":          optional(minutesMistake),
		"missingok":        setting(func(s *settings) { s.MissingOK = true }),
		"monthly":          day(31),
		"nocopytruncate":   setting(func(s *settings) { s.CopyTruncate = false }),
		"nomissingok":      setting(func(s *settings) { s.MissingOK = false }),
		"norenamecopy":     setting(func(s *settings) { s.RenameCopy = false }),
		"nosharedscripts":  setting(func(s *settings) { s.Shared = false }),
		"olddir":           onePath,
		"renamecopy":       setting(func(s *settings) { s.CopyTruncate, s.RenameCopy = false, true }),
		"rotate":           counter,
		"sharedscripts":    setting(func(s *settings) { s.Shared = true }),
		"shredcycles":      counter,
		"size":             optional(sizeMistake),
		"start":            counter,
		"su":               su,
		"tabooext":         taboo,
		"taboopat":         taboo,
		"uncompresscmd":    onePath,
		"weekly":           day(7),
	}
	for _, name := range []string{ // that say nothing about scripts
		"allowhardlink", "compress", "copy", "daily", "dateext", "datehourago", "dateyesterday", "delaycompress",
		"errors", "hourly", "ifempty", "mailfirst", "maillast", "noallowhardlink", "nocompress", "nocopy",
		"nocreate", "nocreateolddir", "nodateext", "nodatehourago", "nodateyesterday", "nodelaycompress",
		"nomail", "noolddir", "noshred", "notifempty", "shred", "yearly",
	} {
		directives[name] = setting(func(*settings) {})
	}
}

// setting makes a directive that stands alone: others may follow on its line.
func setting(set func(*settings)) directive {
	return func(m *machine, _ string, _ int) bool {
		set(&m.cur.settings)
		return true
	}
}

// needed takes any value, but not none.
func needed(m *machine, name string, from int) bool {
	_, _, ok := m.needValue(name, from)
	return ok || m.at == afterMistake
}

// needValue takes a value that must be there. When it is not, ok is false, the
// mistake has been raised, and the file is given up unless m.at is afterMistake.
func (m *machine) needValue(name string, from int) (value string, at int, ok bool) {
	if value, at, ok = m.value(); !ok {
		m.wrong(from, from+len(name), name+" takes a value")
	}
	return value, at, ok
}

// optional takes a value that may be missing, and then changes nothing.
func optional(check func(name, value string) string) directive {
	return func(m *machine, name string, from int) bool {
		value, at, ok := m.value()
		if !ok {
			m.report(&finding{src: m.src, from: from, to: from + len(name), severity: "warning",
				text: name + " takes a value", then: "logrotate ignores the line"})
			return true
		}
		if check == nil || value == "" {
			return true
		}
		if mistake := check(name, value); mistake != "" {
			return m.wrong(at, at+len(value), mistake)
		}
		return true
	}
}

func minutesMistake(name, value string) string {
	if n, ok := unsigned(value); !ok || uint32(n) == 0 {
		return takes(name, "a number", value)
	}
	return ""
}

// counter takes a number. rotate alone knows -1: keep all.
func counter(m *machine, name string, from int) bool {
	value, at, ok := m.needValue(name, from)
	if !ok {
		return m.at == afterMistake
	}
	read, least := count, int32(0)
	if name == "rotate" {
		read, least = signed, -1
	}
	if n, ok := read(value); !ok || n < least {
		return m.wrong(at, at+len(value), takes(name, "a number", value))
	}
	return true
}

// onePath takes a path, which is one printable word.
func onePath(m *machine, name string, from int) bool {
	value, at, ok := m.needValue(name, from)
	if !ok {
		return m.at == afterMistake
	}
	if !printable(value) {
		return m.wrong(at, at+len(value), takes(name, "one path", value))
	}
	return true
}

func mail(m *machine, name string, from int) bool {
	value, at, ok := m.needValue(name, from)
	if !ok {
		return m.at == afterMistake
	}
	if !mailable(value) {
		return m.wrong(at, at+len(value), takes(name, "one address", value))
	}
	return true
}

func compressOptions(m *machine, name string, from int) bool {
	value, at := m.line()
	if words, ok := splitWords(value); !ok || len(words) == 0 {
		return m.wrong(from, max(at+len(value), from+len(name)), takes(name, "options", value))
	}
	return true
}

// day makes weekly and monthly. What is wrong with their day costs the file.
func day(last uint32) directive {
	return func(m *machine, name string, from int) bool {
		value, at := m.line()
		if mistake := dayMistake(name, value, last); mistake != "" {
			return m.fatal(from, at+len(value), mistake)
		}
		if name == "monthly" && value != "" {
			m.older(from, at+len(value), "monthly takes a day", "logrotate up to 3.22 drops the section for it")
		}
		return true
	}
}

func create(m *machine, name string, from int) bool {
	value, at := m.line()
	if _, _, mistake := modeMistake(name, value, false); mistake != "" {
		return m.wrong(from, at+len(value), mistake)
	}
	return true
}

// su needs a user and a group, here or from an earlier su.
func su(m *machine, name string, from int) bool {
	value, at := m.line()
	user, group, mistake := modeMistake(name, value, true)
	m.cur.suUser = m.cur.suUser || user
	m.cur.suGroup = m.cur.suGroup || group
	if mistake == "" && !(m.cur.suUser && m.cur.suGroup) {
		mistake = "su takes a user and a group"
	}
	if mistake != "" {
		return m.wrong(from, max(at+len(value), from+len(name)), mistake)
	}
	return true
}

// taboo takes tabooext and taboopat, which hold for all files read later.
func taboo(m *machine, name string, from int) bool {
	if m.cur != m.def {
		return m.wrong(from, from+len(name), name+" stands in a section")
	}
	value, _, ok := m.value()
	if !ok {
		return true
	}
	if value != "" && value[0] == '+' {
		value = value[1:]
	} else {
		m.taboo = nil
	}
	m.taboo = append(m.taboo, tabooWords(value, name == "tabooext")...)
	return true
}

func include(m *machine, name string, from int) bool {
	value, at, ok := m.needValue(name, from)
	if !ok {
		return m.at == afterMistake
	}
	i := &Include{File: m.src.name, Pos: m.src.pos(at), End: m.src.pos(at + len(value)), Path: value}
	m.includes = append(m.includes, i)
	failed, mistake := m.follow(i, m.cur)
	m.failed = m.failed || failed
	if mistake != "" {
		m.report(&finding{src: m.src, from: at, to: at + len(value), severity: "error", counted: true,
			text: mistake, then: "logrotate goes on without it"})
	}
	return true
}

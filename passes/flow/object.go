package flow

import (
	"go/types"
	"strings"
	"unicode"

	"golang.org/x/tools/go/ssa"
)

// object names what an act is done to, in words: by what its name has behind
// the verb, as the log file of ReopenLogFile, or by the type of the method, as
// the audit log of (*audit.Log).Reopen. It returns "" where neither tells.
func (a *Act) object(rest string) string {
	if words := camelWords(rest); len(words) > 0 {
		switch words[0] {
		case "all":
			return strings.Join(words, " ")
		case "and", "from", "with", "or", "if", "on", "in", "for", "to", "now", "once", "async", "by", "at":
		default:
			return "the " + strings.Join(words, " ")
		}
	}
	call, ok := a.Instr.(ssa.CallInstruction)
	if !ok {
		return ""
	}
	named := receiver(call.Common())
	if named == nil || named.Obj().Pkg() == nil {
		return ""
	}
	pkg, typ := named.Obj().Pkg().Name(), named.Obj().Name()
	switch lower := strings.ToLower(typ); {
	case pkg == "main" || strings.Contains(lower, pkg):
	case strings.Contains(pkg, lower):
		typ = pkg
	default:
		typ = pkg + strings.ToUpper(typ[:1]) + typ[1:]
	}
	return "the " + strings.Join(camelWords(strings.ToUpper(typ[:1])+typ[1:]), " ")
}

// receiver returns the type that a called method is of, or nil.
func receiver(c *ssa.CallCommon) *types.Named {
	var t types.Type
	switch {
	case c.IsInvoke():
		t = c.Value.Type()
	case c.Signature().Recv() != nil:
		t = c.Signature().Recv().Type()
	default:
		return nil
	}
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	named, _ := types.Unalias(t).(*types.Named)
	return named
}

// camelWords splits a name that begins in upper case into words; only those
// all in upper case stay so.
func camelWords(name string) []string {
	runes := []rune(name)
	if len(runes) == 0 || !unicode.IsUpper(runes[0]) {
		return nil
	}
	var words []string
	from := 0
	for i := 1; i <= len(runes); i++ {
		if i < len(runes) && !startsWord(runes, i) {
			continue
		}
		word := string(runes[from:i])
		if len(word) == 1 || word != strings.ToUpper(word) {
			word = strings.ToLower(word)
		}
		words = append(words, word)
		from = i
	}
	return words
}

// startsWord reports whether a word of a camel-case name begins at i > 0.
func startsWord(name []rune, i int) bool {
	if !unicode.IsUpper(name[i]) {
		return false
	}
	return !unicode.IsUpper(name[i-1]) || i+1 < len(name) && unicode.IsLower(name[i+1])
}

package engine

import (
	"bytes"
	"cmp"
	"encoding/gob"
	"maps"
	"reflect"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/types/objectpath"
)

// A savedFact is a fact as it is kept on disk.
type savedFact struct {
	Object objectpath.Path // "" for a fact of the package
	Name   string          // of the object
	Fact   analysis.Fact
}

// register makes the types of facts and results known to gob. It does so in a
// fixed order and encodes one of each: the numbers that gob gives to types are
// then the same in every process, and so are the bytes of facts.
func register(analyzers map[*analysis.Analyzer]bool, keep []*analysis.Analyzer) {
	list := slices.SortedFunc(maps.Keys(analyzers), func(a, b *analysis.Analyzer) int { return cmp.Compare(a.Name, b.Name) })
	for _, a := range list {
		for _, fact := range a.FactTypes {
			gob.Register(fact)
			zero := reflect.New(reflect.TypeOf(fact).Elem()).Interface().(analysis.Fact)
			_ = gob.NewEncoder(new(bytes.Buffer)).Encode([]savedFact{{Fact: zero}})
		}
	}
	for _, a := range keep {
		gob.Register(reflect.Zero(a.ResultType).Interface())
	}
}

// encode returns the facts in a fixed order; nothing if there are none. As with
// go vet, facts about objects that no other package can reach are dropped.
func (s *store) encode() []byte {
	var list []savedFact
	paths := new(objectpath.Encoder)
	for key, fact := range s.objects {
		path, err := paths.For(key.object)
		if err != nil {
			delete(s.objects, key)
			continue
		}
		list = append(list, savedFact{path, key.object.Name(), fact})
	}
	for _, fact := range s.packages {
		list = append(list, savedFact{Fact: fact})
	}
	if len(list) == 0 {
		return nil
	}
	slices.SortFunc(list, func(a, b savedFact) int {
		return cmp.Or(cmp.Compare(a.Object, b.Object), cmp.Compare(typeName(a.Fact), typeName(b.Fact)))
	})
	var b bytes.Buffer
	if err := gob.NewEncoder(&b).Encode(list); err != nil {
		panic("a fact that cannot be encoded: " + err.Error())
	}
	return b.Bytes()
}

func typeName(fact analysis.Fact) string { return reflect.TypeOf(fact).String() }

// saved returns the facts of a finished package. Those that cannot be read are none.
func (n *node) saved() []savedFact {
	n.decode.Do(func() {
		if len(n.encoded) > 0 && gob.NewDecoder(bytes.NewReader(n.encoded)).Decode(&n.list) != nil {
			n.list = nil
		}
	})
	return n.list
}

// decodeFacts gives a package of which the types were just read the facts that
// are kept of it.
func (n *node) decodeFacts(r *run) {
	s := newStore()
	for _, f := range n.saved() {
		t := reflect.TypeOf(f.Fact)
		if f.Object == "" {
			s.packages[t] = f.Fact
		} else if obj, err := objectpath.Object(n.types, f.Object); err == nil {
			s.objects[objectKey{obj, t}] = f.Fact
		}
	}
	n.facts = s
	r.facts.nodes.Store(n.types, n)
}

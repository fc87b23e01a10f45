// Package fix holds comments with nothing to ignore.
package fix

func loud()  {}
func quiet() {}

func gone() {
	quiet() //siglint:ignore shout they are away // want `^shout finds nothing here; the comment would hide its next finding$`

	//siglint:ignore shout they are away // want `shout finds nothing here`
	quiet()
	loud() //siglint:ignore shout they are away
}

package c

type Base struct{}

func (*Base) Promoted() {}

type Deep struct{}

func (Deep) Dive() {}

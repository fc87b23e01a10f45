package picture

import "slices"

// place sets every y.
func (d *drawing) place() {
	left, right := 0, 0
	for _, g := range d.groups {
		left += headH + lineH*len(g.lines) + groupGap
	}
	for _, c := range d.cards {
		c.h = cardHeadH + pillH*len(c.pills) + cardPad
		if c.more > 0 {
			c.h += lineH
		}
		right += c.h + cardGap
	}
	d.height = max(left, right, 120)
	top := margin + legendH
	if left >= right { // the side with more to show is stacked, the other follows it
		d.placeGroups(func(*group) int { return 0 }, top)
		d.placeCards(d.middleOfCard, top)
	} else {
		d.placeCards(func(*card) int { return 0 }, top)
		d.placeGroups(d.middleOfGroup, top)
	}
	d.height += top + margin
}

func (d *drawing) placeGroups(want func(*group) int, top int) {
	heights := make([]int, len(d.groups))
	wants := make([]int, len(d.groups))
	for i, g := range d.groups {
		heights[i] = headH + lineH*len(g.lines) + groupGap
		wants[i] = want(g) - heights[i]/2
	}
	for i, y := range spread(wants, heights, top, top+d.height) {
		g := d.groups[i]
		g.y = y
		for j, l := range g.lines {
			l.y = y + headH + lineH*j + lineH/2
		}
	}
}

func (d *drawing) placeCards(want func(*card) int, top int) {
	heights := make([]int, len(d.cards))
	wants := make([]int, len(d.cards))
	for i, c := range d.cards {
		heights[i] = c.h + cardGap
		wants[i] = want(c) - c.h/2
	}
	for i, y := range spread(wants, heights, top, top+d.height) {
		c := d.cards[i]
		c.y = y
		for j, p := range c.pills {
			p.y = y + cardHeadH + pillH*j + pillH/2
		}
	}
}

// middleOfCard is the mean height of the lines that lead to a card.
func (d *drawing) middleOfCard(c *card) int {
	sum, n := 0, 0
	for _, e := range d.edges {
		if slices.Contains(c.pills, e.to) {
			sum, n = sum+e.from.y, n+1
		}
	}
	if n == 0 {
		return 0
	}
	return sum / n
}

// middleOfGroup is the mean height of the pills that a group leads to.
func (d *drawing) middleOfGroup(g *group) int {
	sum, n := 0, 0
	for _, e := range d.edges {
		if slices.Contains(g.lines, e.from) {
			sum, n = sum+e.to.y, n+1
		}
	}
	if n == 0 {
		return 0
	}
	return sum / n
}

// spread stacks boxes in their order, each as near to where it wants to be as
// the others and the two ends let it.
func spread(wants, heights []int, top, bottom int) []int {
	ys := make([]int, len(wants))
	y := top
	for i := range wants {
		ys[i] = max(y, wants[i])
		y = ys[i] + heights[i]
	}
	y = bottom
	for i := len(ys) - 1; i >= 0; i-- {
		ys[i] = min(ys[i], y-heights[i])
		y = ys[i]
	}
	return ys
}

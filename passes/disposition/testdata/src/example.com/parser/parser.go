// Package parser calls the methods of what it is given by reflection.
package parser

func Parse(v any) {}

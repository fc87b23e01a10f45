// Package viper holds settings by name.
package viper

// GetBool returns one.
func GetBool(key string) bool { return key == "" }

// GetName returns another name.
func GetName(key string) string { return key }

package stalesender

// ResetFlags undoes what a test has set.
func ResetFlags() { senderFlag, contractFlag = nil, nil }

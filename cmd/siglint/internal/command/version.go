package command

// Version is that of the next release, as findings carry it.
const Version = "0.1.0"

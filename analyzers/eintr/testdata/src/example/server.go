package example

import (
	"fmt"

	"golang.org/x/sys/unix"
)

// The check's page shows what follows.

func assigned(fd int, events []unix.EpollEvent) error {
	n, err := unix.EpollWait(fd, events, -1)
	if err != nil {
		return err
	}
	fmt.Println(n)
	return nil
}

package instead

import (
	"fmt"

	"golang.org/x/sys/unix"
)

func assigned(fd int, events []unix.EpollEvent) error {
	n, err := unix.EpollWait(fd, events, -1)
	for err == unix.EINTR {
		n, err = unix.EpollWait(fd, events, -1)
	}
	if err != nil {
		return err
	}
	fmt.Println(n)
	return nil
}

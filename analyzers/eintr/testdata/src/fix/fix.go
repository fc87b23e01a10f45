package fix

import (
	"fmt"
	"log"
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

func assigned(fd int, events []unix.EpollEvent) error {
	n, err := unix.EpollWait(fd, events, -1) // want `EINTR of unix.EpollWait`
	if err != nil {
		return err
	}
	fmt.Println(n)
	return nil
}

func returned(f *os.File) error {
	return syscall.Flock(int(f.Fd()), syscall.LOCK_EX) // want `EINTR of syscall.Flock`
}

func both(fds []unix.PollFd) (int, error) {
	if len(fds) > 0 {
		return unix.Poll(fds, -1) // want `EINTR of unix.Poll`
	}
	return 0, nil
}

func scoped(fd int) (err error) {
	if err := unix.Flock(fd, unix.LOCK_EX); err != nil { // want `EINTR of unix.Flock`
		log.Print(err)
		return fmt.Errorf("lock: %w", err)
	}
	return err
}

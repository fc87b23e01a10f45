// Package unix has as much of golang.org/x/sys/unix as the tests need.
package unix

import "syscall"

const (
	EAGAIN      = syscall.EAGAIN
	EBADF       = syscall.EBADF
	EINPROGRESS = syscall.EINPROGRESS
	EINTR       = syscall.EINTR
	ENOSYS      = syscall.ENOSYS

	AF_NETLINK        = 0x10
	AF_UNIX           = 0x1
	AF_PACKET         = 0x11
	F_RDLCK           = 0x0
	F_WRLCK           = 0x1
	F_UNLCK           = 0x2
	SOCK_CLOEXEC      = 0x80000
	SOCK_DGRAM        = 0x2
	SOCK_SEQPACKET    = 0x5
	SYS_FCNTL         = 72
	AF_INET           = 0x2
	F_SETFL           = 0x4
	IN_NONBLOCK       = 0x800
	O_NONBLOCK        = 0x800
	SOCK_NONBLOCK     = 0x800
	SOCK_STREAM       = 0x1
	FUTEX_WAIT        = 0
	FUTEX_WAKE        = 1
	F_OFD_SETLK       = 0x25
	F_OFD_SETLKW      = 0x26
	F_SETLK           = 0x6
	F_SETLKW          = 0x7
	GRND_NONBLOCK     = 0x1
	LOCK_EX           = 0x2
	LOCK_NB           = 0x4
	LOCK_UN           = 0x8
	MSG_DONTWAIT      = 0x40
	SOCK_RAW          = 0x3
	SOL_SOCKET        = 0x1
	SO_RCVTIMEO       = 0x14
	SPLICE_F_NONBLOCK = 0x2
	SYS_CLOSE         = 3
	SYS_EPOLL_PWAIT2  = 441
	SYS_EPOLL_WAIT    = 232
	SYS_FUTEX         = 202
	SYS_RECVMMSG      = 299
	SYS_SEMTIMEDOP    = 220
	WNOHANG           = 0x1
	WUNTRACED         = 0x2
)

type (
	Errno      = syscall.Errno
	EpollEvent = syscall.EpollEvent
	Flock_t    = syscall.Flock_t
	PollFd     struct{ Fd, Events, Revents int32 }
	Rusage     = syscall.Rusage
	Sockaddr   = syscall.Sockaddr
	Stat_t     = syscall.Stat_t
	Timespec   = syscall.Timespec
	Timeval    = syscall.Timeval
	WaitStatus = syscall.WaitStatus
	FdSet      struct{ Bits [16]int64 }
	Siginfo    struct{ Signo int32 }
)

func Accept(fd int) (nfd int, sa Sockaddr, err error)                                { return }
func Accept4(fd, flags int) (nfd int, sa Sockaddr, err error)                        { return }
func ClockNanosleep(clockid int32, flags int, request, remain *Timespec) (err error) { return }
func Close(fd int) (err error)                                                       { return }
func Connect(fd int, sa Sockaddr) (err error)                                        { return }
func Dup(fd int) (nfd int, err error)                                                { return }
func EpollWait(epfd int, events []EpollEvent, msec int) (n int, err error)           { return }
func Eventfd(initval uint, flags int) (fd int, err error)                            { return }
func Fallocate(fd int, mode uint32, off, len int64) (err error)                      { return }
func FcntlFlock(fd uintptr, cmd int, lk *Flock_t) error                              { return nil }
func Flock(fd, how int) (err error)                                                  { return }
func FcntlInt(fd uintptr, cmd, arg int) (int, error)                                 { return 0, nil }
func SetNonblock(fd int, nonblocking bool) (err error)                               { return }
func Fsync(fd int) (err error)                                                       { return }
func Getrandom(buf []byte, flags int) (n int, err error)                             { return }
func Getwd() (wd string, err error)                                                  { return }
func InotifyAddWatch(fd int, path string, mask uint32) (wd int, err error)           { return }
func InotifyInit1(flags int) (fd int, err error)                                     { return }
func IoctlGetInt(fd int, req uint) (int, error)                                      { return 0, nil }
func Nanosleep(time, leftover *Timespec) (err error)                                 { return }
func NsecToTimeval(nsec int64) Timeval                                               { return Timeval{} }
func Open(path string, mode int, perm uint32) (fd int, err error)                    { return }
func Poll(fds []PollFd, timeout int) (n int, err error)                              { return }
func Ppoll(fds []PollFd, timeout *Timespec, mask *int) (n int, err error)            { return }
func RawSyscall6(trap, a1, a2, a3, a4, a5, a6 uintptr) (r1, r2 uintptr, err Errno)   { return }
func Read(fd int, p []byte) (n int, err error)                                       { return }
func Recvfrom(fd int, p []byte, flags int) (n int, from Sockaddr, err error)         { return }
func Recvmsg(fd int, p, oob []byte, flags int) (n, oobn, recvflags int, from Sockaddr, err error) {
	return
}
func Rename(from, to string) (err error)                                                     { return }
func Select(nfd int, r, w, e *FdSet, timeout *Timeval) (n int, err error)                    { return }
func Sendmsg(fd int, p, oob []byte, to Sockaddr, flags int) (err error)                      { return }
func Sendto(fd int, p []byte, flags int, to Sockaddr) (err error)                            { return }
func SetsockoptTimeval(fd, level, opt int, tv *Timeval) (err error)                          { return }
func Socket(domain, typ, proto int) (fd int, err error)                                      { return }
func Splice(rfd int, roff *int64, wfd int, woff *int64, len, flags int) (n int64, err error) { return }
func Stat(path string, stat *Stat_t) (err error)                                             { return }
func Syscall(trap, a1, a2, a3 uintptr) (r1, r2 uintptr, err Errno)                           { return }
func Syscall6(trap, a1, a2, a3, a4, a5, a6 uintptr) (r1, r2 uintptr, err Errno)              { return }
func Wait4(pid int, wstatus *WaitStatus, options int, rusage *Rusage) (wpid int, err error)  { return }
func Waitid(idType, id int, info *Siginfo, options int, rusage *Rusage) (err error)          { return }
func Write(fd int, p []byte) (n int, err error)                                              { return }
func Writev(fd int, iovs [][]byte) (n int, err error)                                        { return }

const MSG_ERRQUEUE = 0x2000

func Bind(fd int, sa Sockaddr) error { return nil }

package interrupts

// A futex call blocks in these operations only; 128 and 256 are flags on top.
var futexWaits = []int64{0, 6, 9, 11, 13, 128, 134, 137, 139, 141, 256 + 9, 256 + 137}

// trapCallers are the functions that take the number of a system call before its
// arguments.
var trapCallers = map[string]bool{
	"AllThreadsSyscall":  true,
	"AllThreadsSyscall6": true,
	"RawSyscall":         true,
	"RawSyscall6":        true,
	"Syscall":            true,
	"Syscall6":           true,
	"Syscall9":           true,
}

// traps are the interruptible trap numbers by the names of their constants,
// sorted. Argument numbers count the trap itself as 0.
var traps = []Entry{
	{"SYS_ACCEPT", "accept", Default, Loop, nil, 1},
	{"SYS_ACCEPT4", "accept4", Default, Loop, nil, 1},
	{"SYS_BPF", "bpf", Strict, Loop, nil, -1},
	{"SYS_CLOCK_NANOSLEEP", "clock_nanosleep", Default, Timeout, nil, -1},
	{"SYS_CLOCK_NANOSLEEP_TIME64", "clock_nanosleep", Default, Timeout, nil, -1},
	{"SYS_CLOSE", "close", 0, Closed, nil, 1},
	{"SYS_CONNECT", "connect", Default, Connect, nil, 1},
	{"SYS_COPY_FILE_RANGE", "copy_file_range", Blocking, Loop, nil, 1},
	{"SYS_EPOLL_PWAIT", "epoll_pwait", Default, Timeout, zero(4), 1},
	{"SYS_EPOLL_PWAIT2", "epoll_pwait2", Default, Timeout, noTime(4), 1},
	{"SYS_EPOLL_WAIT", "epoll_wait", Default, Timeout, zero(4), 1},
	{"SYS_FALLOCATE", "fallocate", Default, Loop, nil, 1},
	{"SYS_FCNTL", "fcntl", Default, Loop, only(2, waitLock, lockVal...), 1},
	{"SYS_FCNTL64", "fcntl", Default, Loop, only(2, waitLock, lockVal...), 1},
	{"SYS_FLOCK", "flock", Default, Loop, bit(2, noLock, noLockVal...), 1},
	{"SYS_FSYNC", "fsync", Strict, Loop, nil, 1},
	{"SYS_FTRUNCATE", "ftruncate", Strict, Loop, nil, 1},
	{"SYS_FUTEX", "futex", Default, Loop, only(2, nil, futexWaits...), -1}, // measured: EINTR with a timeout
	{"SYS_FUTEX_TIME64", "futex", Default, Loop, only(2, nil, futexWaits...), -1},
	{"SYS_FUTEX_WAITV", "futex_waitv", Default, Loop, nil, -1},
	{"SYS_GETDENTS64", "getdents64", Strict, Loop, nil, 1},
	{"SYS_GETRANDOM", "getrandom", Blocking, Loop, bit(3, noRandom, 1), -1},
	{"SYS_GETXATTR", "getxattr", Strict, Loop, nil, -1},
	{"SYS_IOCTL", "ioctl", Strict, Loop, nil, 1},
	{"SYS_IO_GETEVENTS", "io_getevents", Default, Timeout, zero(2), -1},
	{"SYS_IO_PGETEVENTS", "io_pgetevents", Default, Timeout, zero(2), -1},
	{"SYS_IO_PGETEVENTS_TIME64", "io_pgetevents", Default, Timeout, zero(2), -1},
	{"SYS_IO_URING_ENTER", "io_uring_enter", Default, Loop, zero(3), 1}, // io_uring_enter(2); not measured
	{"SYS_KEVENT", "kevent", Default, Timeout, append(noTime(6), zero(5)...), 1},
	{"SYS_LISTXATTR", "listxattr", Strict, Loop, nil, -1},
	{"SYS_MKDIRAT", "mkdirat", Strict, Loop, nil, -1},
	{"SYS_MOUNT", "mount", Strict, Loop, nil, -1},
	{"SYS_MQ_TIMEDRECEIVE", "mq_timedreceive", Blocking, Timeout, nil, 1}, // measured: restarted
	{"SYS_MQ_TIMEDSEND", "mq_timedsend", Blocking, Timeout, nil, 1},
	{"SYS_MSGRCV", "msgrcv", Default, Loop, bit(5, nil, 0o4000), 1},
	{"SYS_MSGSND", "msgsnd", Default, Loop, bit(4, nil, 0o4000), 1},
	{"SYS_NANOSLEEP", "nanosleep", Default, Timeout, nil, -1},
	{"SYS_OPEN", "open", Strict, Loop, nil, -1},
	{"SYS_OPENAT", "openat", Strict, Loop, nil, -1},
	{"SYS_OPENAT2", "openat2", Strict, Loop, nil, -1},
	{"SYS_POLL", "poll", Default, Timeout, zero(3), -1},
	{"SYS_PPOLL", "ppoll", Default, Timeout, noTime(3), -1},
	{"SYS_PPOLL_TIME64", "ppoll", Default, Timeout, noTime(3), -1},
	{"SYS_PREAD64", "pread64", Blocking, Loop, nil, 1},
	{"SYS_PREADV", "preadv", Blocking, Loop, nil, 1},
	{"SYS_PSELECT6", "pselect6", Default, Timeout, noTime(5), -1},
	{"SYS_PSELECT6_TIME64", "pselect6", Default, Timeout, noTime(5), -1},
	{"SYS_PWRITE64", "pwrite64", Blocking, Loop, nil, 1},
	{"SYS_PWRITEV", "pwritev", Blocking, Loop, nil, 1},
	{"SYS_READ", "read", Blocking, Loop, nil, 1},
	{"SYS_READV", "readv", Blocking, Loop, nil, 1},
	{"SYS_RECVFROM", "recvfrom", Default, Loop, bit(4, noWait, noWaitVal...), 1},
	{"SYS_RECVMMSG", "recvmmsg", Default, Loop, bit(4, noWait, noWaitVal...), 1},
	{"SYS_RECVMMSG_TIME64", "recvmmsg", Default, Loop, bit(4, noWait, noWaitVal...), 1},
	{"SYS_RECVMSG", "recvmsg", Default, Loop, bit(3, noWait, noWaitVal...), 1},
	{"SYS_RENAMEAT2", "renameat2", Strict, Loop, nil, -1},
	{"SYS_RT_SIGTIMEDWAIT", "rt_sigtimedwait", Default, Timeout, noTime(3), -1},
	{"SYS_RT_SIGTIMEDWAIT_TIME64", "rt_sigtimedwait", Default, Timeout, noTime(3), -1},
	{"SYS_SELECT", "select", Default, Timeout, noTime(5), -1},
	{"SYS_SEMOP", "semop", Default, Loop, nil, 1},
	{"SYS_SEMTIMEDOP", "semtimedop", Default, Timeout, nil, 1},
	{"SYS_SEMTIMEDOP_TIME64", "semtimedop", Default, Timeout, nil, 1},
	{"SYS_SENDFILE", "sendfile", Blocking, Loop, nil, 1},
	{"SYS_SENDMMSG", "sendmmsg", Blocking, Loop, bit(4, noWait, noWaitVal...), 1},
	{"SYS_SENDMSG", "sendmsg", Blocking, Loop, bit(3, noWait, noWaitVal...), 1},
	{"SYS_SENDTO", "sendto", Blocking, Loop, bit(4, noWait, noWaitVal...), 1},
	{"SYS_SETXATTR", "setxattr", Strict, Loop, nil, -1},
	{"SYS_SPLICE", "splice", Blocking, Loop, bit(6, noSplice, 2), 1},
	{"SYS_STATFS", "statfs", Strict, Loop, nil, -1},
	{"SYS_STATX", "statx", Strict, Loop, nil, -1},
	{"SYS_TEE", "tee", Blocking, Loop, bit(4, noSplice, 2), 1},
	{"SYS_UNLINKAT", "unlinkat", Strict, Loop, nil, -1},
	{"SYS_VMSPLICE", "vmsplice", Blocking, Loop, bit(4, noSplice, 2), 1},
	{"SYS_WAIT4", "wait4", Default, Loop, bit(3, noHang, noHangVal...), 1},
	{"SYS_WAITID", "waitid", Default, Loop, bit(4, noHang, noHangVal...), 2},
	{"SYS_WAITPID", "waitpid", Default, Loop, bit(3, noHang, noHangVal...), 1},
	{"SYS_WRITE", "write", Blocking, Loop, nil, 1},
	{"SYS_WRITEV", "writev", Blocking, Loop, nil, 1},
	{"SYS__NEWSELECT", "select", Default, Timeout, noTime(5), -1},
}

// newTraps are numbers that package syscall is too old to name. Since Linux
// 5.1 new calls have one number on every architecture but MIPS, which adds a
// base to it.
var newTraps = map[string]int64{
	"SYS_EPOLL_PWAIT2":   441,
	"SYS_FUTEX_WAITV":    449,
	"SYS_IO_URING_ENTER": 426,
	"SYS_OPENAT2":        437,
}

var trapByName = func() map[string]*Entry {
	m := make(map[string]*Entry, len(traps))
	for i := range traps {
		m[traps[i].Name] = &traps[i]
	}
	return m
}()

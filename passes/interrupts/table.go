package interrupts

import "strings"

// Sources: signal(7) and the section 2 pages of the Linux manual, the BSD and
// macOS manuals, and TestInterrupted, which measures what can be measured.

// Constants that keep a call from blocking, with their values on Linux.
var (
	noHang    = []string{"WNOHANG"}
	noLock    = []string{"LOCK_NB", "LOCK_UN"}
	noWait    = []string{"MSG_DONTWAIT", "MSG_ERRQUEUE"} // the queue of errors is never waited for
	waitLock  = []string{"F_SETLKW", "F_SETLKW64", "F_OFD_SETLKW"}
	noRandom  = []string{"GRND_NONBLOCK"}
	noSplice  = []string{"SPLICE_F_NONBLOCK"}
	noHangVal = []int64{1}
	noLockVal = []int64{4, 8}
	noWaitVal = []int64{0x40, 0x2000}
	lockVal   = []int64{7, 14, 38}
)

func bit(arg int, names []string, vals ...int64) []guard {
	return []guard{{arg: arg, kind: hasBit, names: names, vals: vals}}
}

func zero(arg int) []guard    { return []guard{{arg: arg, kind: isZero}} }
func noTime(arg int) []guard  { return []guard{{arg: arg, kind: zeroTime}} }
func nothing(arg int) []guard { return []guard{{arg: arg, kind: isNil}} }

func locks(cmd int) []guard {
	return append(only(cmd, waitLock, lockVal...), guard{arg: cmd + 1, kind: isUnlock})
}

func only(arg int, names []string, vals ...int64) []guard {
	return []guard{{arg: arg, kind: isNot, names: names, vals: vals}}
}

// functions are the interruptible functions of syscall and x/sys/unix, sorted.
var functions = []Entry{
	{"Accept", "accept", Default, Loop, nil, 0},
	{"Accept4", "accept4", Default, Loop, nil, 0},
	{"Access", "access", Strict, Loop, nil, -1},
	{"Chdir", "chdir", Strict, Loop, nil, -1},
	{"Chmod", "chmod", Strict, Loop, nil, -1},
	{"Chown", "chown", Strict, Loop, nil, -1},
	{"Chroot", "chroot", Strict, Loop, nil, -1},
	{"ClockNanosleep", "clock_nanosleep", Default, Timeout, nil, -1},
	{"Clonefile", "clonefile", Strict, Loop, nil, -1},
	{"Clonefileat", "clonefileat", Strict, Loop, nil, -1},
	{"Connect", "connect", Default, Connect, nil, 0},
	{"CopyFileRange", "copy_file_range", Blocking, Loop, nil, 0},
	{"Creat", "creat", Strict, Loop, nil, -1},
	{"Dup2", "dup2", Strict, Loop, nil, 0},
	{"Dup3", "dup3", Strict, Loop, nil, 0},
	{"EpollWait", "epoll_wait", Default, Timeout, zero(2), 0},
	{"Exec", "execve", Strict, Loop, nil, -1},
	{"Faccessat", "faccessat", Strict, Loop, nil, 0},
	{"Faccessat2", "faccessat2", Strict, Loop, nil, 0},
	{"Fallocate", "fallocate", Default, Loop, nil, 0}, // documented; restic#5044
	{"Fchdir", "fchdir", Strict, Loop, nil, 0},
	{"Fchmod", "fchmod", Strict, Loop, nil, 0},
	{"Fchmodat", "fchmodat", Strict, Loop, nil, 0},
	{"Fchown", "fchown", Strict, Loop, nil, 0},
	{"Fchownat", "fchownat", Strict, Loop, nil, 0},
	{"Fclonefileat", "fclonefileat", Strict, Loop, nil, 0},
	{"FcntlFlock", "fcntl", Default, Loop, locks(1), 0},
	{"Fdatasync", "fdatasync", Strict, Loop, nil, 0},
	{"Fgetxattr", "fgetxattr", Strict, Loop, nil, 0},
	{"Flistxattr", "flistxattr", Strict, Loop, nil, 0},
	{"Flock", "flock", Default, Loop, bit(1, noLock, noLockVal...), 0},
	{"Fremovexattr", "fremovexattr", Strict, Loop, nil, 0},
	{"Fsetxattr", "fsetxattr", Strict, Loop, nil, 0},
	{"Fstat", "fstat", Strict, Loop, nil, 0},
	{"Fstatat", "newfstatat", Strict, Loop, nil, 0},
	{"Fstatfs", "fstatfs", Strict, Loop, nil, 0},
	{"Fsync", "fsync", Strict, Loop, nil, 0},
	{"Ftruncate", "ftruncate", Strict, Loop, nil, 0},
	{"Futimes", "futimes", Strict, Loop, nil, 0},
	{"Futimesat", "futimesat", Strict, Loop, nil, 0},
	{"Getcwd", "getcwd", Strict, Loop, nil, -1},
	{"Getdents", "getdents64", Strict, Loop, nil, 0},
	{"Getdirentries", "getdirentries", Strict, Loop, nil, 0},
	{"Getfsstat", "getfsstat", Strict, Loop, nil, -1},
	{"Getrandom", "getrandom", Blocking, Loop, bit(1, noRandom, 1), -1},
	{"Getwd", "getcwd", Strict, Loop, nil, -1},
	{"Getxattr", "getxattr", Strict, Loop, nil, -1},
	{"Kevent", "kevent", Default, Timeout, append(noTime(3), nothing(2)...), 0},
	{"Lchown", "lchown", Strict, Loop, nil, -1},
	{"Lgetxattr", "lgetxattr", Strict, Loop, nil, -1},
	{"Link", "link", Strict, Loop, nil, -1},
	{"Linkat", "linkat", Strict, Loop, nil, -1},
	{"Listxattr", "listxattr", Strict, Loop, nil, -1},
	{"Llistxattr", "llistxattr", Strict, Loop, nil, -1},
	{"Lremovexattr", "lremovexattr", Strict, Loop, nil, -1},
	{"Lsetxattr", "lsetxattr", Strict, Loop, nil, -1},
	{"Lstat", "lstat", Strict, Loop, nil, -1},
	{"Lutimes", "utimensat", Strict, Loop, nil, -1},
	{"Mkdir", "mkdir", Strict, Loop, nil, -1},
	{"Mkdirat", "mkdirat", Strict, Loop, nil, -1},
	{"Mkfifo", "mknod", Strict, Loop, nil, -1},
	{"Mkfifoat", "mknodat", Strict, Loop, nil, -1},
	{"Mknod", "mknod", Strict, Loop, nil, -1},
	{"Mknodat", "mknodat", Strict, Loop, nil, -1},
	{"Mount", "mount", Strict, Loop, nil, -1},
	{"NameToHandleAt", "name_to_handle_at", Strict, Loop, nil, 0},
	{"Nanosleep", "nanosleep", Default, Timeout, nil, -1},
	{"Open", "open", Strict, Loop, nil, -1},
	{"OpenByHandleAt", "open_by_handle_at", Strict, Loop, nil, 0},
	{"OpenTree", "open_tree", Strict, Loop, nil, 0},
	{"Openat", "openat", Strict, Loop, nil, 0},
	{"Openat2", "openat2", Strict, Loop, nil, 0},
	{"PerfEventOpen", "perf_event_open", Strict, Loop, nil, -1},
	{"Poll", "poll", Default, Timeout, zero(1), -1},
	{"Ppoll", "ppoll", Default, Timeout, noTime(1), -1},
	{"Pread", "pread64", Blocking, Loop, nil, 0},
	{"Preadv", "preadv", Blocking, Loop, nil, 0},
	{"Preadv2", "preadv2", Blocking, Loop, nil, 0},
	{"Pselect", "pselect6", Default, Timeout, noTime(4), -1},
	{"Pwrite", "pwrite64", Blocking, Loop, nil, 0},
	{"Pwritev", "pwritev", Blocking, Loop, nil, 0},
	{"Pwritev2", "pwritev2", Blocking, Loop, nil, 0},
	{"Read", "read", Blocking, Loop, nil, 0},
	{"ReadDirent", "getdents64", Strict, Loop, nil, 0},
	{"Readlink", "readlink", Strict, Loop, nil, -1},
	{"Readlinkat", "readlinkat", Strict, Loop, nil, 0},
	{"Readv", "readv", Blocking, Loop, nil, 0},
	{"Recvfrom", "recvfrom", Default, Loop, bit(2, noWait, noWaitVal...), 0},
	{"Recvmsg", "recvmsg", Default, Loop, bit(3, noWait, noWaitVal...), 0},
	{"RecvmsgBuffers", "recvmsg", Default, Loop, bit(3, noWait, noWaitVal...), 0},
	{"Removexattr", "removexattr", Strict, Loop, nil, -1},
	{"Rename", "rename", Strict, Loop, nil, -1},
	{"Renameat", "renameat", Strict, Loop, nil, -1},
	{"Renameat2", "renameat2", Strict, Loop, nil, -1},
	{"RenameatxNp", "renameatx_np", Strict, Loop, nil, -1},
	{"RenamexNp", "renamex_np", Strict, Loop, nil, -1},
	{"RequestKey", "request_key", Strict, Loop, nil, -1},
	{"Rmdir", "rmdir", Strict, Loop, nil, -1},
	{"Select", "select", Default, Timeout, noTime(4), -1},
	{"Send", "sendto", Blocking, Loop, bit(2, noWait, noWaitVal...), 0},
	{"Sendfile", "sendfile", Blocking, Loop, nil, 0},
	{"Sendmsg", "sendmsg", Blocking, Loop, bit(4, noWait, noWaitVal...), 0},
	{"SendmsgBuffers", "sendmsg", Blocking, Loop, bit(4, noWait, noWaitVal...), 0},
	{"SendmsgN", "sendmsg", Blocking, Loop, bit(4, noWait, noWaitVal...), 0},
	{"Sendto", "sendto", Blocking, Loop, bit(2, noWait, noWaitVal...), 0},
	{"Setxattr", "setxattr", Strict, Loop, nil, -1},
	{"Socket", "socket", Strict, Loop, nil, -1}, // mdlayher/vsock#41
	{"Splice", "splice", Blocking, Loop, bit(5, noSplice, 2), 0},
	{"Stat", "stat", Strict, Loop, nil, -1},
	{"Statfs", "statfs", Strict, Loop, nil, -1},
	{"Statx", "statx", Strict, Loop, nil, -1},
	{"Symlink", "symlink", Strict, Loop, nil, -1},
	{"Symlinkat", "symlinkat", Strict, Loop, nil, -1},
	{"SyncFileRange", "sync_file_range", Strict, Loop, nil, 0},
	{"Syncfs", "syncfs", Strict, Loop, nil, 0},
	{"Tee", "tee", Blocking, Loop, bit(3, noSplice, 2), 0},
	{"Truncate", "truncate", Strict, Loop, nil, -1},
	{"Unlink", "unlink", Strict, Loop, nil, -1},
	{"Unlinkat", "unlinkat", Strict, Loop, nil, -1},
	{"Unmount", "umount2", Strict, Loop, nil, -1},
	{"Utime", "utime", Strict, Loop, nil, -1},
	{"Utimes", "utimes", Strict, Loop, nil, -1},
	{"UtimesNano", "utimensat", Strict, Loop, nil, -1},
	{"UtimesNanoAt", "utimensat", Strict, Loop, nil, -1},
	{"Vmsplice", "vmsplice", Blocking, Loop, bit(2, noSplice, 2), 0},
	{"Wait4", "wait4", Default, Loop, bit(2, noHang, noHangVal...), 0},
	{"Waitid", "waitid", Default, Loop, bit(3, noHang, noHangVal...), 1},
	{"Write", "write", Blocking, Loop, nil, 0},
	{"Writev", "writev", Blocking, Loop, nil, 0},
}

// closes are the functions that end a descriptor, EINTR or not.
var closes = map[string]bool{"Close": true}

// closeEntry describes them. They are never unhandled, and never to be retried.
var closeEntry = &Entry{Name: "Close", Kernel: "close", Remedy: Closed}

// ioctls are too many to list, and all alike.
var ioctlEntry = Entry{Name: "Ioctl", Kernel: "ioctl", Tier: Strict, FD: 0}

var byName = func() map[string]*Entry {
	m := make(map[string]*Entry, len(functions))
	for i := range functions {
		m[functions[i].Name] = &functions[i]
	}
	return m
}()

// entryOf returns the entry for the name of a function, or nil.
func entryOf(name string) *Entry {
	if e := byName[name]; e != nil {
		return e
	}
	if closes[name] {
		return closeEntry
	}
	if strings.HasPrefix(name, "Ioctl") && len(name) > len("Ioctl") {
		return &ioctlEntry
	}
	return nil
}

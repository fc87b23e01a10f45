// Package regular reads regular files of bounded size. What a repository names
// may be a pipe that nobody writes to, a device, or a file without end; none of
// these is opened, and nothing is read beyond the bound.
package regular

import (
	"errors"
	"fmt"
	"io"
	"os"
	"syscall"
)

// ErrIrregular is the error of a folder, pipe, socket or device.
var ErrIrregular = errors.New("not a regular file")

// A TooLargeError is the error of a file with more bytes than the bound.
type TooLargeError struct{ Limit int64 }

func (e *TooLargeError) Error() string {
	if e.Limit >= 1<<20 {
		return fmt.Sprintf("larger than %d MiB; not read", e.Limit>>20)
	}
	return fmt.Sprintf("larger than %d bytes; not read", e.Limit)
}

// Read returns the content of a regular file of at most limit bytes.
func Read(name string, limit int64) ([]byte, error) {
	f, info, err := open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if info.Size() > limit {
		return nil, &TooLargeError{limit}
	}
	src := make([]byte, 0, info.Size()+1) // the one more finds the end without growing
	for {
		n, err := f.Read(src[len(src):cap(src)])
		src = src[:len(src)+n]
		switch {
		case int64(len(src)) > limit:
			return nil, &TooLargeError{limit} // it has grown meanwhile
		case err == io.EOF:
			return src, nil
		case err != nil:
			return nil, err
		case len(src) == cap(src):
			src = append(src, 0)[:len(src)]
		}
	}
}

// Head returns the first bytes of a regular file, at most n.
func Head(name string, n int) ([]byte, error) {
	f, _, err := open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	src := make([]byte, n)
	n, err = io.ReadFull(f, src)
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		err = nil
	}
	return src[:n], err
}

// open opens what is a regular file before and after. Should another take its
// place in between, a pipe is not waited for.
func open(name string) (*os.File, os.FileInfo, error) {
	info, err := os.Stat(name)
	if err == nil && !info.Mode().IsRegular() {
		err = ErrIrregular
	}
	if err != nil {
		return nil, nil, err
	}
	f, err := os.OpenFile(name, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, nil, err
	}
	info, err = f.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = ErrIrregular
	}
	if err != nil {
		f.Close()
		return nil, nil, err
	}
	return f, info, nil
}

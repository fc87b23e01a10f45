// Package whole writes files whole or not at all.
package whole

import (
	"io/fs"
	"os"
	"path/filepath"
)

// Write replaces the content of a file, or makes it with the permissions less
// the umask. A reader sees the old content or the new, never half of it, also
// when the process dies on the way. Symbolic links are followed; the
// permissions of a file that is there are kept.
func Write(file string, content []byte, perm fs.FileMode) (err error) {
	if real, err := filepath.EvalSymlinks(file); err == nil {
		file = real
	}
	info, statErr := os.Stat(file)
	temp, err := create(file, perm)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			os.Remove(temp.Name())
		}
	}()
	_, err = temp.Write(content)
	if err == nil && statErr == nil {
		err = temp.Chmod(info.Mode().Perm())
	}
	if err == nil {
		err = temp.Sync()
	}
	if closing := temp.Close(); err == nil {
		err = closing
	}
	if err == nil {
		err = os.Rename(temp.Name(), file)
	}
	return err
}

// create makes a file beside the one to be written: os.CreateTemp would give
// permissions to the owner alone.
func create(file string, perm fs.FileMode) (*os.File, error) {
	temp, err := os.CreateTemp(filepath.Dir(file), "."+filepath.Base(file)+".*")
	if err != nil {
		return nil, err
	}
	name := temp.Name()
	temp.Close()
	os.Remove(name)
	return os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, perm)
}

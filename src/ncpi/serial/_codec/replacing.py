"""The paths of files, and how files are replaced in one step."""

from __future__ import annotations

import errno
import os
import re
import shutil
import stat
import sys
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from ncpi.errors import Fault, InvalidError, shown, type_fault

if sys.platform != "win32":
    import fcntl

__all__ = ["keep_access", "locked_folder", "naming", "path_of", "remove_leftovers", "replacing"]

_TEMPORARY = re.compile(r"\.ncpi-[0-9a-f]{16}")
_MOST_LINKS = 40  # as many as the system follows
_DEVICES = (Path("/dev"), Path("/dev/fd"))


def path_of(path: str | os.PathLike[str]) -> Path:
    """*path* as a path that a file can have.

    Raises:
        ncpi.errors.InvalidError: it isn't text or a path, or no file can have this name.
    """
    unchecked: object = path
    if not isinstance(unchecked, (str, os.PathLike)) or isinstance(os.fspath(path), bytes):
        raise InvalidError([type_fault(path, "a path")])
    text = os.fspath(path)
    if "\0" in text:
        message = "a file name can't contain a NUL character"
        raise InvalidError([Fault("", "text", message, shown(text))])
    try:
        os.fsencode(text)
    except UnicodeEncodeError:
        message = f"{shown(text)} contains a character that no file name can have"
        raise InvalidError([Fault("", "text", message, shown(text))]) from None
    return Path(text)


@contextmanager
def naming(target: Path, temporary: Path) -> Generator[None]:
    """Let errors of the system name *target*, which the caller knows, and not *temporary*.

    Raises:
        OSError: as it was raised, about *target*.
    """
    try:
        yield
    except OSError as error:
        named: object = error.filename
        is_ours = named is None or str(named).startswith((str(temporary), os.path.realpath(target)))
        if error.errno is None or not is_ours:
            raise
        raise OSError(error.errno, error.strerror, str(target)) from None


@contextmanager
def replacing(path: str | os.PathLike[str]) -> Generator[BinaryIO]:
    """A file to write, which replaces *path* once it is complete.

    Until then it has a temporary name in the same folder; if anything goes wrong, an existing
    file stays unchanged. Its owner and its permissions are kept as far as the system allows it.
    What an earlier process left in the folder when it was killed is removed.

    Raises:
        ncpi.errors.InvalidError: no file can have this name.
        OSError: the file can't be written.
    """
    target = path_of(path)
    # Resolve a symbolic link, so that it is kept and its target replaced.
    real = Path(os.path.realpath(target))
    temporary = _temporary_for(real)
    with naming(target, temporary):
        _check_replaceable(target, real)
        remove_leftovers(real.parent)
        with _locked(temporary) as file:
            try:
                yield file
                file.flush()
                os.fsync(file.fileno())
                keep_access(real, temporary)
                if sys.platform == "win32":
                    file.close()  # an open file can't be renamed there
                temporary.replace(real)
            except BaseException:
                with suppress(OSError):
                    file.close()
                    temporary.unlink()
                raise


def _temporary_for(real: Path) -> Path:
    """A new name for what will replace *real*, in the same folder."""
    return real.with_name(f".ncpi-{os.urandom(8).hex()}")


def _check_replaceable(target: Path, real: Path) -> None:
    if any(link.parent in _DEVICES or link.is_relative_to("/proc") for link in _links_of(target)):
        # Also /dev/stdout where it is a file at the moment: the shell that opened it keeps the
        # old one.
        raise OSError(errno.EINVAL, "Not a regular file", str(target))
    if not real.parent.exists():
        raise FileNotFoundError(errno.ENOENT, "No such folder for the file", str(target))
    if real.is_dir():
        raise IsADirectoryError(errno.EISDIR, "Is a directory", str(target))
    if real.exists() and not real.is_file():
        raise OSError(errno.EINVAL, "Not a regular file", str(target))


def _links_of(path: Path) -> Iterator[Path]:
    """The absolute form of *path*, and of each path that it links to."""
    for _ in range(_MOST_LINKS):
        path = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would skip the links between
        yield path
        if not path.is_symlink():
            return
        path = path.parent / path.readlink()


@contextmanager
def _locked(temporary: Path) -> Generator[BinaryIO]:
    """The new file *temporary*, locked for as long as it is open."""
    while True:
        # O_EXCL: never an existing file. 0o666: as for any new file, before the umask.
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        with os.fdopen(handle, "wb") as file:
            _lock(file.fileno())
            # Another process may have taken it for a leftover before it was locked.
            if temporary.exists():
                yield file
                return


@contextmanager
def locked_folder(real: Path) -> Generator[Path]:
    """A new folder that will replace *real*; it is removed if anything goes wrong."""
    temporary = _temporary_for(real)
    temporary.mkdir()
    try:
        with _held(temporary):
            yield temporary
    except BaseException:
        shutil.rmtree(temporary, ignore_errors=True)
        raise


@contextmanager
def _held(folder: Path) -> Generator[None]:
    if sys.platform == "win32":  # a folder can't be opened there
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        _lock(handle)
        yield
    finally:
        os.close(handle)


def _lock(handle: int) -> bool:
    """Lock an open file or folder against `remove_leftovers`; False if that can't be done."""
    if sys.platform != "win32":
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False  # or the file system has no locks
    return True


def remove_leftovers(folder: Path) -> None:
    """Remove the temporary files and folders in *folder* whose process was killed."""
    if sys.platform == "win32":
        return  # nothing there says whether the process still runs
    with suppress(OSError):
        names = [name for name in os.listdir(folder) if _TEMPORARY.fullmatch(name)]  # noqa: PTH208 - faster, in a folder of thousands
        for path in (folder / name for name in names):
            with suppress(OSError):
                _remove_unless_locked(path)


def _remove_unless_locked(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        if not _lock(handle):
            return
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink()
    finally:
        os.close(handle)


def keep_access(old: Path, new: Path) -> None:
    """Give *new* the owner and the permissions of *old*, as far as the system allows it."""
    try:
        status = old.stat()
    except FileNotFoundError:
        return
    if sys.platform != "win32":
        for owner in ((-1, status.st_gid), (status.st_uid, -1)):
            with suppress(OSError):
                os.chown(new, *owner)
    new.chmod(stat.S_IMODE(status.st_mode))

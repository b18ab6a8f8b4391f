"""Replaces files atomically."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

__all__ = ["replacing"]


@contextmanager
def replacing(path: str | os.PathLike[str]) -> Generator[BinaryIO]:
    """A file to write, which replaces *path* once it is complete.

    Until then it has a temporary name in the same folder; if anything goes wrong, an existing
    file stays unchanged.

    Raises:
        OSError: the file can't be written.
    """
    target = Path(path)
    # Resolve a symbolic link, so that it is kept and its target replaced.
    real = Path(os.path.realpath(target))
    if not real.parent.exists():
        raise FileNotFoundError(errno.ENOENT, "No such folder for the file", str(target))
    if real.is_dir():
        raise IsADirectoryError(errno.EISDIR, "Is a directory", str(target))
    if real.exists() and not real.is_file():
        raise OSError(errno.EINVAL, "Not a regular file", str(target))
    temporary = real.with_name(f".ncpi-{os.urandom(8).hex()}")
    # O_EXCL: never an existing file. 0o666: the permissions of any new file, before the umask.
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileNotFoundError):
            temporary.chmod(stat.S_IMODE(real.stat().st_mode))
        temporary.replace(real)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise

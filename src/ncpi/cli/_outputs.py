"""The file that a command writes."""

from __future__ import annotations

import errno
from pathlib import Path

__all__ = ["check_target"]


def check_target(target: Path, *, force: bool) -> None:
    """Raise an `OSError` if writing *target* would damage something that exists."""
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, "It is a folder; name a file in it", str(target))
    if target.exists() and not target.is_file():
        # Writing would replace a device or a pipe with a file.
        raise OSError(errno.EINVAL, "Not a regular file; - is standard output", str(target))
    if target.exists() and not force:
        raise FileExistsError(errno.EEXIST, "The file exists; --force replaces it", str(target))

"""The file that a command writes."""

from __future__ import annotations

import argparse
import errno
import io
from collections.abc import Generator
from contextlib import contextmanager, redirect_stdout
from pathlib import Path

from ncpi.cli._console import tell
from ncpi.serial._codec.replacing import replacing

__all__ = ["add_output", "check_target", "writing"]


def add_output(parser: argparse.ArgumentParser) -> None:
    """Add an option for a file that the result goes to instead of standard output."""
    parser.add_argument(
        "-o", "--output", dest="written_to", metavar="FILE", help="write the result to FILE"
    )
    parser.add_argument("--force", action="store_true", help="replace FILE if it exists")


@contextmanager
def writing(options: argparse.Namespace) -> Generator[None]:
    """Write what is printed meanwhile to the file that the user named, if any, as UTF-8."""
    target: str | None = getattr(options, "written_to", None)
    if target is None:
        yield
        return
    check_target(Path(target), force=options.force)
    with redirect_stdout(io.StringIO()) as printed:
        yield
    with replacing(target) as file:
        file.write(printed.getvalue().encode("utf-8", "backslashreplace"))
    tell(f"written: {target}")


def check_target(target: Path, *, force: bool) -> None:
    """Raise an `OSError` if writing *target* would damage something that exists."""
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, "It is a folder; name a file in it", str(target))
    if target.exists() and not target.is_file():
        # Writing would replace a device or a pipe with a file.
        raise OSError(errno.EINVAL, "Not a regular file; - is standard output", str(target))
    if target.exists() and not force:
        raise FileExistsError(errno.EEXIST, "The file exists; --force replaces it", str(target))

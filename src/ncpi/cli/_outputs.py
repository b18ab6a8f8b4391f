"""The file that a command writes."""

from __future__ import annotations

import argparse
import errno
import io
from collections.abc import Generator, Sequence
from contextlib import contextmanager, redirect_stdout
from pathlib import Path

from ncpi.cli._console import tell
from ncpi.serial._codec.replacing import replacing

__all__ = ["add_output", "check_target", "writing"]


_ENDINGS = {
    "": "text",
    ".txt": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".json": "json",
    ".jsonl": "json",
    ".csv": "csv",
    ".yaml": "yaml",
    ".yml": "yaml",
}
"""The format of a result, by the extension of its file."""


def add_output(parser: argparse.ArgumentParser, formats: Sequence[str]) -> None:
    """Add an option for a file that the result goes to instead of standard output.

    The extension of the file decides which of *formats* it has, if the user names none.
    """
    parser.set_defaults(formats=formats)
    parser.add_argument(
        "-o", "--output", dest="written_to", metavar="FILE", help="write the result to FILE"
    )
    parser.add_argument("--force", action="store_true", help="replace FILE if it exists")


@contextmanager
def writing(options: argparse.Namespace) -> Generator[None]:
    """Write what is printed meanwhile to the file that the user named, if any, as UTF-8."""
    target: str | None = getattr(options, "written_to", None)
    if hasattr(options, "formats"):
        if options.force and target is None:
            raise argparse.ArgumentError(None, "--force goes with -o, whose file it replaces")
        options.format = _format(options.format, target, options.formats)
    if target is None:
        yield
        return
    check_target(Path(target), force=options.force)
    with redirect_stdout(io.StringIO()) as printed:
        yield
    with replacing(target) as file:
        file.write(printed.getvalue().encode("utf-8", "backslashreplace"))
    tell(f"written: {target}")


def _format(named: str | None, target: str | None, formats: Sequence[str]) -> str:
    """The format that was *named*, or else that of the file *target*; text if neither is given.

    Raises:
        argparse.ArgumentError: they disagree, or *target* has the extension of none of *formats*.
    """
    ending = Path(target).suffix.lower() if target else ""
    found = _ENDINGS.get(ending)
    if named and (not ending or found in (named, None)):
        return named
    if named:
        message = f"{target} would have the format {found}, not {named}: change one of the two"
        raise argparse.ArgumentError(None, message)
    if found is not None and found in formats:
        return found
    known = ", ".join(one for one, view in _ENDINGS.items() if one and view in formats)
    message = f"{target} has none of the file extensions {known}"
    raise argparse.ArgumentError(None, message)


def check_target(target: Path, *, force: bool) -> None:
    """Raise an `OSError` if writing *target* would damage something that exists."""
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, "It is a folder; name a file in it", str(target))
    if target.exists() and not target.is_file():
        # Writing would replace a device or a pipe with a file.
        raise OSError(errno.EINVAL, "Not a regular file; - is standard output", str(target))
    if target.exists() and not force:
        raise FileExistsError(errno.EEXIST, "The file exists; --force replaces it", str(target))

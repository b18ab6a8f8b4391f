"""What a command reads: files by name, or ``-`` for standard input."""

from __future__ import annotations

import argparse
import errno
import os
import stat
import sys
from collections.abc import Generator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TypeVar, get_args

import attrs

from ncpi.cli._progress import Progress, watching
from ncpi.errors import InvalidError
from ncpi.model import Record
from ncpi.serial import Format, Unknown
from ncpi.serial._formats import format_of
from ncpi.serial._sources import OpenSource, open_source

__all__ = ["FORMATS", "Input", "add_reading", "is_file", "loaded", "reading"]

N = TypeVar("N", bound=Record)

FORMATS: tuple[Format, ...] = get_args(Format)


@attrs.frozen
class Input:
    """One file to be read, or standard input.

    Attributes:
        name: its name as it was given; ``-`` for standard input.
        named: the format, if the user named one.
    """

    name: str
    named: Format | None = None

    @property
    def format(self) -> Format:
        """The format that was named, or that of the name's ending; JSON of standard input.

        Raises:
            ncpi.errors.InvalidError: the ending is that of no format.
        """
        return format_of(Path("-.json" if self.name == "-" else self.name), self.named)

    @property
    def size(self) -> int:
        """How many bytes it has; 0 where that can't be known."""
        try:
            known = os.fstat(sys.stdin.fileno()) if self.name == "-" else Path(self.name).stat()
        except (OSError, ValueError, AttributeError):
            return 0
        return known.st_size if stat.S_ISREG(known.st_mode) else 0

    @property
    def is_streamed(self) -> bool:
        """Whether it is read piece by piece."""
        try:
            return self.format == "jsonl"
        except InvalidError:
            return False

    @contextmanager
    def open(self, progress: Progress) -> Generator[OpenSource]:
        """The file, open, with what is read of it counted.

        Raises:
            ncpi.errors.InvalidError: the ending is that of no format.
            OSError: it can't be read.
        """
        if self.name == "-":
            if sys.stdin is None:  # where the shell closed it
                raise OSError(errno.EBADF, "Standard input is closed", self.name)
            opened = OpenSource(sys.stdin.buffer, self.format, self.name)
            yield self._followed(opened, progress)
        else:
            path = Path(self.name)
            # First of all: what isn't there needs no advice about its ending.
            if stat.S_ISDIR(path.stat().st_mode):
                raise IsADirectoryError(errno.EISDIR, "It is a folder; name files", self.name)
            with open_source(path, self.format) as opened:
                yield self._followed(opened, progress)
        if not self.is_streamed:
            progress.advance(self.size)

    def _followed(self, opened: OpenSource, progress: Progress) -> OpenSource:
        # A document is read at once and then built: it counts when that is done.
        file = progress.follow(opened.file) if self.is_streamed else opened.file
        return OpenSource(file, opened.format, self.name)


def reading(inputs: Sequence[Input]) -> AbstractContextManager[Progress]:
    """Shows how much of all *inputs* has been read, where it is much."""
    total = sum(each.size for each in inputs)
    name = inputs[0].name if len(inputs) == 1 else f"{len(inputs):,} files"
    in_steps = len(inputs) > 1 or inputs[0].is_streamed
    return watching(total, f"{name} ({total / 1e6:,.0f} MB)", in_steps=in_steps)


def loaded(name: str, expect: type[N]) -> N:
    """The record in the file *name*, which must be of the class *expect*.

    Raises:
        ncpi.errors.InvalidError: with every fault of the file.
        ncpi.errors.MissingExtraError: the format needs a library that isn't there.
        OSError: it can't be read.
    """
    given = Input(name)
    with reading([given]) as progress, given.open(progress) as opened:
        record = opened.read(expect, "error")
    assert isinstance(record, expect)  # noqa: S101 - it was read as one
    return record


def is_file(name: str) -> bool:
    """Whether *name* is that of a document, there or not, or of any file with an ending."""
    path = Path(name)
    try:
        format_of(path)
    except InvalidError:
        return bool(path.suffix) and path.is_file()
    return True


def add_reading(parser: argparse.ArgumentParser) -> None:
    """Let a user say in what format its input is, and what of unknown keys."""
    parser.add_argument(
        "--from",
        dest="named",
        choices=FORMATS,
        help="the format that is read; default: that of the file's ending, json for -",
    )
    parser.add_argument(
        "--unknown",
        choices=get_args(Unknown),
        default="error",
        help="keys that ncpi doesn't know: a fault, kept, or passed over; default: error",
    )

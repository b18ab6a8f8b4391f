"""The inputs of a command: files, ``-`` for standard input, and dates."""

from __future__ import annotations

import argparse
import errno
import os
import stat
import sys
from collections.abc import Generator, Sequence
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TypeVar, get_args

import attrs

from ncpi.cli._console import tell
from ncpi.cli._progress import Progress, watching
from ncpi.errors import Fault, InvalidError, in_words, shown
from ncpi.fields._converters import parse_date
from ncpi.fields._validators import form_fault
from ncpi.model import PartialDate, Record
from ncpi.serial import Format, Unknown
from ncpi.serial._formats import format_of
from ncpi.serial._sources import OpenSource, open_source

__all__ = [
    "FORMATS",
    "Input",
    "add_date",
    "add_for_records",
    "add_reading",
    "date_argument",
    "import_records",
    "is_file",
    "loaded",
    "reading",
    "set_unknown",
    "today",
    "unfit",
]

N = TypeVar("N", bound=Record)

_GROUP = "ncpi.records"
_UNKNOWN: ContextVar[Unknown] = ContextVar("unknown", default="error")
FORMATS: tuple[Format, ...] = get_args(Format)


@attrs.frozen
class Input:
    """A file to read, or standard input.

    Attributes:
        name: the name that the user typed; ``-`` for standard input.
        named: the format, if the user stated one.
    """

    name: str
    named: Format | None = None

    @property
    def format(self) -> Format:
        """The format that was stated, else that of the file extension; JSON for standard input.

        Raises:
            ncpi.errors.InvalidError: the file extension is unknown.
        """
        return format_of(Path("-.json" if self.name == "-" else self.name), self.named)

    @property
    def size(self) -> int:
        """The size in bytes; 0 if unknown."""
        try:
            status = os.fstat(sys.stdin.fileno()) if self.name == "-" else Path(self.name).stat()
        except (OSError, ValueError, AttributeError):
            return 0
        return status.st_size if stat.S_ISREG(status.st_mode) else 0

    @property
    def is_streamed(self) -> bool:
        """Whether it is read line by line."""
        try:
            return self.format == "jsonl"
        except InvalidError:
            return False

    @contextmanager
    def open(self, progress: Progress) -> Generator[OpenSource]:
        """Open the file, and count in *progress* what is read from it.

        Raises:
            ncpi.errors.InvalidError: the file extension is unknown.
            OSError: it can't be read.
        """
        if self.name == "-":
            if sys.stdin is None:  # the shell closed it
                raise OSError(errno.EBADF, "Standard input is closed", self.name)
            opened = OpenSource(sys.stdin.buffer, self.format, self.name)
            yield self._followed(opened, progress)
        else:
            path = Path(self.name)
            # Checked first: a missing file needs no advice about its extension.
            if stat.S_ISDIR(path.stat().st_mode):
                raise IsADirectoryError(errno.EISDIR, "It is a folder; name files", self.name)
            with open_source(path, self.format) as opened:
                yield self._followed(opened, progress)
        if not self.is_streamed:
            progress.advance(self.size)

    def _followed(self, opened: OpenSource, progress: Progress) -> OpenSource:
        # Reading a single document is quick compared with converting it, so it counts at the end.
        file = progress.follow(opened.file) if self.is_streamed else opened.file
        return OpenSource(file, opened.format, self.name)


def reading(inputs: Sequence[Input]) -> AbstractContextManager[Progress]:
    """Show the progress of reading all *inputs*, if they are large."""
    total = sum(each.size for each in inputs)
    name = inputs[0].name if len(inputs) == 1 else f"{len(inputs):,} files"
    in_steps = len(inputs) > 1 or inputs[0].is_streamed
    return watching(total, f"{name} ({total / 1e6:,.0f} MB)", in_steps=in_steps)


def loaded(name: str, expect: type[N]) -> N:
    """The record in the file *name*, which must be of the class *expect*.

    The progress is shown.

    Raises:
        ncpi.errors.InvalidError: with every fault of the file.
        ncpi.errors.MissingExtraError: the format needs a library that isn't installed.
        OSError: it can't be read.
    """
    source = Input(name)
    with reading([source]) as progress, source.open(progress) as opened:
        record = opened.read(expect, _UNKNOWN.get())
    assert isinstance(record, expect)  # noqa: S101 - read() checks it
    return record


def unfit(record: Record, name: str, wanted: str) -> InvalidError:
    """The error for the file *name*, which contains the *record* and not what is *wanted*."""
    message = f"it contains {in_words(type(record))}, not {wanted}"
    return InvalidError([Fault("", "type", message)], name)


def add_date(parser: argparse.ArgumentParser, name: str, what: str) -> None:
    """Add an option for a date, today if it isn't named."""
    parser.add_argument(name, metavar="DATE", type=date_argument, help=f"{what}; default: today")


def today() -> date:
    """The user's local date. Only the command line reads the clock; its output states the date."""
    return date.today()  # noqa: DTZ011 - see above


def date_argument(text: str) -> date:
    """A date such as ``2018-08-30``, for argparse.

    Raises:
        argparse.ArgumentTypeError: it is written otherwise, or doesn't exist.
    """
    try:
        return parse_date(text)
    except ValueError:
        raise argparse.ArgumentTypeError(str(_date_fault(text))) from None


def _date_fault(text: str) -> Fault:
    """Why *text* isn't a day in ISO 8601, with how to write it."""
    fault = form_fault(date, text)
    try:
        day = PartialDate.parse(text).exact
    except InvalidError as error:
        return attrs.evolve(error.faults[0], suggestion=fault.suggestion)
    return attrs.evolve(fault, suggestion=f"Write it as {day}") if day else fault


def add_for_records(parser: argparse.ArgumentParser, *, reads: bool, is_step: bool = False) -> None:
    """Add the option for modules that define records, to a command or to a step below one.

    One that *reads* documents has an option for what ncpi doesn't know, too.
    """
    parser.add_argument(
        "--import",
        dest="imported",
        metavar="MODULE",
        action="append",
        default=argparse.SUPPRESS if is_step else [],
        help="import a module that defines records of your own; may be repeated",
    )
    if reads:
        parser.add_argument(
            "--unknown",
            choices=get_args(Unknown),
            default=argparse.SUPPRESS if is_step else "error",
            help="report keys and types of records that ncpi doesn't know as faults, keep them, "
            "or ignore such keys; default: error",
        )


def set_unknown(choice: Unknown) -> None:
    """Have `loaded` do this with what ncpi doesn't know."""
    _UNKNOWN.set(choice)


def import_records(modules: Sequence[str]) -> None:
    """Import *modules*, and what installed packages list as ``ncpi.records``, for their records.

    A module may be a file of the current folder. A package that can't be imported is only
    warned of, so that it doesn't stop a command that may not need it.

    Raises:
        ncpi.errors.InvalidError: with every one of *modules* that can't be imported, and why.
    """
    from importlib.metadata import entry_points  # noqa: PLC0415 - only here, and slow to import

    for point in entry_points(group=_GROUP):
        try:
            point.load()
        except Exception as error:  # noqa: BLE001 - another package may raise anything
            tell(f"ncpi: warning: {point.value} can't be imported: {_reason(error)}")
    faults: list[Fault] = []
    if modules:
        sys.path.insert(0, str(Path.cwd()))
    for module in modules:
        try:
            import_module(module)
        except Exception as error:  # noqa: BLE001 - as above
            message = f"{shown(module)} can't be imported: {_reason(error)}"
            faults.append(Fault("--import", "unreadable", message, shown(module)))
    if faults:
        raise InvalidError(faults)


def _reason(error: Exception) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())


def is_file(name: str) -> bool:
    """Whether *name* has the extension of a document, or is an existing file with another."""
    path = Path(name)
    try:
        format_of(path)
    except InvalidError:
        return bool(path.suffix) and path.is_file()
    return True


def add_reading(parser: argparse.ArgumentParser) -> None:
    """Add the option for the input's format."""
    parser.add_argument(
        "--from",
        dest="named",
        choices=FORMATS,
        help="the format of the input; default: from the file extension, json for -",
    )

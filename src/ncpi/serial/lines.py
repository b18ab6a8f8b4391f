"""JSON Lines: an archive as one report a line, read and written without holding it whole.

Each line is a document of its own, envelope and all, so that files can be cut, joined and
searched line by line. Blank lines say nothing and are passed over.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple, TypeVar, cast, overload

import attrs

from ncpi.errors import Fault, InvalidError, in_words, shown, type_fault
from ncpi.model import Record, Report, record_class
from ncpi.serial._codec.paths import json_line, read_text
from ncpi.serial._codec.replacing import replacing
from ncpi.serial._codec.thorough import refuse_wishes
from ncpi.serial._envelope import Unknown

__all__ = [
    "MAX_FAULTS",
    "MAX_LINE",
    "Line",
    "archive_of",
    "lines_of",
    "read_archive",
    "read_lines",
    "reports_of",
    "write_lines",
]

MAX_LINE = 64 * 2**20
"""The most bytes that a line may have: more than any report, and few enough to be held."""
_BIT = 2**20
MAX_FAULTS = 1_000
"""After so many faults the rest of a file isn't read: nobody mends more by hand."""

_ARCHIVE = "archive"
N = TypeVar("N", bound=Record)


class Line(NamedTuple):
    """One line of a file, read.

    Attributes:
        number: its number in the file, from 1.
        record: what it holds, or None if it has faults.
        faults: what is wrong with it.
    """

    number: int
    record: Record | None
    faults: tuple[Fault, ...] = ()


def lines_of(
    file: BinaryIO, expect: type[Record] = Record, unknown: Unknown = "error"
) -> Iterator[Line]:
    """Every line of *file* that isn't blank, read; never more than one is held.

    Raises:
        ncpi.errors.InvalidError: *expect* is no class, or *unknown* no way to treat keys.
    """
    refuse_wishes(expect, unknown)
    for number, text in enumerate(_pieces(file), 1):
        if text is None:
            message = f"the line has more than {MAX_LINE:,} bytes"
            yield Line(number, None, (Fault("$", "too-long", message, line=number),))
        elif text.removeprefix(b"\xef\xbb\xbf").strip():
            try:
                yield Line(number, read_text(text, expect, unknown))
            except InvalidError as error:
                faults = (attrs.evolve(fault, line=number) for fault in error.faults)
                yield Line(number, None, tuple(faults))


def _pieces(file: BinaryIO) -> Iterator[bytes | None]:
    """The lines of *file*; None for one that is too long to be held."""
    while text := file.readline(MAX_LINE + 1):
        if len(text) <= MAX_LINE:
            yield text
            continue
        # Bit by bit, and nothing of it kept.
        while text and not text.endswith(b"\n"):
            text = file.readline(_BIT)
        yield None


@overload
def read_lines(path: str | os.PathLike[str], *, unknown: Unknown = ...) -> Iterator[Record]: ...
@overload
def read_lines(
    path: str | os.PathLike[str], expect: type[N], *, unknown: Unknown = ...
) -> Iterator[N]: ...
def read_lines(
    path: str | os.PathLike[str], expect: type[Record] = Record, *, unknown: Unknown = "error"
) -> Iterator[Record]:
    """The records of a JSON Lines file, one after the other; only one is held at a time.

    See `ncpi.from_dict` for *expect* and *unknown*.

    Raises:
        ncpi.errors.InvalidError: on coming to a line that has faults, with all of that
            line's; each names the line. `ncpi.check` lists those of the whole file.
        OSError: the file can't be read.
    """
    with Path(path).open("rb") as file:
        for line in lines_of(file, expect, unknown):
            if line.record is None:
                raise InvalidError(line.faults, str(path))
            yield line.record


def write_lines(records: Iterable[Record], path: str | os.PathLike[str]) -> int:
    """Write *records* to the file *path* as they come, one a line, and count them.

    A file that was there before is replaced in one step at the end, and stays unchanged
    if anything goes wrong.

    Raises:
        ncpi.errors.InvalidError: something in a record can't be stored without loss.
        OSError: the file can't be written.
    """
    count = 0
    with replacing(path) as file:
        for record in records:
            try:
                file.write(json_line(record))
            except InvalidError as error:
                found = [attrs.evolve(fault, line=count + 1) for fault in error.faults]
                raise InvalidError(found, error.subject) from None
            count += 1
    return count


def read_archive(
    file: BinaryIO,
    unknown: Unknown = "error",
    on_line: Callable[[Line], None] | None = None,
    *,
    hold: bool = True,
) -> tuple[list[Report], list[Fault]]:
    """The reports in *file*, and the faults of all its lines.

    *on_line* is called with each line. Without *hold* the list of reports stays empty.
    """
    reports: list[Report] = []
    faults: list[Fault] = []
    first: dict[str, int] = {}
    for line in lines_of(file, Record, unknown):
        if on_line is not None:
            on_line(line)
        faults += line.faults
        if line.record is not None:
            faults += _misfits(line.record, line.number, first)
            if hold and isinstance(line.record, Report):
                reports.append(line.record)
        if len(faults) > MAX_FAULTS:
            message = f"more than {MAX_FAULTS:,} faults: the rest of the file was not read"
            faults[MAX_FAULTS:] = [Fault("$", "too-many", message, line=line.number)]
            break
    return reports, faults


def _misfits(record: Record, number: int, first: dict[str, int]) -> Iterator[Fault]:
    """Why *record* can't be part of an archive, which has each report once."""
    if not isinstance(record, Report):
        fault = type_fault(record, in_words(Report))
        message = f"an archive holds reports, not {in_words(type(record))}"
        yield attrs.evolve(fault.below("$.content"), message=message, value="", line=number)
    elif (before := first.setdefault(record.key, number)) != number:
        message = f"the report {shown(record.key)} stands twice, first on line {before}"
        yield Fault("$.content.key", "repeated", message, shown(record.key), line=number)


def archive_of(reports: list[Report]) -> Record:
    """An archive of *reports*.

    By its tag: the packages of archives and of documents know nothing of each other.
    """
    make = cast("Callable[..., Record]", record_class(_ARCHIVE))
    return make(reports=reports)


def reports_of(record: Record) -> Iterable[Record]:
    """The reports of an archive that lines can hold without loss.

    Raises:
        ncpi.errors.InvalidError: it is no archive, or one with more to it than its reports.
    """
    advice = "Save it as .json or .yaml, which hold any record; or write its reports as lines"
    if type(record) is not record_class(_ARCHIVE):
        message = f"JSON Lines hold an archive and nothing else, not {in_words(type(record))}"
        raise InvalidError([Fault("", "unstorable", message, "", advice)], type(record).__name__)
    if record.unknown_fields:
        message = "an archive's unknown fields have no place in JSON Lines"
        raise InvalidError([Fault("unknown_fields", "unstorable", message, "", advice)], "Archive")
    reports: Iterable[Record] = getattr(record, "reports")  # noqa: B009 - its class isn't known here
    return reports

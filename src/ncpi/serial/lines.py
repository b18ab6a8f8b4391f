"""JSON Lines: an archive with one report per line, read and written one line at a time.

Each line is a complete document with its envelope, so files can be split, joined and searched
line by line. Blank lines are skipped.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple, TypeVar, cast, overload

import attrs

from ncpi.errors import Fault, InvalidError, in_words, shown, type_fault
from ncpi.model import Record, Report, record_class
from ncpi.serial._codec.reading_and_writing import json_line, read_text
from ncpi.serial._codec.replacing import replacing
from ncpi.serial._codec.thorough import check_arguments
from ncpi.serial._envelope import Unknown

__all__ = ["MAX_LINE", "read_lines", "write_lines"]

MAX_LINE = 64 * 2**20
"""The maximum number of bytes in a line: more than any report needs, but it fits in memory."""
_BLOCK = 2**20
MAX_FAULTS = 1_000
"""The number of faults after which reading stops: a longer list is of no use to a reader."""

_ARCHIVE = "archive"
N = TypeVar("N", bound=Record)


class Line(NamedTuple):
    """The result of reading one line of a file.

    Attributes:
        number: its number in the file, from 1.
        record: the record, or None if the line has faults.
        faults: every fault of the line.
    """

    number: int
    record: Record | None
    faults: tuple[Fault, ...] = ()


def lines_of(
    file: BinaryIO, expect: type[Record] = Record, unknown: Unknown = "error"
) -> Iterator[Line]:
    """Read each line of *file* that isn't blank; only one is in memory at a time.

    Raises:
        ncpi.errors.InvalidError: *expect* isn't a class, or *unknown* isn't an allowed value.
    """
    check_arguments(expect, unknown)
    for number, text in enumerate(_lines_in(file), 1):
        if text is None:
            message = f"the line is longer than {MAX_LINE:,} bytes"
            yield Line(number, None, (Fault("$", "too-long", message, line=number),))
        elif text.removeprefix(b"\xef\xbb\xbf").strip():
            try:
                yield Line(number, read_text(text, expect, unknown))
            except InvalidError as error:
                faults = (attrs.evolve(fault, line=number) for fault in error.faults)
                yield Line(number, None, tuple(faults))


def _lines_in(file: BinaryIO) -> Iterator[bytes | None]:
    """The lines of *file*; None for one longer than `MAX_LINE`."""
    while text := file.readline(MAX_LINE + 1):
        if len(text) <= MAX_LINE:
            yield text
            continue
        # Skip the rest of the line, block by block.
        while text and not text.endswith(b"\n"):
            text = file.readline(_BLOCK)
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
    """The records of a JSON Lines file in order; only one is in memory at a time.

    See `ncpi.from_dict` for *expect* and *unknown*.

    Raises:
        ncpi.errors.InvalidError: at the first line that has faults, with all of that line's;
            each has the line number. `ncpi.check` lists the faults of the whole file.
        OSError: the file can't be read.
    """
    with Path(path).open("rb") as file:
        for line in lines_of(file, expect, unknown):
            if line.record is None:
                raise InvalidError(line.faults, str(path))
            yield line.record


def write_lines(records: Iterable[Record], path: str | os.PathLike[str]) -> int:
    """Write *records* to the file *path*, one per line, and return their number.

    The records are written as they are read from the iterable. An existing file is replaced
    in one step at the end, and stays unchanged if anything goes wrong.

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
                faults = [attrs.evolve(fault, line=count + 1) for fault in error.faults]
                raise InvalidError(faults, error.subject) from None
            count += 1
    return count


def read_archive(
    file: BinaryIO,
    unknown: Unknown = "error",
    on_line: Callable[[Line], None] | None = None,
    *,
    keep: bool = True,
) -> tuple[list[Report], list[Fault]]:
    """The reports in *file*, and the faults of all its lines, up to `MAX_FAULTS`.

    *on_line* is called with each line. With ``keep=False`` the list of reports is empty.
    """
    reports: list[Report] = []
    faults: list[Fault] = []
    first: dict[str, int] = {}
    for line in lines_of(file, Record, unknown):
        if on_line is not None:
            on_line(line)
        faults += line.faults
        if line.record is not None:
            faults += _archive_faults(line.record, line.number, first)
            if keep and isinstance(line.record, Report):
                reports.append(line.record)
        if len(faults) > MAX_FAULTS:
            message = f"more than {MAX_FAULTS:,} faults: the rest of the file was not read"
            faults[MAX_FAULTS:] = [Fault("$", "too-many", message, line=line.number)]
            break
    return reports, faults


def _archive_faults(record: Record, number: int, first: dict[str, int]) -> Iterator[Fault]:
    """Why *record* can't be part of an archive: not a report, or a report that it already has."""
    if not isinstance(record, Report):
        fault = type_fault(record, in_words(Report))
        message = f"an archive holds reports, not {in_words(type(record))}"
        yield attrs.evolve(fault.below("$.content"), message=message, value="", line=number)
    elif (before := first.setdefault(record.key, number)) != number:
        message = f"the report {shown(record.key)} is repeated; it first appears on line {before}"
        yield Fault("$.content.key", "repeated", message, shown(record.key), line=number)


def archive_of(reports: list[Report]) -> Record:
    """An archive of *reports*."""
    # Looked up by its tag: the module ncpi.archive is in a higher layer than this package.
    make = cast("Callable[..., Record]", record_class(_ARCHIVE))
    return make(reports=reports)


def reports_of(record: Record) -> Iterable[Record]:
    """The reports of an archive that JSON Lines can store without loss.

    Raises:
        ncpi.errors.InvalidError: it is not an archive, or contains more than its reports.
    """
    advice = "Save it as .json or .yaml, which can store any record; or write its reports as lines"
    if type(record) is not record_class(_ARCHIVE):
        message = f"JSON Lines can only store an archive, not {in_words(type(record))}"
        raise InvalidError([Fault("", "unstorable", message, "", advice)], type(record).__name__)
    if record.unknown_fields:
        message = "JSON Lines can't store the unknown fields of an archive"
        raise InvalidError([Fault("unknown_fields", "unstorable", message, "", advice)], "Archive")
    reports: Iterable[Record] = getattr(record, "reports")  # noqa: B009 - see archive_of
    return reports

"""JSON Lines: an archive with one record per line, read and written one line at a time.

A report, response, tracker, monitoring stage or press release is a line; their order among
those of other kinds has no meaning.

Each line is a complete document with its envelope, so files can be split, joined and searched
line by line. Blank lines are skipped. Where there are no records, the only line is an archive that
is empty; a file without any line has been emptied, which is a fault.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import chain
from typing import Any, BinaryIO, NamedTuple, TypeVar, overload

import attrs

from ncpi.errors import Fault, InvalidError, in_words, shown, type_fault
from ncpi.model import Record, Report
from ncpi.serial._codec.replacing import path_of, replacing
from ncpi.serial._codec.shapes import Part, archive_class, parts_of_archive
from ncpi.serial._documents import from_json, json_line
from ncpi.serial._formats import Unknown, check_arguments

__all__ = ["MAX_LINE", "read_lines", "write_lines"]

MAX_LINE = 64 * 2**20
"""The maximum number of bytes in a line: more than any report needs, but it fits in memory."""
_BLOCK = 2**20
MAX_FAULTS = 1_000
"""The number of faults after which reading stops: a longer list is of no use to a reader."""

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
    is_empty = True
    for number, text in enumerate(_lines_in(file), 1):
        plain = b"" if text is None else text.removeprefix(b"\xef\xbb\xbf").strip()
        is_empty = is_empty and text is not None and not plain
        if text is None:
            message = f"the line is longer than {MAX_LINE:,} bytes"
            yield Line(number, None, (Fault("$", "too-long", message, line=number),))
        elif plain not in (b"", _empty_line().strip()):
            try:
                yield Line(number, from_json(text, expect, unknown=unknown))
            except InvalidError as error:
                faults = (attrs.evolve(fault, line=number) for fault in error.faults)
                yield Line(number, None, tuple(faults))
    if is_empty:
        message = "the file is empty; an archive of nothing has a line that says so"
        advice = "Look for another copy: what it held is lost"
        yield Line(1, None, (Fault("$", "empty", message, "", advice, 1),))


@cache
def _empty_line() -> bytes:
    """The line that stands for no records: a file without any has been emptied."""
    return json_line(archive_class()())


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
    with path_of(path).open("rb") as file:
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
        if not count:
            file.write(_empty_line())
    return count


class Lines:
    """The records of an archive, read one by one.

    Attributes:
        faults: those of all lines so far.
    """

    def __init__(self, *, keep: bool = True) -> None:
        """With ``keep=False`` only the faults are collected."""
        self.faults: list[Fault] = []
        self._keep = keep
        self._records: dict[str, list[Record]] = {part.field: [] for part in parts_of_archive()}
        self._first: dict[tuple[object, ...], int] = {}

    def add(self, line: Line) -> None:
        """Add the record of *line*, or its faults."""
        self.faults += line.faults
        if line.record is None:
            return
        part = next((p for p in parts_of_archive() if isinstance(line.record, p.kind)), None)
        if part is None:
            self.faults.append(_foreign(line.record, line.number))
            return
        self.faults += self._repeated(line.record, part, line.number)
        if self._keep:
            self._records[part.field].append(line.record)

    def _repeated(self, record: Record, part: Part, number: int) -> Iterator[Fault]:
        values = tuple(getattr(record, mark) for mark in part.marks)
        is_marked = values not in ((), (None,))
        first = self._first.setdefault((part.field, *values), number) if is_marked else number
        if first != number:
            what = in_words(part.kind).split(" ", 1)[1]
            named = ", ".join(shown(str(value)) for value in values)
            message = f"the {what} {named} is repeated; it first appears on line {first}"
            path, value = f"$.content.{part.marks[0]}", shown(str(values[0]))
            yield Fault(path, "repeated", message, value, line=number)

    def archive(self) -> Record:
        """An archive of all of them."""
        fields: Any = self._records
        return archive_class()(**fields)


def read_archive(
    file: BinaryIO,
    unknown: Unknown = "error",
    on_line: Callable[[Line], None] | None = None,
    *,
    keep: bool = True,
) -> Lines:
    """The records in *file*, and the faults of all its lines, up to `MAX_FAULTS`.

    *on_line* is called with each line.
    """
    lines = Lines(keep=keep)
    for line in lines_of(file, Record, unknown):
        if on_line is not None:
            on_line(line)
        lines.add(line)
        if len(lines.faults) > MAX_FAULTS:
            message = f"more than {MAX_FAULTS:,} faults: the rest of the file was not read"
            lines.faults[MAX_FAULTS:] = [Fault("$", "too-many", message, line=line.number)]
            break
    return lines


def _foreign(record: Record, number: int) -> Fault:
    fault = type_fault(record, in_words(Report)).below("$.content")
    kinds = ", ".join(part.field.replace("_", " ") for part in parts_of_archive())
    message = f"an archive holds {kinds}; not {in_words(type(record))}"
    return attrs.evolve(fault, message=message, value="", line=number)


def records_of(archive: Record) -> Iterable[Record]:
    """The records of an archive, each of which becomes a line.

    Raises:
        ncpi.errors.InvalidError: it is not an archive, or JSON Lines would lose something.
    """
    advice = "Save it as .json or .yaml, which can store any record; or write its reports as lines"
    if type(archive) is not archive_class():
        message = f"JSON Lines can only store an archive, not {in_words(type(archive))}"
        raise InvalidError([Fault("", "unstorable", message, "", advice)], type(archive).__name__)
    if archive.unknown_fields:
        message = "JSON Lines can't store the unknown fields of an archive"
        raise InvalidError([Fault("unknown_fields", "unstorable", message, "", advice)], "Archive")
    return chain.from_iterable(getattr(archive, part.field) for part in parts_of_archive())
